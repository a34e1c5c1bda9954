//! Amounts and dates that say their unit, number or month twice.

use super::{Document, Repeat, TokenKind};
use crate::lang::{List, Part, Row, VerbForm, fold};
use std::ops::Range;

/// A year has so many digits. «سال ۵۰ سال اخیر» has none.
const YEAR_DIGITS: usize = 4;
/// What is said again in brackets stands so many tokens before them at most: a number and its unit.
const BEFORE_BRACKET: u32 = 2;
/// The words of a unit in front of a bracket, or in it: «ميلا في الساعة».
const UNIT_WORDS: u32 = 3;
/// A number in brackets is written out in at most so many words («بیست و پنج») before its figures.
const NUMERAL_WORDS: u32 = 4;

/// What is said twice: all tokens of it, and the first of those that say it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidAgain {
    /// From what is said to the end of what says it again.
    pub all: Range<u32>,
    /// The token that says it again.
    pub again: u32,
}

/// The places where an amount says its unit or number twice, in other words, across something, or in figures, and dates that say their
/// month or year so. A unit that simply comes twice in a row is a [`Repeat`].
#[must_use]
pub fn said_again(doc: &Document<'_>, repeats: &[Repeat]) -> Vec<SaidAgain> {
    let mut found: Vec<SaidAgain> = repeats.iter().filter_map(|repeat| around(doc, repeat)).collect();
    for paragraph in doc.article() {
        let (from, to) = paragraph.tokens;
        let amounts = doc.cued(List::Amounts.bit(), from + 1..to);
        found.extend(amounts.filter_map(|at| in_other_words(doc, at, to)));
        for &at in doc.marks(from..to) {
            found.extend(beside_its_sign(doc, at, from, to).or_else(|| around_bracket(doc, at, from, to)));
        }
    }
    found.sort_by_key(|again| again.all.start);
    found.dedup_by(|next, last| next.all.start < last.all.end);
    found
}

fn is_number(doc: &Document<'_>, at: u32) -> bool {
    doc.token(at).kind == TokenKind::Number
}

/// Whether a number, in figures or words, or another unit stands before: «۱۲ درصد», «دو میلیارد دلار».
fn is_counted(doc: &Document<'_>, at: u32) -> bool {
    at > 0
        && (is_number(doc, at - 1) || doc.facts_at(at - 1).is(List::Units))
        && !doc.facts_at(at - 1).commonest
        && !doc.is_definite(at)
        && at > doc.paragraph_of(at).tokens.0
}

/// Whether the amount or date is over before a token: a mark, a particle, a verb or "and" stands there.
fn is_over(doc: &Document<'_>, next: u32, to: u32) -> bool {
    if next >= to || doc.mark(next).is_some() {
        return true;
    }
    let facts = doc.facts_at(next);
    let measures = facts.is(List::Units) || facts.is(List::Months);
    let particle = facts.commonest || facts.is(List::FunctionWords) || facts.conjunction;
    // «سال گذشته»: a participle is an attribute.
    let acts = facts.verb.is_some_and(|form| form != VerbForm::Participle) || doc.predicate_at(next, to).is_some();
    acts || particle && !measures
}

/// Whether what says the unit again begins something of its own: a number or date follows («پس از ۳ سال سال ۱۴۰۰»).
pub(super) fn opens_amount(doc: &Document<'_>, next: u32, to: u32) -> bool {
    next < to && (is_number(doc, next) || doc.facts_at(next).is(List::Units) || doc.facts_at(next).is(List::Months))
}

/// The unit that begins at a token, and the token behind it.
fn unit(doc: &Document<'_>, at: u32, to: u32) -> Option<(&'static Row, u32)> {
    let written = at < to && doc.is_wordlike(at) && !doc.is_definite(at);
    // «5 دقائق وثانية»: not behind "and".
    let (found, phrase) = written.then(|| doc.phrase_as_written(List::Amounts, at, to)).flatten()?;
    Some((found.row, phrase.end))
}

/// Whether a sign is one of a unit; `-` says that it has none.
fn is_sign_of(unit: &Row, sign: char) -> bool {
    let signs = unit.column(1);
    signs != "-" && signs.contains(sign)
}

