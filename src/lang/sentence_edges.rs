//! Where in a sentence words stand: how often each ends one, and how often each begins one.

use super::patterns::rows;
use hashbrown::HashMap;

/// Occurrences, in sentences, that are added to those of each word in the share of all words: of a word seen a hundred times,
/// never at the edge of a sentence, that leaves half of one occurrence there (additive smoothing).
const PRIOR_WORDS: f64 = 2.0;

/// How often words stand at the edges of sentences, against words at large. Counted on native text.
#[derive(Debug, Default)]
pub struct SentenceEdges {
    words: HashMap<&'static str, Ratios>,
}

/// A word's share of occurrences at each edge of sentences, divided by the share of all words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratios {
    /// Before the full stop.
    pub end: f64,
    /// First in a sentence.
    pub begin: f64,
}

impl SentenceEdges {
    /// Reads rows of a folded word, how often it ends a sentence, begins one, and occurs; the row `_` has all words.
    pub(super) fn parse(source: &'static str) -> Self {
        let mut counts = rows(source).filter_map(|(_, line)| {
            let (word, numbers) = line.split_once('\t')?;
            let mut numbers = numbers.split('\t').map(|number| number.parse().ok());
            let counts: [u32; 3] = [numbers.next()??, numbers.next()??, numbers.next()??];
            Some((word, counts.map(f64::from)))
        });
        let Some(("_", [ends, begins, all])) = counts.next() else { return Self::default() };
        let ratio = |at_edge: f64, of: f64, share: f64| (at_edge / share + PRIOR_WORDS) / (of + PRIOR_WORDS);
        let words = counts.map(|(word, [end, begin, of])| {
            let ratios = Ratios { end: ratio(end, of, ends / all), begin: ratio(begin, of, begins / all) };
            (word, ratios)
        });
        Self { words: words.collect() }
    }

    /// The ratios of a folded word; of one that is not in the list nothing is known.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<Ratios> {
        self.words.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, fold};

    const SOURCES: [&str; 2] = [include_str!("ar/sentence-edges.tsv"), include_str!("fa/sentence-edges.tsv")];

    #[test]
    fn each_list_has_all_words_first_and_then_folded_words_in_order_with_counts_that_can_be() {
        for source in SOURCES {
            let rows: Vec<Vec<&str>> = rows(source).map(|(_, line)| line.split('\t').collect()).collect();
            assert_eq!(rows[0][0], "_");
            assert!(rows[1..].is_sorted_by(|a, b| a[0] < b[0]));
            for row in &rows {
                let &[word, end, begin, of] = row.as_slice() else { panic!("{row:?}") };
                let count = |text: &str| text.parse::<u32>().unwrap_or_else(|_| panic!("{row:?}"));
                assert!(word == "_" || fold(word) == word, "{row:?}");
                assert!(count(end) <= count(of) && count(begin) <= count(of), "{row:?}");
            }
        }
    }

    #[test]
    fn a_word_that_stands_at_an_edge_as_often_as_words_do_has_a_ratio_of_one() {
        let edges = SentenceEdges::parse("_\t50\t40\t1000\nا\t5\t8\t100\nب\t0\t0\t98\n");
        let ratios = |word: &str| edges.of(word).expect("a row");
        assert!((ratios("ا").end - 1.0).abs() < 1e-9);
        assert!((ratios("ا").begin - 202.0 / 102.0).abs() < 1e-9);
        assert!((ratios("ب").end - PRIOR_WORDS / 100.0).abs() < 1e-9);
        assert_eq!(edges.of("پ"), None);
    }

    #[test]
    fn ministries_end_no_sentence_and_verbs_begin_few_in_persian() {
        let edges = |lang: Lang| lang.pack().expect("a pack").sentence_edges();
        assert!(edges(Lang::FA).of("وزارت").is_some_and(|word| word.end < 0.01));
        assert!(edges(Lang::FA).of("کرد").is_some_and(|word| word.begin < 0.01 && word.end > 3.0));
        assert_eq!(edges(Lang::EN).of("the"), None);
    }
}
