use crate::declare_rule;
use crate::finding::{Axis, Confidence, Cost, Judged, Severity};
use crate::lang::{Lang, List, Part};
use crate::rule::{Context, Findings, Rule};
use crate::text::{Document, Paragraph, QuoteMark, QuoteStyle, Sentence, TokenKind, quote_marks};
use crate::words::Message;
use std::ops::Range;

declare_rule! {
    /// A quotation mark or bracket that is opened and never closed, or closed and never opened.
    ///
    /// Counted per paragraph, each kind of mark by itself. Another finding is speech that stands without its marks, the first of
    /// a paragraph, before the sentence that says who speaks and goes on with his words: it says "we" where the rest of the
    /// article does not.
    ///
    /// ## Why it matters
    ///
    /// Translators lose or double quotation marks where they cut a sentence apart, and the reader no longer
    /// knows who speaks. People forget one too (.09 in 1,000 native Persian words, .27 Arabic), so a single mark is
    /// minor. Three more opening than closing curly marks in a paragraph are major: 1 case in 1.64 million
    /// native Arabic words. Speech without its marks stands in none of 3.0 million native words.
    ///
    /// ## What it lets pass
    ///
    /// Quotations over several paragraphs, also where each paragraph opens anew; list markers («1)», «أ)»);
    /// emoticons; inches; lines of code; papers that use one curly mark for both sides; writers who say "we" of themselves.
    ///
    /// ## Examples
    ///
    /// - «وقال: “نحترم مبدأ “لا شيء بدون الشركاء. وسنعمل “معًا.»
    /// - «نحن مستعدون للموسم. وقال المدرب: “لدينا فريق شاب”.»
    UnbalancedQuote {
        name: "unbalanced-quote",
        axis: Axis::Translation,
        severity: Severity::Minor,
        confidence: Confidence::Low,
        languages: &[],
        mqm: "linguistic_conventions/punctuation",
        its: "typographical",
        cost: Cost::Habit,
        yields_to: &[],
        judged: Judged { right: 57, wrong: 3, data: "mt-and-native-ar-posts, mt-ar-course-markdown, mt-ar-wikinews, mt-fa-course-markdown, mt-fa-postedited, mt-fa-wikinews: 60 findings read" },
        since: "0.1.0",
    }
}

/// A quotation may run over this many paragraphs before it is closed.
const PARAGRAPHS_OF_QUOTATION: usize = 8;
/// So many more opening than closing curly marks in a paragraph: 1 case in 1.64 million native Arabic words.
const SURPLUS_OF_OPENINGS: i32 = 3;

/// What is left over of one kind of mark in one paragraph.
#[derive(Clone, Copy)]
struct Left {
    paragraph: usize,
    /// Opening minus closing marks; for marks of one form 1 when their number is odd.
    surplus: i32,
    /// The mark without a partner.
    at: u32,
}

impl Rule for UnbalancedQuote {
    fn check(&self, cx: &Context<'_, '_>, out: &mut Findings) {
        let doc = cx.doc;
        let paragraphs: Vec<&Paragraph> = doc.article().filter(|p| doc.has_own_script(p.range())).collect();
        let mut lefts: [Vec<Left>; 4] = Default::default();
        // For each style the paragraphs that begin with an opening mark of it.
        let mut opened: [Vec<usize>; 3] = Default::default();
        let mut speeches: Vec<&Sentence> = Vec::new();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let marks = quote_marks(doc, paragraph);
            if let Some(first) = marks.first().filter(|mark| mark.at == paragraph.tokens.0 && mark.opens) {
                opened[first.style as usize].push(index);
            }
            for style in QuoteStyle::ALL {
                lefts[style as usize].extend(quotes_left(doc, index, &marks, style));
            }
            lefts[3].extend(bracket_left(doc, index, paragraph));
            speeches.extend(speech_without_marks(doc, paragraph, &marks));
        }
        for (kind, lefts) in lefts.iter().enumerate() {
            let mut skip = vec![false; lefts.len()];
            for i in 0..lefts.len() {
                if skip[i] || kind == 3 || lefts[i].surplus != 1 {
                    continue;
                }
                // The next paragraph opens anew and hands the quotation on.
                skip[i] = opened[kind].binary_search(&(lefts[i].paragraph + 1)).is_ok();
                // A later paragraph closes it.
                if let Some(next) = lefts.get(i + 1)
                    && next.paragraph - lefts[i].paragraph <= PARAGRAPHS_OF_QUOTATION
                    && (next.surplus == -1 || kind == QuoteStyle::Straight as usize)
                {
                    skip[i] = true;
                    skip[i + 1] = true;
                }
            }
            for (left, _) in lefts.iter().zip(skip).filter(|(_, skip)| !skip) {
                report(doc, out, left, kind);
            }
        }
        // Who writes "we" himself quotes nobody there.
        let heard = |at: u32| {
            let next = speeches.partition_point(|speech| speech.tokens.1 <= at);
            speeches.get(next).is_some_and(|speech| speech.range().contains(&at))
        };
        let mut others = doc.article().flat_map(|paragraph| speaks_of_us(doc, paragraph.range()));
        if !speeches.is_empty() && others.all(heard) {
            for speech in &speeches {
                out.report(speech.span, Message::suspicion("unbalanced-quote-lost"));
            }
        }
    }
}

