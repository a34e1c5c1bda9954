//! The bootstrap of documents that pass by once.
//!
//! A resample of n documents takes each of them about a Poisson(1) number of times. So every document draws a number for
//! each resample when it comes, and adds itself so many times to its sums: nothing of it has to be kept (Hanley and
//! MacGibbon, *Computer Methods and Programs in Biomedicine* 83, 2006; Chamandy et al., *Estimating Uncertainty for Massive Data
//! Streams*, Google 2012). Pairs of scores of one document stay together, as in the paired bootstrap of Koehn, *Statistical
//! Significance Tests for Machine Translation Evaluation* (EMNLP 2004). The draws follow from the number of the document
//! alone, so that a run gives the same intervals whenever, wherever and in however many parts it runs.

/// Resamples.
pub const RESAMPLES: usize = 2000;

/// Of 2^16 numbers how many are below 1, 2, … in a Poisson(1) distribution.
const POISSON: [u16; 8] = [24_109, 48_218, 60_273, 64_291, 65_296, 65_497, 65_531, 65_535];

/// A number that looks drawn at random: the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
pub(super) fn splitmix(number: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Sums over the documents of each resample.
#[derive(Clone, Debug)]
pub(super) struct Resamples {
    /// How often the present document is in each resample.
    times: Vec<f64>,
    /// What is summed up, resample by resample; empty: nothing yet. Whole numbers: the order of documents changes nothing.
    columns: Vec<Vec<f64>>,
}

impl Resamples {
    pub fn new() -> Self {
        Self { times: vec![0.0; RESAMPLES], columns: Vec::new() }
    }

    /// The next document, by its number.
    pub fn draw(&mut self, document: u64) {
        let seed = splitmix(document ^ 0x6D74_6C69_6E74);
        for (at, four) in self.times.chunks_mut(4).enumerate() {
            let bits = splitmix(seed.wrapping_add(at as u64));
            for (part, times) in four.iter_mut().enumerate() {
                let number = (bits >> (16 * part)) as u16;
                *times = f64::from(POISSON.iter().map(|&below| u8::from(number >= below)).sum::<u8>());
            }
        }
    }

    /// Adds a whole number of the present document to a column.
    pub fn add(&mut self, column: usize, value: f64) {
        if value == 0.0 {
            return;
        }
        if self.columns.len() <= column {
            self.columns.resize(column + 1, Vec::new());
        }
        let sums = &mut self.columns[column];
        sums.resize(RESAMPLES, 0.0);
        for (sum, times) in sums.iter_mut().zip(&self.times) {
            *sum += value * times;
        }
    }

    /// A figure of each resample in which it can be said; `sum` gives the sums of a resample by column.
    pub fn figures(&self, figure: impl Fn(&dyn Fn(usize) -> f64) -> Option<f64>) -> Vec<f64> {
        let of = |at: usize| {
            figure(&|column: usize| self.columns.get(column).and_then(|sums| sums.get(at)).map_or(0.0, |&sum| sum))
        };
        (0..RESAMPLES).filter_map(of).collect()
    }
}

/// A change against no change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Significance {
    /// The interval of 95 %: the 2.5 and 97.5 % quantiles of the resamples (Efron and Tibshirani 1993, §13.3).
    pub interval: [f64; 2],
    /// Two-sided: how seldom resamples lie on the other side of 0 (§15.4), at least 1 / (resamples + 1).
    pub p: f64,
}

impl Significance {
    /// Of the figures of resamples; `None` without any.
    pub(super) fn of(mut figures: Vec<f64>) -> Option<Self> {
        let count = figures.len();
        if count == 0 {
            return None;
        }
        figures.sort_by(f64::total_cmp);
        let quantile = |share: f64| figures[(share * (count - 1) as f64).round() as usize];
        let below = figures.iter().filter(|&&figure| figure <= 0.0).count();
        let above = figures.iter().filter(|&&figure| figure >= 0.0).count();
        let p = (2.0 * (1 + below.min(above)) as f64 / (count + 1) as f64).min(1.0);
        Some(Self { interval: [quantile(0.025), quantile(0.975)], p })
    }

    /// Whether the interval leaves 0 out.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.interval[0] > 0.0 || self.interval[1] < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_drawn_once_on_average_and_as_poisson_says() {
        let mut resamples = Resamples::new();
        let (mut sum, mut squares, mut none) = (0.0, 0.0, 0);
        for document in 0..200 {
            resamples.draw(document);
            sum += resamples.times.iter().sum::<f64>();
            squares += resamples.times.iter().map(|times| times * times).sum::<f64>();
            none += resamples.times.iter().filter(|&&times| times == 0.0).count();
        }
        let n = 200.0 * RESAMPLES as f64;
        assert!((sum / n - 1.0).abs() < 0.01 && (squares / n - 2.0).abs() < 0.03, "{} {}", sum / n, squares / n);
        assert!((none as f64 / n - (-1.0_f64).exp()).abs() < 0.005);
    }

    /// Differences of known mean: how often the interval holds it, and how often a change is seen where there is none.
    #[test]
    fn the_interval_of_a_change_holds_the_truth_and_no_change_is_seldom_seen() {
        let trials = 60;
        for shift in [0.0, 15.0] {
            let (mut held, mut seen) = (0, 0);
            for trial in 0..trials {
                let mut resamples = Resamples::new();
                for document in 0..50_u64 {
                    let number = trial * 1000 + document;
                    resamples.draw(number);
                    // Skewed: most documents do not change at all.
                    let bits = splitmix(number ^ 0xABCD_EF00) % 100;
                    let difference = if bits < 10 {
                        60.0
                    } else if bits < 20 {
                        -60.0
                    } else {
                        0.0
                    };
                    resamples.add(0, 1.0);
                    resamples.add(1, difference + shift);
                }
                let figures = resamples.figures(|sum| (sum(0) > 0.0).then(|| sum(1) / sum(0)));
                let found = Significance::of(figures).expect("many documents");
                held += u32::from(found.interval[0] <= shift && shift <= found.interval[1]);
                seen += u32::from(found.is_significant());
            }
            let coverage = f64::from(held) / trials as f64;
            assert!(coverage > 0.87, "{shift}: {coverage}");
            let seen = f64::from(seen) / trials as f64;
            assert!(if shift == 0.0 { seen < 0.10 } else { seen > 0.90 }, "{shift}: {seen}");
        }
    }

    #[test]
    fn nothing_that_changes_is_certainly_no_change() {
        let mut resamples = Resamples::new();
        for document in 0..50 {
            resamples.draw(document);
            resamples.add(0, 1.0);
        }
        let found = Significance::of(resamples.figures(|sum| (sum(0) > 0.0).then(|| sum(1) / sum(0))));
        assert_eq!(found, Some(Significance { interval: [0.0, 0.0], p: 1.0 }));
        assert_eq!(Significance::of(Vec::new()), None);
    }
}
