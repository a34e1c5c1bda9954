//! Where in a sentence the words of native text stand: the lists `src/lang/*/sentence-edges.tsv`.

use crate::shared::{NATIVE, Shared, Text, hash};
use mtlint::lang::Lang;
use mtlint::text::{Document, ParagraphKind};
use std::collections::HashMap;

/// Rarer words tell too little: with a hundred occurrences a word that never ends a sentence is expected to end three.
const LEAST_COUNT: u32 = 100;
/// A word whose shares at both edges lie between the inverse of this and this times those of all words says nothing.
const TELLING: f64 = 1.5;

/// Occurrences of a word: before the full stop of a sentence, first in a sentence, in all.
type Counts = [u32; 3];

/// Prints the list of a language. `half` (0 or 1) takes every second article only: what the list of one half says of the
/// other shows what it will say of text that nobody counted.
pub fn edges(shared: &Shared, lang: &str, half: Option<u64>) {
    let lang = Lang::supported_by_code(lang).expect("fa or ar");
    let texts: Vec<Text> = NATIVE.iter().flat_map(|set| shared.texts(set)).collect();
    let texts = texts.iter().filter(|text| text.lang == Some(lang));
    let texts = texts.filter(|text| half.is_none_or(|half| hash(&[&text.id]) % 2 == half));
    let (mut words, mut all): (HashMap<String, Counts>, Counts) = (HashMap::new(), [0; 3]);
    for text in texts {
        let doc = Document::new(&text.text, Some(lang));
        for paragraph in doc.paragraphs().iter().filter(|paragraph| paragraph.kind == ParagraphKind::Body) {
            for sentence in doc.sentences(paragraph) {
                let (from, to) = sentence.tokens;
                let last = doc.is_full_stopped(sentence).then(|| to.saturating_sub(2));
                let first = doc.words_in(from..to).first().copied();
                for at in (from..to).filter(|&at| doc.is_arabic_script(at)) {
                    let counts = words.entry(doc.folded(at).to_owned()).or_default();
                    let occurs = [Some(at) == last, Some(at) == first, true];
                    for (of, occurs) in [counts, &mut all].into_iter().flat_map(|of| of.iter_mut().zip(occurs)) {
                        *of += u32::from(occurs);
                    }
                }
            }
        }
    }
    let share = |[end, begin, of]: Counts| [end, begin].map(|edge| f64::from(edge) / f64::from(of));
    let at_large = share(all);
    let tells = |counts: Counts| {
        let ratios = share(counts).into_iter().zip(at_large).map(|(share, large)| share / large);
        ratios.into_iter().any(|ratio| !(1.0 / TELLING..=TELLING).contains(&ratio))
    };
    let mut rows: Vec<(String, Counts)> = words.into_iter().filter(|&(_, n)| n[2] >= LEAST_COUNT && tells(n)).collect();
    rows.sort();
    for (word, [end, begin, of]) in [("_".to_owned(), all)].into_iter().chain(rows) {
        println!("{word}\t{end}\t{begin}\t{of}");
    }
}