/// «نحن متحدون في هذا. وقال المتحدث: “نحن نريد السلام”.»: "we" outside quotation marks, in a sentence before the one that says who
/// speaks and goes on with his words.
fn speech_without_marks<'d>(doc: &'d Document<'_>, paragraph: &Paragraph, marks: &[QuoteMark]) -> Option<&'d Sentence> {
    let marks_of = |sentence: &Sentence| {
        let (from, to) = sentence.tokens;
        &marks[marks.partition_point(|mark| mark.at < from)..marks.partition_point(|mark| mark.at < to)]
    };
    doc.sentences(paragraph).windows(2).find_map(|pair| {
        let (speech, next) = (&pair[0], &pair[1]);
        let opening = marks_of(next).first().filter(|mark| mark.opens)?.at;
        let says = |at: u32| doc.phrase_where(List::ReportingVerbs, at, opening, |row| row.is_kind("say"));
        let told = match doc.lang() {
            Lang::AR => says(next.tokens.0).is_some(),
            _ => {
                let end = if doc.mark(opening - 1) == Some(':') { opening - 1 } else { opening };
                (next.tokens.0 + 1..end).any(|at| says(at).is_some_and(|(_, verb)| verb.end == end))
            }
        };
        // Other marks may enclose speech too: ‘…’, (…), the dash of a dialogue.
        let plain = |&at: &u32| matches!(doc.mark(at), Some('،' | ',' | '؛' | '.' | '!' | '؟' | '?'));
        let quoted = || doc.is_quoted(speech.tokens.0) || !doc.marks(speech.range()).iter().all(plain);
        // «وقال الوزير إننا متحدون.», «به ما نامه نوشت.»: no speech. «وی افزود: ما آماده‌ایم.»: without marks on purpose.
        let subject = |at: u32| at == speech.tokens.0 || !doc.is_wordlike(at - 1);
        let reported = || speech.range().any(|at| doc.facts_at(at).is(List::ReportingVerbs));
        (told && !quoted() && speaks_of_us(doc, speech.range()).any(subject) && !reported()).then_some(speech)
    })
}

/// The words of a range outside quotation marks that say "we".
fn speaks_of_us(doc: &Document<'_>, range: Range<u32>) -> impl Iterator<Item = u32> {
    let end = range.end;
    let cued = doc.cued(List::ClauseParts.bit(), range);
    cued.filter(move |&at| !doc.is_quoted(at) && doc.clause_part(Part::FirstPerson, at, end).is_some())
}

fn report(doc: &Document<'_>, out: &mut Findings, left: &Left, kind: usize) {
    let place = if begins_word(doc, left.at, doc.tokens().len() as u32) {
        doc.span(left.at, left.at + 1)
    } else if left.at > 0 && doc.gap_before(left.at).is_empty() && doc.is_wordlike(left.at - 1) {
        doc.span(left.at - 1, left.at)
    } else {
        doc.token(left.at).span
    };
    let message = if left.surplus >= SURPLUS_OF_OPENINGS {
        Message::suspicion("unbalanced-quote-surplus").with("count", left.surplus.unsigned_abs())
    } else if kind == QuoteStyle::Straight as usize {
        Message::suspicion("unbalanced-quote-odd")
    } else {
        match (kind == 3, left.surplus > 0) {
            (true, true) => Message::suspicion("unbalanced-quote-bracket-opens"),
            (true, false) => Message::suspicion("unbalanced-quote-bracket-closes"),
            (false, true) => Message::suspicion("unbalanced-quote-opens"),
            (false, false) => Message::suspicion("unbalanced-quote-closes"),
        }
    };
    let report = out.report(place, message);
    if kind == QuoteStyle::Curly as usize && left.surplus >= SURPLUS_OF_OPENINGS {
        report.severity(Severity::Major).confidence(Confidence::Medium);
    }
}

