//! Reading with a limit.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use zeroize::{Zeroize, Zeroizing};

use super::disk;
use super::error::ReadError;
use super::kind::Kind;

/// The bytes of a regular file, following symbolic links, if there are at most `limit` of them.
///
/// Nothing but a regular file is opened, so no pipe, socket or device can make it wait. The
/// buffer is wiped when dropped, for the file may hold a key.
///
/// # Errors
/// When there is no such file, it is closed to us, is no regular file, or has more than `limit`
/// bytes, which is also watched while reading: the file may grow, and those in `/proc` have no size.
pub fn read(path: &Path, limit: u64) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let failed = |source| ReadError::new(path, source);
    // Looked at before it is opened, for to open a pipe or a tape is to disturb it.
    require_regular(path, Kind::of(disk::look_through(path).map_err(failed)?.file_type()))?;
    let mut file = disk::open_to_read(path).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    require_regular(path, Kind::of(found.file_type()))?;
    if found.len() > limit {
        return Err(too_large(path, Some(found.len()), limit));
    }
    take(&mut file, found.len(), limit).map_err(failed)?.ok_or_else(|| too_large(path, None, limit))
}

/// The bytes of a stream to its end, if there are at most `limit` of them.
///
/// Errors call the stream `-`.
///
/// # Errors
/// When the stream fails, or has more than `limit` bytes.
pub fn read_from(mut reader: impl Read, limit: u64) -> Result<Zeroizing<Vec<u8>>, ReadError> {
    let path = Path::new("-");
    take(&mut reader, 0, limit)
        .map_err(|source| ReadError::new(path, source))?
        .ok_or_else(|| too_large(path, None, limit))
}

fn require_regular(path: &Path, what: Kind) -> Result<(), ReadError> {
    match what {
        Kind::Regular => Ok(()),
        _ => Err(ReadError::NotARegularFile { what, path: path.to_path_buf() }),
    }
}

fn too_large(path: &Path, size: Option<u64>, limit: u64) -> ReadError {
    ReadError::TooLarge { size, limit, path: path.to_path_buf() }
}

/// All bytes up to the end, or none when there are more than `limit`.
///
/// So many as are `expected` are read into a buffer that is just large enough, since all of it has to be
/// wiped in the end; whatever comes behind goes through a chunk.
fn take(
    reader: &mut impl Read,
    expected: u64,
    limit: u64,
) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let expected = expected.min(limit);
    // room beyond what is read keeps the buffer from being moved, which would leave a copy
    let room = usize::try_from(expected).unwrap_or_default() + 64;
    let mut bytes = Zeroizing::new(Vec::with_capacity(room));
    if expected > 0 {
        match reader.take(expected + 1).read_to_end(&mut bytes)? as u64 {
            count if count <= expected => return Ok(Some(bytes)),
            count if count > limit => return Ok(None),
            _ => {}
        }
    }
    let mut chunk = Zeroizing::new([0; 16 * 1024]);
    loop {
        let count = match reader.read(&mut chunk[..]) {
            Ok(0) => return Ok(Some(bytes)),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if (bytes.len() + count) as u64 > limit {
            return Ok(None);
        }
        append(&mut bytes, &chunk[..count]);
    }
}

/// Appends, and wipes the buffer that was outgrown, which a growing `Vec` would leave on the heap.
fn append(bytes: &mut Vec<u8>, more: &[u8]) {
    if bytes.capacity() - bytes.len() < more.len() {
        let mut roomier = Vec::with_capacity(2 * (bytes.len() + more.len()));
        roomier.extend_from_slice(bytes);
        std::mem::replace(bytes, roomier).zeroize();
    }
    bytes.extend_from_slice(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        assert_eq!(*read_from(&bytes[..], 100_000).unwrap(), bytes);
        let error = read_from(&bytes[..], 99_999).unwrap_err();
        assert_eq!(error.to_string(), "has more bytes than the limit of 99999: -");
        assert!(read_from(io::empty(), 0).unwrap().is_empty());
    }

    #[test]
    fn all_is_read_whatever_size_was_announced() {
        let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        for announced in [0, 1, 99_999, 100_000, 100_001, 200_000] {
            let taken = |limit| take(&mut &bytes[..], announced, limit).unwrap();
            assert_eq!(taken(100_000).unwrap().as_slice(), bytes, "{announced}");
            assert!(taken(99_999).is_none(), "{announced}");
        }
    }
}
