//! Seeded recall: artifacts put into native articles, one each, and as many harmless edits of the same shape.
//!
//! An article is checked untouched, with the artifact, and with the decoy. The artifact is found when a rule of
//! its class reports something that touches it, which the untouched twin does not have; a decoy is flagged in the
//! same way. Everything is drawn by a lot that depends on the seed and the article alone.
//!
//! The lists of the checker are compiled in, so no half of them can be taken away from it. Held out is the
//! *material* instead: `generic` artifacts are made from the article's own words or from `material.tsv`, of which
//! a row that stands in a list of the checker is left out. `listed` artifacts are rows of those lists: they measure
//! whether the guards around a row let it through, and say nothing of how much the list covers.

#[path = "../../benches/random.rs"]
mod random;

use crate::shared::{Shared, Text, around, hash};
use mtlint::eval::wilson;
use mtlint::lang::{Lang, LanguagePack, List, PhraseList, fold};
use mtlint::text::{Document, ParagraphKind, Script, Sentence, TokenKind};
use mtlint::{Checked, Settings, Span, check, rules};
use random::Random;
use rayon::prelude::*;
use std::ops::Range;

/// Articles that are tried for each class and language.
const ARTICLES: usize = 300;
/// Artifacts and decoys of each class and language, at most.
const EDITS: usize = 100;
/// Words of an article that is taken: long enough for every operator, short enough to be news.
const WORDS: Range<u32> = 120..900;

const ZWNJ: char = '\u{200C}';

/// One change of a text; what is marked in the new words is the place that must be found or left alone.
struct Edit {
    at: Span,
    with: String,
    mark: Range<usize>,
}

impl Edit {
    fn new(at: Span, with: String) -> Option<Self> {
        let mark = 0..with.len();
        Some(Self { at, with, mark })
    }

    fn apply(&self, text: &str) -> (String, Span) {
        let (start, end) = (self.at.start as usize, self.at.end as usize);
        let edited = [&text[..start], &self.with, &text[end..]].concat();
        (edited, Span::new((start + self.mark.start) as u32, (start + self.mark.end) as u32))
    }
}

impl Random {
    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| from[self.below(from.len())])
    }
}

/// A row of `material.tsv`.
struct Row {
    class: &'static str,
    lang: &'static str,
    kind: &'static str,
    text: &'static str,
}

fn material() -> Vec<Row> {
    let rows = include_str!("material.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [class, lang, kind, text] => Row { class, lang, kind, text },
        _ => panic!("material.tsv: {line:?} has not four columns"),
    })
    .collect()
}

fn rows(material: &[Row], class: &str, lang: Lang, kind: &str) -> Vec<&'static str> {
    let fits = |row: &&Row| {
        row.class.split(", ").any(|name| name == class) && row.kind == kind && [lang.code(), "any"].contains(&row.lang)
    };
    material.iter().filter(fits).map(|row| row.text).collect()
}

/// What an operator has: an article, the material of its class, and other articles.
struct Scene<'s> {
    doc: Document<'s>,
    class: &'static str,
    material: &'s [Row],
    others: &'s [Text],
}

impl<'s> Scene<'s> {
    fn lang(&self) -> Lang {
        self.doc.lang()
    }

