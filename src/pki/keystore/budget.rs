//! The work that is done for one file.

use super::StoreError;

/// The rounds of one derivation of a key. A fuzzer has no time for them.
const MOST_ROUNDS: u64 = if cfg!(fuzzing) { 10_000 } else { 3_000_000 };

/// The rounds of all derivations together: less than a second, where one of PBKDF2 with SHA-256 takes
/// 0.12 µs. Stores of today ask for 10,000 to 600,000, once for the MAC and once or twice for what is
/// encrypted.
const MOST_ROUNDS_IN_ALL: u64 = 2 * MOST_ROUNDS;

/// What is left of the work that is granted for a file.
#[derive(Debug)]
pub(super) struct Budget {
    rounds: u64,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { rounds: MOST_ROUNDS_IN_ALL }
    }

    /// Leaves no more than that many rounds.
    pub(super) fn cut(&mut self, rounds: u64) {
        self.rounds = self.rounds.min(rounds);
    }

    /// Takes the rounds of one derivation, each of which is so many times the work of one with SHA-256
    /// for one block of output.
    ///
    /// # Errors
    /// When they are none, when they are more than one derivation or all of them are granted.
    pub(super) fn spend(&mut self, rounds: u64, times: usize) -> Result<(), StoreError> {
        StoreError::within(rounds.into(), MOST_ROUNDS.into(), "rounds of key derivation")?;
        let work = rounds.saturating_mul(u64::try_from(times).unwrap_or(u64::MAX));
        let demanded = MOST_ROUNDS_IN_ALL.saturating_sub(self.rounds).saturating_add(work);
        self.rounds = self.rounds.checked_sub(work).ok_or(StoreError::Cost {
            demanded: demanded.into(),
            limit: MOST_ROUNDS_IN_ALL.into(),
            unit: "rounds of key derivation in all",
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_small_demands_are_added_up() {
        let mut budget = Budget::new();
        for _ in 0..6 {
            assert_eq!(budget.spend(500_000, 2), Ok(()));
        }
        let error = budget.spend(1, 1).unwrap_err().to_string();
        assert!(error.contains("6000001 rounds of key derivation in all"), "{error}");
        budget.cut(0);
        assert!(matches!(budget.spend(0, 1), Err(StoreError::Broken { .. })));
    }

    #[test]
    fn one_great_demand_is_refused() {
        assert_eq!(Budget::new().spend(3_000_000, 2), Ok(()));
        assert!(Budget::new().spend(3_000_001, 1).is_err());
        assert!(Budget::new().spend(u64::MAX, usize::MAX).is_err());
    }
}