/// «۱۸ ماه ماهه», «7 أيام يوما», «۴۰ درجه سانتیگراد درجه»: the unit again in another of its forms.
fn in_other_words(doc: &Document<'_>, at: u32, to: u32) -> Option<SaidAgain> {
    if !is_counted(doc, at) {
        return None;
    }
    let (row, next) = unit(doc, at, to)?;
    let (again, end) = unit(doc, next, to)?;
    let same = next == at + 1 && end == next + 1 && doc.token(at).word == doc.token(next).word;
    let bare = || again.form.split('|').next().is_some_and(|form| fold(form) == doc.folded(next));
    let opens = || (end < to && is_number(doc, end)) || row.column(0) == "opener" && bare() && !is_over(doc, end, to);
    (row.form == again.form && !same && !opens()).then_some(SaidAgain { all: at..end, again: next })
}

/// «۹۵٪ درصد», «8% بالمائة», «$5 میلیون دلار»: the sign of the unit and its name.
fn beside_its_sign(doc: &Document<'_>, mark: u32, from: u32, to: u32) -> Option<SaidAgain> {
    let number = |at: u32| at < to && is_number(doc, at);
    let (first, behind) = if mark > from && number(mark - 1) {
        (mark - 1, mark + 1)
    } else if number(mark + 1) {
        (mark, mark + 2)
    } else {
        return None;
    };
    let sign = doc.mark(mark).filter(|&sign| sign != '(' && !sign.is_alphanumeric())?;
    // «$5 هزار میلیون دلار»: a numeral or two between.
    let numerals = (behind..to).take_while(|&at| doc.is_wordlike(at) && doc.facts_at(at).is(List::Units)).take(3);
    let mut places = numerals.chain([behind]);
    let says = |at: u32| unit(doc, at, to).filter(|(row, _)| is_sign_of(row, sign)).map(|(_, end)| (at, end));
    let (again, end) = places.find_map(says)?;
    Some(SaidAgain { all: first..end, again })
}

/// What a bracket between or behind the words of an amount says again.
fn around_bracket(doc: &Document<'_>, open: u32, from: u32, to: u32) -> Option<SaidAgain> {
    if doc.mark(open) != Some('(') || open == from {
        return None;
    }
    let close = (open + 1..to.min(open + 3 + NUMERAL_WORDS)).find(|&at| doc.mark(at).is_some())?;
    if doc.mark(close) != Some(')') || close == open + 1 {
        return None;
    }
    in_brackets(doc, from, open..close)
        .or_else(|| in_another_unit(doc, from, open..close))
        .or_else(|| behind_brackets(doc, from, open..close, to))
}

/// «10 كيلومترات (10 أميال)», «۵ دلار (۵ دلار آمریکا)»: the number is converted into itself.
fn in_another_unit(doc: &Document<'_>, from: u32, bracket: Range<u32>) -> Option<SaidAgain> {
    let (open, again, close) = (bracket.start, bracket.start + 1, bracket.end);
    let number = (from.max(open.saturating_sub(UNIT_WORDS + 2))..open).rev().find(|&at| is_number(doc, at))?;
    let same = is_number(doc, again) && doc.token(number).word == doc.token(again).word;
    // «77 هگزابیت (77 هزار پتابیت)»: the numerals of both belong to the numbers.
    let behind_scales = |from: u32, to: u32| (from..to).find(|&at| !is_scale(doc, at)).unwrap_or(to);
    let units = [(number + 1, open), (again + 1, close)].map(|(from, to)| behind_scales(from, to)..to);
    let scales = units[0].start - number == units[1].start - again;
    let rows =
        units.clone().map(|range| unit(doc, range.start, range.end).filter(|&(_, end)| is_rate(doc, end..range.end)));
    let [Some((one, _)), Some((other, _))] = rows else { return None };
    let lengths = [one, other].iter().all(|row| row.column(0) == "length");
    let whole = same && scales && (one.form == other.form || lengths) && doc.folded(number) != "0";
    whole.then_some(SaidAgain { all: number..close + 1, again })
}

/// What may stand behind a unit: nothing, or "an hour", "a day".
fn is_rate(doc: &Document<'_>, range: Range<u32>) -> bool {
    range.len() <= UNIT_WORDS as usize
        && range.clone().all(|at| doc.facts_at(at).is(List::Units) || doc.facts_at(at).is(List::FunctionWords))
}