    fn text(&self, tokens: &Range<u32>) -> &'s str {
        self.doc.span(tokens.start, tokens.end - 1).of(self.doc.text())
    }

    fn rows(&self, kind: &str) -> Vec<&'static str> {
        rows(self.material, self.class, self.lang(), kind)
    }

    fn row(&self, kind: &str, lot: &mut Random) -> Option<&'static str> {
        lot.pick(&self.rows(kind))
    }

    /// A row of the material that the list does not have.
    fn unlisted(&self, kind: &str, list: List, lot: &mut Random) -> Option<&'static str> {
        lot.pick(&held_out(self.rows(kind), self.doc.pack()?.list(list)))
    }

    /// A plain form out of a list of the checker.
    fn listed(&self, list: List, lot: &mut Random, accept: impl Fn(&str) -> bool) -> Option<&'static str> {
        let rows = self.doc.pack()?.list(list).rows();
        let forms: Vec<&str> = rows
            .iter()
            .filter(|row| accept(row.column(0)))
            .filter_map(|row| row.form.split('|').next())
            .filter(|form| !form.contains(['_', '…', '+']))
            .collect();
        lot.pick(&forms)
    }

    fn sentences(&self) -> Vec<Sentence> {
        let body = self.doc.article().filter(|paragraph| paragraph.kind == ParagraphKind::Body);
        body.flat_map(|paragraph| self.doc.sentences(paragraph)).copied().collect()
    }

    /// Sentences that end with a full stop.
    fn stopped(&self) -> Vec<Sentence> {
        let mut all = self.sentences();
        all.retain(|sentence| sentence.span.of(self.doc.text()).ends_with('.'));
        all
    }

    /// Runs of so many words of the language with nothing but a space between them.
    fn runs(&self, length: u32) -> Vec<Range<u32>> {
        let plain = |at: u32| {
            let token = self.doc.token(at);
            token.kind == TokenKind::Word && token.script == Script::Arabic && !self.doc.is_quoted(at)
        };
        let mut runs = Vec::new();
        for sentence in self.sentences() {
            for start in sentence.tokens.0..sentence.tokens.1.saturating_sub(length) {
                let run = start..start + length;
                let joined = (start + 1..run.end).all(|at| self.doc.gap_before(at) == " ");
                if joined && run.clone().all(plain) {
                    runs.push(run);
                }
            }
        }
        runs
    }

    fn run(&self, lengths: &[u32], lot: &mut Random) -> Option<Range<u32>> {
        let runs = self.runs(lot.pick(lengths)?);
        (!runs.is_empty()).then(|| runs[lot.below(runs.len())].clone())
    }

    /// The space between two words of which the pair pleases.
    fn gap(&self, lot: &mut Random, pleases: impl Fn(u32, u32) -> bool) -> Option<(u32, Span)> {
        let mut pairs = self.runs(2);
        pairs.retain(|pair| pleases(pair.start, pair.start + 1));
        let first = (!pairs.is_empty()).then(|| pairs[lot.below(pairs.len())].start)?;
        Some((first, Span::new(self.doc.token(first).span.end, self.doc.token(first + 1).span.start)))
    }

    fn letters(&self, at: u32) -> usize {
        self.doc.folded(at).chars().count()
    }

    /// A sentence more, behind another one.
    fn add_sentence(&self, sentence: &str, lot: &mut Random) -> Option<Edit> {
        let end = lot.pick(&self.stopped())?.span.end;
        insert(end, " ", sentence, "")
    }

    /// A line more, at the end.
    fn add_line(&self, line: &str) -> Option<Edit> {
        insert(self.doc.text().trim_end().len() as u32, "\n", line, "")
    }

    /// Words between two words.
    fn add_words(&self, words: &str, lot: &mut Random) -> Option<Edit> {
        let (_, gap) = self.gap(lot, |_, _| true)?;
        insert(gap.start, " ", words, "")
    }

    /// A change of one of the places where a string stands.
    fn replace(&self, from: &str, to: &str, lot: &mut Random) -> Option<Edit> {
        let places: Vec<usize> = self.doc.text().match_indices(from).map(|(at, _)| at).collect();
        let at = lot.pick(&places)?;
        Edit::new(Span::new(at as u32, (at + from.len()) as u32), to.to_owned())
    }

    /// A sentence of another article.
    fn other_sentence(&self, lot: &mut Random) -> Option<String> {
        let other = &self.others[lot.below(self.others.len())];
        let sentences: Vec<&str> = other.text.split_inclusive('.').map(str::trim).collect();
        let whole =
            |s: &&&str| (8..40).contains(&s.split_whitespace().count()) && !s.contains(['\n', '«', '»', '"', ':']);
        lot.pick(&sentences.iter().filter(whole).copied().collect::<Vec<_>>()).map(str::to_owned)
    }
}