fn quotes_left(doc: &Document<'_>, index: usize, marks: &[QuoteMark], style: QuoteStyle) -> Option<Left> {
    let marks: Vec<_> = marks.iter().filter(|mark| mark.style == style).collect();
    let opened = marks.iter().filter(|mark| mark.opens).count() as i32;
    let surplus = opened - (marks.len() as i32 - opened);
    let surplus = match style {
        QuoteStyle::Guillemets => surplus,
        // Of two forms for one mark, only a great surplus of the opening one means more than an odd number.
        QuoteStyle::Curly if surplus >= 2 => surplus,
        QuoteStyle::Curly if marks.len().is_multiple_of(2) => 0,
        QuoteStyle::Curly => surplus.signum(),
        QuoteStyle::Straight => (marks.len() % 2) as i32,
    };
    if surplus == 0 {
        return None;
    }
    let at = if style == QuoteStyle::Straight { lonely_straight(doc, &marks)? } else { lonely(&marks, surplus > 0)? };
    Some(Left { paragraph: index, surplus, at })
}

/// The first opening mark that nothing closes, or the first closing mark with nothing open.
fn lonely(marks: &[&QuoteMark], opens: bool) -> Option<u32> {
    let mut open: Vec<u32> = Vec::new();
    let mut stray = None;
    for mark in marks {
        if mark.opens {
            open.push(mark.at);
        } else if open.pop().is_none() {
            stray = stray.or(Some(mark.at));
        }
    }
    if opens { open.first().copied() } else { stray }
}

/// The first straight mark whose place tells that it has no partner: one that opens before another opens, or one that
/// closes where nothing is open.
fn lonely_straight(doc: &Document<'_>, marks: &[&QuoteMark]) -> Option<u32> {
    let mut open: Option<u32> = None;
    for mark in marks {
        let glued_after = (mark.at as usize + 1) < doc.tokens().len() && !doc.space_before(mark.at + 1);
        let opens = match (doc.space_before(mark.at), glued_after && doc.is_wordlike(mark.at + 1)) {
            (true, true) => true,
            (false, false) => false,
            _ => open.is_none(),
        };
        match (opens, open) {
            (true, Some(before)) => return Some(before),
            (true, None) => open = Some(mark.at),
            (false, None) => return Some(mark.at),
            (false, Some(_)) => open = None,
        }
    }
    open
}

fn bracket_left(doc: &Document<'_>, index: usize, paragraph: &Paragraph) -> Option<Left> {
    let (from, to) = paragraph.tokens;
    let mut open: Vec<u32> = Vec::new();
    let mut strays: Vec<u32> = Vec::new();
    for at in from..to {
        match doc.mark(at) {
            // «تهران-(کرج)»: no emoticon has a word behind it.
            Some('(' | '[') if !is_emoticon(doc, from, at) || begins_word(doc, at, to) => open.push(at),
            Some(')' | ']') if open.pop().is_none() && !is_marker(doc, from, at) && !is_emoticon(doc, from, at) => {
                strays.push(at);
            }
            _ => {}
        }
    }
    // «علی) ع (»: a converter mirrored the pair; nothing is missing.
    if open.len() == strays.len() && strays < open {
        return None;
    }
    let left = |at, surplus| Left { paragraph: index, surplus, at };
    open.first().map(|&at| left(at, 1)).or(strays.first().map(|&at| left(at, -1)))
}

/// «1)», «أ)», «a)»: the marker of a point in a list.
fn is_marker(doc: &Document<'_>, from: u32, at: u32) -> bool {
    if at == from {
        return false;
    }
    let before = doc.token(at - 1);
    let short = before.kind == TokenKind::Number || doc.letters(at - 1) <= 2;
    doc.is_wordlike(at - 1) && short && (doc.space_before(at - 1) || doc.mark(at - 2) == Some('-'))
}

/// Whether a word or a number stands close behind a mark.
fn begins_word(doc: &Document<'_>, at: u32, to: u32) -> bool {
    at + 1 < to && doc.gap_before(at + 1).is_empty() && doc.is_wordlike(at + 1)
}

/// «:)», «:-(», «;)».
fn is_emoticon(doc: &Document<'_>, from: u32, at: u32) -> bool {
    at > from
        && doc.gap_before(at).is_empty()
        && matches!(doc.mark(at - 1), Some(':' | ';' | '-' | '^' | '=' | ')' | '('))
        && (doc.mark(at - 1) != Some(')') || at >= from + 2 && matches!(doc.mark(at - 2), Some(':' | ')')))
        && (doc.mark(at - 1) != Some('(') || at >= from + 2 && matches!(doc.mark(at - 2), Some(':' | '(')))
}