/// «۳۰ کیلومتر (۱۹ مایل) کیلومتر»: the unit stands on both sides of what converts it.
fn behind_brackets(doc: &Document<'_>, from: u32, bracket: Range<u32>, to: u32) -> Option<SaidAgain> {
    let (open, again) = (bracket.start, bracket.end + 1);
    let (row, end) = unit(doc, again, to)?;
    let said = (from.max(open.saturating_sub(UNIT_WORDS))..open).find(|&at| {
        let before = unit(doc, at, open).filter(|&(_, end)| end == open);
        is_counted(doc, at) && before.is_some_and(|(before, _)| before.form == row.form)
    })?;
    let converts = bracket.clone().any(|at| is_number(doc, at));
    let over = is_over(doc, end, to) && doc.clause_part(Part::ObjectMarker, end, to).is_none();
    (converts && over).then_some(SaidAgain { all: said..end, again })
}

/// «۲ (دو ۲) میلیون», «۷ درصد (هفت ۷)», «۵۰۰ یورو (یورو)»: the number in words and figures, or the unit.
fn in_brackets(doc: &Document<'_>, from: u32, bracket: Range<u32>) -> Option<SaidAgain> {
    let (open, close, inside) = (bracket.start, bracket.end, bracket.start + 1..bracket.end);
    let (last, before) = (close - 1, open - 1);
    let same = |at: u32| doc.is_wordlike(at) && doc.token(at).word == doc.token(last).word;
    let said = if inside.len() == 1 {
        (same(before) && doc.facts_at(before).is(List::Units) && is_counted(doc, before)).then_some(before)?
    } else {
        let joins = |at: u32| doc.is_conjunction(at) || doc.has_conjunction(at);
        let written = is_number(doc, last) && doc.is_made_of(&[List::Units], open + 1..last, joins);
        let mut near = (from.max(open.saturating_sub(BEFORE_BRACKET))..open).rev();
        near.find(|&at| written && same(at))?
    };
    Some(SaidAgain { all: said..close + 1, again: last })
}

/// What stands around a word or a number and is the same on both sides.
fn around(doc: &Document<'_>, repeat: &Repeat) -> Option<SaidAgain> {
    let (first, middle, again, end) = (repeat.first.start, repeat.first.end, repeat.second.start, repeat.second.end);
    if repeat.arm > 2 || repeat.passes > 2 || !doc.marks(first..end).is_empty() {
        return None;
    }
    let to = doc.paragraph_of(first).tokens.1;
    let is = |list: List, at: u32| doc.facts_at(at).is(list);
    let said = match (repeat.arm, repeat.gap) {
        (1, 0) => {
            // «در ۱۴ ۱۴ مارس», but not «ساعت ۱۸ ۱۸ بهمن»
            let particle = || doc.before(first).is_some_and(|at| doc.facts_at(at).commonest && !is(List::Units, at));
            let dated = is_number(doc, first) && end < to && is(List::Months, end) && particle();
            dated || is_month_announced_twice(doc, first, end, to)
        }
        // «۱۸۰ هزار بشکه در روز در روز»
        (2, 0) => {
            let rate = is(List::Units, first + 1) && doc.facts_at(first).commonest && !is(List::Units, first);
            rate && is_counted(doc, first) && !opens_amount(doc, end, to)
        }
        (1, 1) => {
            let month = || is(List::Months, first) && is_same_month(doc, first, middle);
            // «ماه آوریل ماه», «عام 2015 عام»
            let year = is_number(doc, middle) && doc.letters(middle) == YEAR_DIGITS;
            let dated = (year || is(List::Months, middle)) && is_opener(doc, first) && !is_counted(doc, first);
            // «۲۷ درصد از درصد مردم»
            let percent = || {
                let of = doc.clause_part(Part::From, middle, again).is_some();
                of && is_counted(doc, first) && unit(doc, first, to).is_some_and(|(row, _)| is_sign_of(row, '%'))
            };
            // «المرتبة 112 رقم 112»
            let rank = || is_number(doc, first) && has_kind(doc, middle, "rank");
            month()
                || dated && is_over(doc, end, to)
                || percent()
                || rank()
                || is_no_range(doc, repeat, to)
                || is_number_around_unit(doc, repeat, to)
        }
        (1, 2) => is_number_around_unit(doc, repeat, to),
        // «سه ماهه سوم سه ماهه»
        (2, 1) => {
            let period = is(List::Units, first) && is(List::Amounts, first + 1) && is(List::Units, middle);
            // «دو سال تا دو سال» is a range.
            let other = is_number(doc, middle) || is(List::Amounts, middle) || doc.facts_at(middle).commonest;
            // «سه ماهه اول سه ماهه دوم»
            let goes_on = end < to && is(List::Units, end);
            period && !other && !goes_on || is_number_around_unit(doc, repeat, to)
        }
        _ => false,
    };
    said.then_some(SaidAgain { all: first..end, again })
}

