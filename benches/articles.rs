//! Made-up articles for the benchmark: the words of the language packs and words made of common
//! syllables, in sentences and paragraphs of the lengths that newspapers have. Seeded: the same bytes on
//! every machine.

use mtlint::lang::{Lang, List};

/// A small generator of pseudo-random numbers (SplitMix64, Steele et al. 2014).
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// An article of about `bytes` bytes.
pub fn article(lang: Lang, bytes: usize, seed: u64) -> String {
    let mut random = Random(seed);
    let pack = lang.pack().expect("a language with a pack");
    let forms = |list: List| -> Vec<&'static str> {
        pack.list(list).rows().iter().filter_map(|row| row.form.split('|').next()).collect()
    };
    let function = forms(List::FunctionWords);
    let honorifics = forms(List::Honorifics);
    let verbs = if lang == Lang::FA { forms(List::Predicates) } else { forms(List::FiniteVerbs) };
    let syllables: &[&str] =
        &["با", "در", "سا", "نو", "مر", "کی", "لا", "تن", "شه", "رو", "گا", "بی", "زم", "هن", "یا", "فر"];
    let arabic: &[&str] =
        &["با", "در", "سا", "نو", "مر", "كي", "لا", "تن", "شه", "رو", "جا", "بي", "زم", "هن", "يا", "فر"];
    let syllables = if lang == Lang::FA { syllables } else { arabic };
    let mut text = String::new();
    while text.len() < bytes {
        for _ in 0..2 + random.below(4) {
            let words = 8 + random.below(18);
            for n in 0..words {
                match random.below(20) {
                    0..=8 => text.push_str(random.pick(&function)),
                    9 => text.push_str(random.pick(&honorifics)),
                    10 => text.push_str(&format!("{}", random.below(3000))),
                    _ => (0..2 + random.below(2)).for_each(|_| text.push_str(random.pick(syllables))),
                }
                if n + 1 < words && random.below(9) == 0 {
                    text.push('،');
                }
                text.push(' ');
            }
            text.push_str(random.pick(&verbs));
            text.push_str(". ");
        }
        text.pop();
        text.push('\n');
    }
    text
}

/// Texts made to be slow: each is what some algorithm fears.
pub fn worst_cases(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(bytes / piece.len() + 1);
    let mut random = Random(7);
    let letters: Vec<char> = "بتجحخدرزسشصضطعغفقکلمنهی".chars().collect();
    let mut word = |length: usize| -> String { (0..length).map(|_| letters[random.below(letters.len())]).collect() };
    let mut distinct = String::new();
    while distinct.len() < bytes {
        distinct.push_str(&word(6));
        distinct.push(' ');
    }
    let mut alike = String::new();
    for n in 0.. {
        if alike.len() >= bytes {
            break;
        }
        let c = letters[n % letters.len()];
        let d = letters[n / letters.len() % letters.len()];
        alike.push_str(&format!("آنتونی بلین{c}{d}ن گفت. "));
    }
    vec![
        ("one word repeated", fill("سلام ")),
        ("all words distinct, no marks", distinct),
        ("all names alike", alike),
        ("marks only", fill("، . ")),
        ("opening quotes only", fill("«الف ")),
        ("an outlet in every sentence", fill("بار گزارش داد. ")),
        ("one letter words", fill("و د ")),
    ]
}
