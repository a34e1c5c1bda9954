//! Made-up articles for the benchmark: the words of the language packs and words made of common
//! syllables, in sentences and paragraphs of the lengths that newspapers have. Seeded: the same bytes on
//! every machine.

use mtlint::lang::{Lang, List};

#[path = "random.rs"]
mod random;

pub use random::Random;

impl Random {
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

/// Consonants, of which words are made that no list has.
const LETTERS: [char; 23] =
    ['ب', 'ت', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ع', 'غ', 'ف', 'ق', 'ک', 'ل', 'م', 'ن', 'ه', 'ی'];

/// Texts made to be slow, by name: each is what some algorithm fears. All are of Persian but those of other letters.
pub fn worst_cases(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(bytes.div_ceil(piece.len()));
    let until = |mut piece: Box<dyn FnMut(usize) -> String + '_>| {
        let mut text = String::with_capacity(bytes + 128);
        for n in 0.. {
            if text.len() >= bytes {
                break;
            }
            text += &piece(n);
        }
        text
    };
    // The word of a number, each its own: its digits as letters.
    let word = |number: usize, length: u32| -> String {
        (0..length).map(|place| LETTERS[number / LETTERS.len().pow(place) % LETTERS.len()]).collect()
    };
    // The capitals of a number, seven of ten.
    let acronym = |number: usize| -> String {
        (0..7).map(|place| char::from(b'A' + (number / 10_usize.pow(place) % 10) as u8)).collect()
    };
    let mut random = Random(7);
    let mut drawn = |length: usize| -> String { (0..length).map(|_| LETTERS[random.below(LETTERS.len())]).collect() };
    let without_marks = |text: String| text.replace(['.', '،'], "").replace('\n', " ");
    let half = |piece: &str| piece.repeat(bytes / 2 / piece.len());
    vec![
        ("one word repeated", fill("سلام ")),
        ("one word without a space", fill("سلام")),
        ("all words distinct", until(Box::new(|_| drawn(6) + " "))),
        ("all names alike", until(Box::new(|n| format!("آنتونی بلی{}ن گفت. ", word(n, 3))))),
        (
            "surnames with a first name and without",
            until(Box::new(|n| format!("مایکل بلی{}ن آمد. کرا{}ن گفت. ", word(n, 3), word(n, 3)))),
        ),
        (
            "all names alike but for vowels",
            until(Box::new(|n| {
                let vowel = |place: usize| ["ا", "و", "ی", ""][n >> (2 * place) & 3];
                let consonants = ["ل", "ن", "ک", "ن", "ت", "س"];
                let name: String = consonants.iter().enumerate().flat_map(|(place, c)| [vowel(place), c]).collect();
                format!("آنتونی ب{name} گفت. ")
            })),
        ),
        ("no marks at all", without_marks(article(Lang::FA, bytes, 2))),
        ("one paragraph", article(Lang::FA, bytes, 3).replace('\n', " ")),
        ("a finding in every sentence", fill("بار گزارش داد. ")),
        ("a source by itself on every line", fill("پلیس رسید. به گزارش رویترز.\n")),
        ("a lexicon hit on every word", fill("به گزارش بار، آقای وزیر امور خارجه گفت که ")),
        ("a verb on every word", fill("گفت‌وگو می‌کنند، هستند ")),
        ("a pair collapsed in every other word", fill("سنگ و سنگ و ")),
        ("one sentence repeated", fill("وزیر امور خارجه گفت که دولت نمی‌تواند. ")),
        (
            "sentences nearly the same",
            until(Box::new(|n| format!("وزیر {} خارجه گفت که دولت نمی‌تواند این را بپذیرد. ", word(n, 4)))),
        ),
        ("a phrase repeated", fill("شهر بزرگ خانه کوچک راه دراز ")),
        ("Fibonacci words", {
            let (mut shorter, mut longer) = ("س ".to_owned(), "ل ".to_owned());
            while longer.len() < bytes {
                (shorter, longer) = (longer.clone(), longer + &shorter);
            }
            longer
        }),
        ("one letter words", fill("و د ")),
        ("marks only", fill("، . ")),
        ("full stops", fill(".")),
        ("opening quotes", fill("«الف ")),
        ("nested quotes", half("«الف ") + &half("ب» ")),
        ("nested brackets", half("(") + &half(")")),
        ("straight quotes", fill("\"الف ")),
        ("digits", fill("1")),
        ("numbers", fill("۱۲۳٬۴۵۶ ")),
        ("Latin letters", fill("a")),
        ("Latin words", fill("the minister said ")),
        ("Latin words in Persian", fill("سلام Word ")),
        ("addresses", fill("a.b/c;@d#e ")),
        ("words of all lengths", until(Box::new(|n| "س".repeat(n % 500 + 1) + " "))),
        ("joiners only", fill("\u{200C}")),
        ("joiners between letters", fill("س\u{200C}")),
        ("vowel signs only", fill("\u{64E}")),
        ("letters in pieces", fill("ه\u{654} ا\u{653} ")),
        ("empty lines", fill("\n")),
        ("a word a line", fill("سلام\n")),
        ("page furniture", fill("نظر شما\n")),
        ("comments for mtlint", fill("<!-- mtlint-ignore all: a reason -->\n")),
        ("characters of order in every other word", fill("سلام\u{202A}سلام ")),
        ("one word of invisible characters", fill("ا\u{200B}")),
        ("emoticons", fill("سلام :( ")),
        ("letters between full stops", fill("ا.")),
        ("acronyms explained", until(Box::new(|n| format!("کتاب تازه ({}) ", acronym(n))))),
        ("a quotation opened in every line", fill("«کتاب\n")),
        ("speech that lost its marks", fill("« سلام. » ")),
        ("two spellings of a name before others", half("«، جريتشنير بوتين ") + &half("«، غريتشنر ميركل ")),
    ]
}
