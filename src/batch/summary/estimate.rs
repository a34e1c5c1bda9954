//! Estimates with their intervals. Plain arithmetic, square roots and `libm` alone, so that they are the same on every machine.
//!
//! Documents are the units everywhere: findings of one document come together, and words within one are alike. Each
//! interval is one of 95 % for other documents of the same kind:
//!
//! - **Shares of documents**: Wilson's interval ([`crate::eval::wilson`]).
//! - **Mean scores**: Student's t.
//! - **Findings per 1,000 words**: the sum of findings over the sum of words is a ratio, whose variance over documents is that
//!   of Cochran, *Sampling Techniques* (3rd ed. 1977), §6.3. How many times larger it is than that of single findings strewn
//!   at random (Poisson) is the design effect, here at least 1. The findings over the design effect are as many as are
//!   independent; they get the exact interval of a Poisson count in Byar's approximation (Breslow and Day, *Statistical Methods
//!   in Cancer Research* II, 1987, p. 69), widened for few documents as Korn and Graubard do for shares (*Survey Methodology*
//!   24, 1998). A symmetric interval would reach under 0 for rare rules, and a bootstrap would say "between 0 and 0" of rules
//!   that found nothing.

use crate::eval::Z;

/// The 97.5 % quantiles of Student's t with 1 to 4 degrees of freedom, where the series below is too coarse.
const STUDENT: [f64; 4] = [12.706_204_736, 4.302_652_730, 3.182_446_305, 2.776_445_105];

/// The 97.5 % quantile of Student's t: the series of Abramowitz and Stegun, 26.7.5, to a thousandth.
pub(super) fn student(freedom: u64) -> f64 {
    if let Some(exact) = freedom.checked_sub(1).and_then(|at| STUDENT.get(at as usize)) {
        return *exact;
    }
    let powers = |coefficients: &[f64]| coefficients.iter().rev().fold(0.0, |sum, c| sum * Z * Z + c) * Z;
    let n = freedom as f64;
    let terms = [
        powers(&[1.0, 1.0]) / 4.0,
        powers(&[3.0, 16.0, 5.0]) / 96.0,
        powers(&[-15.0, 17.0, 19.0, 3.0]) / 384.0,
        powers(&[-945.0, -1920.0, 1482.0, 776.0, 79.0]) / 92_160.0,
    ];
    Z + terms.iter().rev().fold(0.0, |sum, term| (sum + term) / n)
}

/// An estimate and the ends of its interval; `None` where one document alone tells nothing of others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The interval of 95 %.
    pub interval: Option<[f64; 2]>,
}

/// A number with so many decimal places, and no negative zero.
pub(super) fn round(value: f64, places: i32) -> f64 {
    let unit = libm::pow(10.0, f64::from(places));
    let rounded = (value * unit).round() / unit;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// The mean of `count` numbers with these sums; `None` without any.
pub(super) fn mean(count: u64, sum: f64, squares: f64) -> Option<Estimate> {
    if count == 0 {
        return None;
    }
    let n = count as f64;
    let value = sum / n;
    let interval = (count > 1).then(|| {
        let variance = ((squares - sum * value) / (n - 1.0)).max(0.0);
        let half = student(count - 1) * (variance / n).sqrt();
        [value - half, value + half]
    });
    Some(Estimate { value, interval })
}

/// What a rate is estimated from: sums over documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub documents: u64,
    pub findings: f64,
    pub words: f64,
    /// Of the squares of findings, of the products of findings and words, of the squares of words.
    pub squares: f64,
    pub products: f64,
    pub words_squared: f64,
}

impl Sums {
    /// Findings per 1,000 words; `None` without words.
    pub fn per_thousand_words(&self) -> Option<Estimate> {
        if self.words <= 0.0 {
            return None;
        }
        let rate = self.findings / self.words;
        let interval = (self.documents > 1).then(|| {
            let n = self.documents as f64;
            let few = student(self.documents - 1) / Z;
            // What one independent finding stands for.
            let weight = if self.findings > 0.0 {
                let residuals = self.squares - 2.0 * rate * self.products + rate * rate * self.words_squared;
                (residuals * n / (n - 1.0) / self.findings).max(1.0) * few * few
            } else {
                1.0
            };
            poisson(self.findings / weight).map(|end| 1000.0 * end * weight / self.words)
        });
        Some(Estimate { value: 1000.0 * rate, interval })
    }
}

