//! What is left to chance, the same each time.

use chrono::TimeDelta;

/// Numbers as if at random, the same each time.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(super) fn number(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to - from + 1).unwrap_or(1);
        from + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// Minutes of which half are shorter than `middle`, and few are much longer.
    #[expect(clippy::cast_precision_loss, reason = "a draw of 53 bits")]
    #[expect(clippy::cast_possible_truncation, reason = "minutes, not years")]
    pub(super) fn minutes(&mut self, middle: f64) -> TimeDelta {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let minutes = middle * (-(1.0 - unit).max(1e-9).ln() / std::f64::consts::LN_2);
        TimeDelta::minutes(minutes.min(10_000.0) as i64)
    }
}
