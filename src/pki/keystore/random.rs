//! Salts and vectors.

use super::WriteError;

/// Random bytes of the operating system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], WriteError> {
    let mut bytes = [0; N];
    let filled = aws_lc_rs::rand::fill(&mut bytes);
    filled.map(|()| bytes).map_err(|_| WriteError::Library("make random numbers"))
}