/// The interval of a Poisson count: Byar's approximation.
fn poisson(count: f64) -> [f64; 2] {
    let end = |count: f64, z: f64| {
        let root = 1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt());
        count * root * root * root
    };
    [if count > 0.0 { end(count, -Z).max(0.0) } else { 0.0 }, end(count + 1.0, Z)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::summary::resample::splitmix;

    /// Numbers between 0 and 1, the same on every machine.
    struct Random(u64);

    impl Random {
        fn next(&mut self) -> f64 {
            self.0 += 1;
            (splitmix(self.0) >> 11) as f64 / (1_u64 << 53) as f64
        }

        /// A Poisson number: products of uniform ones (Knuth).
        fn poisson(&mut self, mean: f64) -> u32 {
            let (floor, mut product, mut count) = ((-mean).exp(), self.next(), 0);
            while product > floor {
                product *= self.next();
                count += 1;
            }
            count
        }
    }

    #[test]
    fn quantiles_of_student_are_those_of_the_tables() {
        for (freedom, quantile) in [(1, 12.706), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)] {
            assert!((student(freedom) - quantile).abs() < 0.001, "{freedom}: {}", student(freedom));
        }
        assert!((student(1 << 40) - Z).abs() < 1e-9);
    }

    #[test]
    fn ends_of_poisson_counts_are_those_of_the_tables() {
        // Exact values (Garwood 1936).
        for (count, low, high) in [(0.0, 0.0, 3.69), (3.0, 0.62, 8.77), (10.0, 4.80, 18.39), (100.0, 81.36, 121.63)] {
            let [at_low, at_high] = poisson(count);
            assert!((at_low - low).abs() < 0.08 && (at_high - high).abs() < 0.08, "{count}: {at_low} {at_high}");
        }
    }

    #[test]
    fn a_mean_and_a_rate_are_those_worked_out_by_hand() {
        // 80, 90, 100: deviation 10, standard error 10/√3, t of two degrees 4.303.
        let scores = mean(3, 270.0, 24_500.0).expect("a mean");
        let [low, high] = scores.interval.expect("an interval");
        assert!((scores.value - 90.0).abs() < 1e-9 && (low - 65.16).abs() < 0.01 && (high - 114.84).abs() < 0.01);
        assert_eq!((mean(0, 0.0, 0.0), mean(1, 80.0, 6400.0).and_then(|one| one.interval)), (None, None));
        // Two findings in 500 words and six in 500: 8 per 1,000; residuals -2 and 2 give a design effect of 16/8.
        let sums = Sums {
            documents: 2,
            findings: 8.0,
            words: 1000.0,
            squares: 40.0,
            products: 4000.0,
            words_squared: 500_000.0,
        };
        let rate = sums.per_thousand_words().expect("a rate");
        assert!((rate.value - 8.0).abs() < 1e-9);
        let [low, high] = rate.interval.expect("an interval");
        assert!(low < 0.5 && high > 100.0, "of two documents nothing is known: {low} {high}");
        let none = Sums { findings: 0.0, squares: 0.0, products: 0.0, ..sums }.per_thousand_words().expect("a rate");
        let [low, high] = none.interval.expect("an interval");
        assert!(none.value == 0.0 && low == 0.0 && (3.5..3.8).contains(&high), "{high}");
    }

    /// Documents of 100 to 1,000 words whose readiness to have findings differs: how often the interval holds the truth.
    #[test]
    fn the_interval_of_a_rate_holds_the_truth_as_often_as_it_says() {
        let mut random = Random(1);
        // Findings per 1,000 words; share of documents that have any at all, where the others have none.
        for (rate, share, documents) in [(4.0, 1.0, 60), (4.0, 0.25, 60), (0.3, 0.5, 200), (20.0, 0.5, 25)] {
            let trials = 800;
            let mut held = 0;
            for _ in 0..trials {
                let mut sums = Sums { documents, ..Sums::default() };
                for _ in 0..documents {
                    let words = 100.0 + 900.0 * random.next();
                    let mean = if random.next() < share { rate / share * words / 1000.0 } else { 0.0 };
                    let findings = f64::from(random.poisson(mean));
                    sums.findings += findings;
                    sums.words += words;
                    sums.squares += findings * findings;
                    sums.products += findings * words;
                    sums.words_squared += words * words;
                }
                let [low, high] = sums.per_thousand_words().and_then(|rate| rate.interval).expect("an interval");
                held += u32::from(low <= rate && rate <= high);
            }
            let coverage = f64::from(held) / f64::from(trials);
            assert!(coverage > 0.93, "{rate} per 1,000 in {share} of {documents}: {coverage}");
        }
    }
}