/// «۸ میلیون پوند میلیون», «10 سنوات 10», «1.5 مليار دولار 1.5 مليار»: a number, or the end of it, on both sides of its unit.
fn is_number_around_unit(doc: &Document<'_>, repeat: &Repeat, to: u32) -> bool {
    let part = |at: u32| is_number(doc, at) || is_scale(doc, at);
    let number =
        repeat.first.clone().all(part) && (is_number(doc, repeat.first.start) || is_counted(doc, repeat.first.start));
    let unit = |at: u32| doc.facts_at(at).is(List::Units) && !is_scale(doc, at) && !doc.has_conjunction(at);
    // «مليار سنة ضوئية مليار»
    let attribute = |at: u32| at > repeat.first.end && is_scale(doc, repeat.first.start);
    // «۳ تا ۳»
    let until = |at: u32| doc.clause_part(Part::Until, at, repeat.second.start).is_some();
    let units = (repeat.first.end..repeat.second.start).all(|at| !until(at) && (unit(at) || attribute(at)));
    // «هر ۴ سال ۴ نماینده»: a number alone may count what follows.
    let counts = repeat.arm == 1 && is_number(doc, repeat.first.start) && !is_over(doc, repeat.second.end, to);
    number && units && !counts && !opens_amount(doc, repeat.second.end, to)
}

/// Whether a word is part of a number: «میلیون».
fn is_scale(doc: &Document<'_>, at: u32) -> bool {
    has_kind(doc, at, "scale")
}

fn has_kind(doc: &Document<'_>, at: u32, kind: &str) -> bool {
    doc.pack().is_some_and(|pack| pack.has_kind(List::Amounts, doc.folded(at), kind))
}

fn is_opener(doc: &Document<'_>, at: u32) -> bool {
    has_kind(doc, at, "opener")
}

/// «در ماه ماه اکتبر», but not «این ماه ماه رمضان است», «هر روز روز جمعه نیست».
fn is_month_announced_twice(doc: &Document<'_>, first: u32, end: u32, to: u32) -> bool {
    let parts = [Part::Pronoun, Part::Joint, Part::Object, Part::ObjectMarker];
    let bears = |at: u32| parts.iter().any(|&part| doc.clause_part(part, at, first).is_some());
    let particle = |at: u32| doc.facts_at(at).commonest && !bears(at);
    is_opener(doc, first)
        && end < to
        && doc.facts_at(end).is(List::Months)
        && doc.before(first).is_some_and(|before| particle(before) && !doc.facts_at(before).is(List::Units))
}

/// «مارس آذار مارس»: two names of one month are written side by side, but not three.
fn is_same_month(doc: &Document<'_>, one: u32, other: u32) -> bool {
    let row = |at: u32| doc.phrase(List::Months, at, at + 1).map(|(found, _)| found.row.form);
    row(one).is_some() && row(one) == row(other)
}

/// «بین ۳ تا ۳ سال»: the ends of a range are one number, and not «بین ۳ تا ۳ میلیون», «بين 3 إلى 3 سنوات ونصف».
fn is_no_range(doc: &Document<'_>, repeat: &Repeat, to: u32) -> bool {
    let (first, end) = (repeat.first.start, repeat.second.end);
    let until = || doc.clause_part(Part::Until, repeat.first.end, repeat.second.start).is_some();
    let (next, behind) = (end, end + 1);
    let more = |at: u32| at < to && (doc.is_conjunction(at) || doc.has_conjunction(at));
    // «هزار», «ملايين», a sign behind the number.
    let numeral =
        |at: u32| at < to && (doc.mark(at).is_some() || doc.facts_at(at).is(List::Units) && !is_opener(doc, at));
    is_number(doc, first)
        && doc.is_behind(Part::Between, first)
        && until()
        && !more(next)
        && !more(behind)
        && !numeral(next)
}