/// The rows in which no row of the list is found.
fn held_out(mut rows: Vec<&'static str>, list: &PhraseList) -> Vec<&'static str> {
    rows.retain(|row| {
        let words: Vec<String> = row.split_whitespace().map(fold).collect();
        (0..words.len()).all(|at| list.find(words[at..].iter().map(String::as_str), |_| true).is_none())
    });
    rows
}

fn insert(at: u32, before: &str, words: &str, after: &str) -> Option<Edit> {
    let mark = before.len()..before.len() + words.len();
    Some(Edit { at: Span::new(at, at), with: [before, words, after].concat(), mark })
}

type Operator = fn(&Scene<'_>, &mut Random) -> Option<Edit>;

/// A kind of artifact, the rules that should report it, and the harmless edit of the same shape.
struct Class {
    name: &'static str,
    material: &'static str,
    rules: &'static [&'static str],
    artifact: Operator,
    decoy: Operator,
}

const fn generic(name: &'static str, rules: &'static [&'static str], artifact: Operator, decoy: Operator) -> Class {
    Class { name, material: "generic", rules, artifact, decoy }
}

const fn listed(name: &'static str, rules: &'static [&'static str], artifact: Operator, decoy: Operator) -> Class {
    Class { name, material: "listed", rules, artifact, decoy }
}

const REPETITION: &[&str] = &["decoder-loop", "repeated-phrase", "repeated-word", "collapsed-pair"];
const CUT: &[&str] = &["cut-sentence", "stranded-fragment"];

const CLASSES: [Class; 28] = [
    generic("decoder loop", REPETITION, |s, lot| repeat(s, &[2, 3, 4], 3, lot), |s, lot| anaphora(s, 2, lot)),
    generic("repeated phrase", REPETITION, |s, lot| repeat(s, &[2, 3], 2, lot), |s, lot| anaphora(s, 1, lot)),
    generic("repeated word", REPETITION, |s, lot| repeat(s, &[1], 2, lot), reduplication),
    generic("collapsed pair", REPETITION, collapsed_pair, honest_pair),
    generic("repeated sentence", &["repeated-sentence"], repeated_sentence, |s, lot| {
        let sentence = s.other_sentence(lot)?;
        s.add_sentence(&sentence, lot)
    }),
    listed("cut sentence", CUT, |s, lot| cut(s, true, lot), clause_end),
    generic("cut sentence", CUT, |s, lot| cut(s, false, lot), clause_end),
    generic("stranded fragment", CUT, stranded_fragment, |s, lot| s.add_sentence(s.row("decoy", lot)?, lot)),
    listed(
        "dangling attribution",
        &["dangling-attribution"],
        |s, lot| outlet(s, "artifact", lot),
        |s, lot| outlet(s, "decoy", lot),
    ),
    generic(
        "dangling attribution",
        &["dangling-attribution"],
        |s, lot| invented(s, "artifact", lot),
        |s, lot| invented(s, "decoy", lot),
    ),
    listed(
        "mangled name",
        &["mangled-name"],
        |s, lot| {
            let sense = s.listed(List::Outlets, lot, |kind| kind == "sense" || kind == "compound")?;
            s.add_sentence(&s.row("frame", lot)?.replace("{}", sense), lot)
        },
        native_outlet,
    ),
    generic(
        "mangled name",
        &["mangled-name"],
        |s, lot| {
            let sense = s.unlisted("artifact", List::Outlets, lot)?;
            s.add_sentence(&s.row("frame", lot)?.replace("{}", sense), lot)
        },
        native_outlet,
    ),
    generic(
        "inconsistent name",
        &["inconsistent-name"],
        |s, lot| two_sentences(s, "artifact", lot),
        |s, lot| two_sentences(s, "decoy", lot),
    ),
    generic(
        "untranslated word",
        &["untranslated-word"],
        |s, lot| s.add_words(s.row("artifact", lot)?, lot),
        |s, lot| {
            let names = LanguagePack::english().list(List::LatinNames).rows().iter().map(|row| row.form);
            let names: Vec<&str> = names.filter(|form| form.is_ascii()).collect();
            s.add_words(&format!("({})", lot.pick(&names)?), lot)
        },
    ),
    generic("foreign letter", &["foreign-letter"], foreign_letter, |s, lot| s.add_sentence(s.row("decoy", lot)?, lot)),
    generic(
        "spaced mark",
        &["spaced-mark"],
        |s, lot| s.replace("، ", " ، ", lot),
        |s, lot| s.replace("، ", " – ", lot),
    ),
    generic(
        "doubled mark",
        &["doubled-mark"],
        |s, lot| s.replace("، ", "،، ", lot),
        |s, lot| s.replace(". ", "... ", lot),
    ),
    generic("mixed digits", &["mixed-digits"], other_digits, |s, lot| s.add_words(s.row("decoy", lot)?, lot)),
    generic("lost joiner once", &["lost-joiner"], |s, lot| lost_joiner(s, "", lot), accepted_spelling),
    generic(
        "spaced joiner once",
        &["lost-joiner", "spaced-joiner"],
        |s, lot| lost_joiner(s, " ", lot),
        accepted_spelling,
    ),
    generic("lost joiner everywhere", &["lost-joiner"], joiners_lost, accepted_spelling),
    generic(
        "stray space",
        &["stray-space"],
        |s, lot| {
            let (first, gap) = s.gap(lot, |_, _| true)?;
            let stray = lot.pick(&["\u{A0}", "  ", "\u{2009}"])?;
            let words = s.doc.span(first, first + 1);
            Edit::new(
                words,
                [s.text(&(first..first + 1)), stray, &s.doc.text()[gap.end as usize..words.end as usize]].concat(),
            )
        },
        |s, lot| insert(lot.pick(&s.stopped())?.span.end, "", "\n\n", ""),
    ),
    generic("glued words", &["glued-words"], glued, accepted_spelling),
    listed(
        "page furniture",
        &["page-furniture"],
        |s, lot| s.add_line(s.listed(List::Furniture, lot, |_| true)?),
        |s, lot| s.add_line(&s.other_sentence(lot)?),
    ),
    generic(
        "page furniture",
        &["page-furniture"],
        |s, lot| s.add_line(s.unlisted("artifact", List::Furniture, lot)?),
        |s, lot| s.add_line(&s.other_sentence(lot)?),
    ),
    generic("unbalanced quote", &["unbalanced-quote"], open_quotation, |s, lot| {
        let run = s.run(&[1, 2, 3], lot)?;
        Edit::new(s.doc.span(run.start, run.end - 1), format!("«{}»", s.text(&run)))
    }),
    listed("calque", &["literal-calque"], |s, lot| s.add_words(s.listed(List::Calques, lot, |_| true)?, lot), idiom),
    generic(
        "calque",
        &["literal-calque"],
        |s, lot| s.add_words(s.unlisted("artifact", List::Calques, lot)?, lot),
        idiom,
    ),
];

fn repeat(s: &Scene<'_>, lengths: &[u32], least: usize, lot: &mut Random) -> Option<Edit> {
    let run = s.run(lengths, lot)?;
    let times = if least > 2 { least + lot.below(3) } else { least };
    Edit::new(s.doc.span(run.start, run.end - 1), vec![s.text(&run); times].join(" "))
}

/// Sentences that begin with the words of the one before: rhetoric, not a loop.
fn anaphora(s: &Scene<'_>, times: usize, lot: &mut Random) -> Option<Edit> {
    let mut runs = s.runs(2);
    runs.retain(|run| run.clone().all(|at| content(s, at)));
    let run = (!runs.is_empty()).then(|| runs[lot.below(runs.len())].clone())?;
    let sentences = s.stopped();
    let own = sentences.iter().find(|sentence| sentence.tokens.0 <= run.start && run.start < sentence.tokens.1)?;
    let again: Vec<String> =
        s.rows("decoy").iter().take(times).map(|frame| frame.replace("{}", s.text(&run))).collect();
    insert(own.span.end, " ", &again.join(" "), "")
}

fn reduplication(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    s.add_words(s.listed(List::Reduplications, lot, |_| true)?, lot)
}

fn pair(s: &Scene<'_>, first: u32, second: &str) -> Option<Edit> {
    let and = if s.lang() == Lang::AR { " و" } else { " و " };
    Edit::new(s.doc.token(first).span, [s.text(&(first..first + 1)), and, second].concat())
}

/// A word that carries meaning: long enough, and no function word.
fn content(s: &Scene<'_>, at: u32) -> bool {
    s.letters(at) >= 4 && !s.doc.facts_at(at).is(List::FunctionWords) && !s.doc.facts_at(at).is(List::DanglingParticles)
}

fn content_word(s: &Scene<'_>, lot: &mut Random) -> Option<u32> {
    let words: Vec<u32> = s.runs(1).into_iter().map(|run| run.start).filter(|&at| content(s, at)).collect();
    lot.pick(&words)
}

fn collapsed_pair(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let word = content_word(s, lot)?;
    pair(s, word, s.text(&(word..word + 1)))
}

fn honest_pair(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let (first, second) = (content_word(s, lot)?, content_word(s, lot)?);
    let near = first.saturating_sub(1)..(first + 2).min(s.doc.tokens().len() as u32);
    let differs = near.into_iter().all(|at| s.doc.folded(at) != s.doc.folded(second));
    differs.then(|| pair(s, first, s.text(&(second..second + 1))))?
}

/// A sentence again, two sentences later.
fn repeated_sentence(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let sentences = s.stopped();
    let long: Vec<usize> = (0..sentences.len().saturating_sub(2))
        .filter(|&i| sentences[i].tokens.1 - sentences[i].tokens.0 >= 9)
        .collect();
    let first = lot.pick(&long)?;
    insert(sentences[first + 2].span.end, " ", sentences[first].span.of(s.doc.text()), "")
}

/// A full stop inside a sentence, behind a particle or behind any other word but a verb.
fn cut(s: &Scene<'_>, particle: bool, lot: &mut Random) -> Option<Edit> {
    let (first, gap) = s.gap(lot, |at, next| {
        let facts = s.doc.facts_at(at);
        facts.is(List::DanglingParticles) == particle && facts.verb.is_none() && s.letters(next) >= 2
    })?;
    let start = s.doc.token(first).span.start;
    Edit::new(Span::new(start, gap.end), format!("{}. ", s.text(&(first..first + 1))))
}

/// A full stop where a clause ends: the comma behind a verb in Persian, before "and" in Arabic.
fn clause_end(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let persian = s.doc.lang() == Lang::FA;
    let ends_clause = |comma: u32| {
        let (before, next) = (comma.saturating_sub(1), comma + 1);
        if persian { s.doc.facts_at(before).verb.is_some() } else { s.doc.has_conjunction(next) }
    };
    let commas = (0..s.doc.tokens().len() as u32 - 1).filter(|&at| s.doc.mark(at) == Some('،'));
    let comma = lot.pick(&commas.filter(|&at| ends_clause(at)).collect::<Vec<_>>())?;
    Edit::new(s.doc.span(comma, comma), ".".to_owned())
}

/// Three or four words without a predicate, between full stops.
fn stranded_fragment(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let mut runs = s.runs(lot.pick(&[3, 4])?);
    runs.retain(|run| {
        let verbless = run.clone().all(|at| s.doc.facts_at(at).verb.is_none());
        verbless && s.doc.predicates(run.clone()).is_empty() && content(s, run.end - 1)
    });
    let run = (!runs.is_empty()).then(|| runs[lot.below(runs.len())].clone())?;
    s.add_sentence(&format!("{}.", s.text(&run)), lot)
}

fn outlet(s: &Scene<'_>, frame: &str, lot: &mut Random) -> Option<Edit> {
    let name = s.listed(List::Outlets, lot, |kind| kind == "accepted")?;
    s.add_sentence(&s.row(frame, lot)?.replace("{}", name), lot)
}

fn invented(s: &Scene<'_>, frame: &str, lot: &mut Random) -> Option<Edit> {
    let name = s.unlisted("name", List::Outlets, lot)?;
    s.add_sentence(&s.row(frame, lot)?.replace("{}", name), lot)
}

fn native_outlet(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let name = s.listed(List::NativeOutlets, lot, |_| true)?;
    s.add_sentence(&s.row("decoy", lot)?.replace("{}", name), lot)
}

/// A sentence, and another one two sentences later; the second is the place.
fn two_sentences(s: &Scene<'_>, kind: &str, lot: &mut Random) -> Option<Edit> {
    let (first, second) = s.row(kind, lot)?.split_once(" | ")?;
    let sentences = s.stopped();
    let at = lot.pick(&(0..sentences.len().saturating_sub(2)).collect::<Vec<_>>())?;
    let (from, to) = (sentences[at].span.end, sentences[at + 2].span.end);
    let between = Span::new(from, to).of(s.doc.text());
    let with = format!(" {first}{between} {second}");
    let mark = with.len() - second.len()..with.len();
    Some(Edit { at: Span::new(from, to), with, mark })
}

/// The letters that look alike in Persian and Arabic.
const ALIKE: [(char, char); 2] = [('ی', 'ي'), ('ک', 'ك')];

fn foreign_letter(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let swap = |c: char| {
        let other = |&(fa, ar): &(char, char)| if s.lang() == Lang::FA { (fa, ar) } else { (ar, fa) };
        ALIKE.iter().map(other).find(|(own, _)| *own == c).map_or(c, |(_, foreign)| foreign)
    };
    let mut words = s.runs(1);
    words.retain(|word| s.text(word).chars().any(|c| swap(c) != c));
    let word = (!words.is_empty()).then(|| words[lot.below(words.len())].clone())?;
    Edit::new(s.doc.token(word.start).span, s.text(&word).chars().map(swap).collect())
}

/// A number in digits of the other system.
fn other_digits(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let zero = if s.lang() == Lang::FA { '۰' } else { '٠' };
    let numbers: Vec<Span> =
        s.doc.tokens().iter().filter(|token| token.kind == TokenKind::Number).map(|token| token.span).collect();
    if numbers.len() < 3 {
        return None;
    }
    let number = lot.pick(&numbers)?;
    let swap = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from(zero) + u32::from(c) - u32::from('0')),
        '۰'..='۹' => char::from_u32(u32::from('0') + u32::from(c) - u32::from('۰')),
        '٠'..='٩' => char::from_u32(u32::from('0') + u32::from(c) - u32::from('٠')),
        _ => Some(c),
    };
    Edit::new(number, number.of(s.doc.text()).chars().filter_map(swap).collect())
}

fn lost_joiner(s: &Scene<'_>, instead: &str, lot: &mut Random) -> Option<Edit> {
    let mut words = s.runs(1);
    words.retain(|word| s.text(word).contains(ZWNJ));
    let word = (!words.is_empty()).then(|| words[lot.below(words.len())].clone())?;
    Edit::new(s.doc.token(word.start).span, s.text(&word).replace(ZWNJ, instead))
}

fn joiners_lost(s: &Scene<'_>, _: &mut Random) -> Option<Edit> {
    let text = s.doc.text();
    let often = text.matches(ZWNJ).count() >= 10;
    often.then(|| Edit::new(Span::new(0, text.len() as u32), text.replace(ZWNJ, "")))?
}

/// One of two spellings that are both in use.
fn accepted_spelling(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let mut rows = s.rows("decoy");
    rows.retain(|row| row.split_once('|').is_some_and(|(from, _)| s.doc.text().contains(&format!(" {from} "))));
    let (from, to) = lot.pick(&rows)?.split_once('|')?;
    s.replace(&format!(" {from} "), &format!(" {to} "), lot)
}

fn glued(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let (first, gap) = s.gap(lot, |at, next| s.letters(at) >= 3 && s.letters(next) >= 3)?;
    let words = s.doc.span(first, first + 1);
    let after = Span::new(gap.end, words.end).of(s.doc.text());
    Edit::new(words, [s.text(&(first..first + 1)), after].concat())
}

/// A quotation that is never closed.
fn open_quotation(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    let text = s.doc.text();
    let quotations: Vec<Span> = text
        .match_indices('«')
        .filter_map(|(start, _)| {
            let end = start + text[start..].find(['»', '\n'])?;
            text[end..].starts_with('»').then(|| Span::new(start as u32, (end + '»'.len_utf8()) as u32))
        })
        .collect();
    let quotation = lot.pick(&quotations)?;
    Edit::new(quotation, quotation.of(text).trim_end_matches('»').to_owned())
}

fn idiom(s: &Scene<'_>, lot: &mut Random) -> Option<Edit> {
    s.add_words(s.row("decoy", lot)?, lot)
}

/// Whether some rule reports something that touches a place.
fn touched(checked: &Checked, place: Span, speaks: impl Fn(&str) -> bool) -> bool {
    let touches = |span: Span| span.start <= place.end && place.start <= span.end;
    let mut findings = checked.findings.iter().filter(|finding| speaks(finding.rule.name));
    findings.any(|finding| touches(finding.span) || finding.related.iter().any(|&span| touches(span)))
}

/// What became of an edit.
struct Tried {
    /// Whether the rules of its class report it.
    by_class: bool,
    by_any: bool,
    shown: String,
}

/// Checks an edited article; `None` where the operator has nothing to work on, or the untouched article is
/// reported at that place already.
fn tried(scene: &Scene<'_>, twin: &Checked, rules: &[&str], edit: Option<Edit>) -> Option<Tried> {
    let edit = edit?;
    let of_class = |rule: &str| rules.contains(&rule);
    if touched(twin, edit.at, of_class) {
        return None;
    }
    let (text, place) = edit.apply(scene.doc.text());
    let checked = check(&text, &Settings { lang: Some(scene.lang()), ..Settings::default() });
    let (by_class, by_any) = (touched(&checked, place, of_class), touched(&checked, place, |_| true));
    Some(Tried { by_class, by_any, shown: around(&text, place, 80) })
}

fn interval(part: usize, whole: usize) -> String {
    match wilson(part as u64, whole as u64) {
        Some([low, high]) => format!("{part:>3} of {whole:>3} [{low:.2}–{high:.2}]"),
        None => "–".to_owned(),
    }
}

/// Material that counts as generic only where a list of the checker does not have it.
const HELD_OUT: [(&str, &str, List); 4] = [
    ("dangling attribution", "name", List::Outlets),
    ("mangled name", "artifact", List::Outlets),
    ("page furniture", "artifact", List::Furniture),
    ("calque", "artifact", List::Calques),
];

/// Prints for each class how many artifacts are found and how many decoys flagged; of one class also those that
/// are missed and flagged.
pub fn inject(shared: &Shared, seed: &str, only: &str) {
    let material = material();
    println!("seed {seed}; at most {EDITS} artifacts and decoys of each class and language, one in an article");
    println!("generic: made from the article or from material that no list of the checker has");
    println!(
        "listed: rows of the checker's own lists; says whether the guards let them through, not what the lists cover"
    );
    for lang in [Lang::FA, Lang::AR] {
        for (class, kind, list) in HELD_OUT {
            let all = rows(&material, class, lang, kind);
            let kept = held_out(all.clone(), lang.pack().expect("a pack").list(list)).len();
            println!(
                "held out: {class} {kind} {}: {kept} of {} rows, the others stand in a list",
                lang.code(),
                all.len()
            );
        }
    }
    println!(
        "{:24} {:8} {:4}  {:>23}  {:>11}  {:>23}",
        "class", "material", "lang", "found", "by any rule", "decoys flagged"
    );
    let sets = [(Lang::FA, "native-fa-isna"), (Lang::AR, "native-ar-saudi")].map(|(lang, set)| {
        let mut texts = shared.texts(set);
        texts.retain(|text| WORDS.contains(&Document::new(&text.text, Some(lang)).word_count()));
        texts.sort_by_key(|text| hash(&[seed, &text.id]));
        texts.truncate(ARTICLES);
        let settings = Settings { lang: Some(lang), ..Settings::default() };
        let twins: Vec<Checked> = texts.par_iter().map(|text| check(&text.text, &settings)).collect();
        (lang, texts, twins)
    });
    for class in CLASSES.iter().filter(|class| only.is_empty() || class.name == only) {
        let known = class.rules.iter().any(|rule| rules::by_name(rule).is_some());
        for (lang, texts, twins) in &sets {
            let (artifacts, decoys): (Vec<Option<Tried>>, Vec<Option<Tried>>) = (texts.par_iter().zip(twins))
                .map(|(text, twin)| {
                    let doc = Document::new(&text.text, Some(*lang));
                    let scene = Scene { doc, class: class.name, material: &material, others: texts };
                    let edit = |kind: &str, operator: Operator| {
                        let mut lot = Random(hash(&[seed, class.name, class.material, kind, &text.id]));
                        tried(&scene, twin, class.rules, operator(&scene, &mut lot))
                    };
                    (edit("artifact", class.artifact), edit("decoy", class.decoy))
                })
                .unzip();
            let [artifacts, decoys] =
                [artifacts, decoys].map(|all| all.into_iter().flatten().take(EDITS).collect::<Vec<_>>());
            if artifacts.is_empty() {
                continue;
            }
            let count = |tried: &[Tried], which: fn(&Tried) -> bool| tried.iter().filter(|&tried| which(tried)).count();
            println!(
                "{:24} {:8} {:4}  {:>23}  {:>11}  {:>23}{}",
                class.name,
                class.material,
                lang.code(),
                interval(count(&artifacts, |tried| tried.by_class), artifacts.len()),
                count(&artifacts, |tried| tried.by_any),
                interval(count(&decoys, |tried| tried.by_class), decoys.len()),
                if known { "" } else { "  (no such rule yet)" }
            );
            if !only.is_empty() {
                let missed = artifacts.iter().filter(|tried| !tried.by_class).map(|tried| ("missed", tried));
                let flagged = decoys.iter().filter(|tried| tried.by_class).map(|tried| ("flagged", tried));
                missed.chain(flagged).for_each(|(what, tried)| println!("    {what} {}", tried.shown));
            }
        }
    }
}
