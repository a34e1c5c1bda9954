//! A summary as JSON, schema 1: `docs/batch.md` says what each field means. The page in the browser carries the same.

use super::compare::{Change, Changed, Comparison, OUTCOMES};
use super::document::{Document, Name};
use super::estimate::{Estimate, round};
use super::part::{Findings, Part};
use super::resample::RESAMPLES;
use super::{QUANTILES, Summary};
use crate::eval::wilson;
use crate::finding::Axis;
use crate::report::{one_line, stream_json, write_corpus_page};
use crate::score::Verdict;
use crate::words::UiLang;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Version of the schema of a summary.
pub const SUMMARY_SCHEMA: u32 = 1;
/// Rules that the page names of a group.
const RULES_OF_A_GROUP: usize = 5;

/// How much the page tells of a part; the JSON always tells everything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Everything,
    /// No distribution, and only the first rules.
    Briefly,
}

impl Summary {
    /// Writes the summary as one JSON object. Groups are written one by one.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, mut to: impl Write) -> io::Result<()> {
        stream_json(&Report { summary: self, page: false }, false, &mut to)?;
        to.write_all(b"\n")
    }

    /// Writes the summary as a page for the browser, which opens in a language.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_page(&self, ui: UiLang, mut to: impl Write) -> io::Result<()> {
        write_corpus_page(&Report { summary: self, page: true }, &self.rules(), ui, &mut to)
    }
}

/// More places would pretend to know more.
fn rounded(estimate: Estimate, places: i32) -> Estimate {
    Estimate {
        value: round(estimate.value, places),
        interval: estimate.interval.map(|ends| ends.map(|end| round(end, places))),
    }
}

struct Report<'s> {
    summary: &'s Summary,
    /// For the page: what does not show in names is named, an address stands there only as it is, and of a group only the
    /// first rules are told.
    page: bool,
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let summary = self.summary;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", &SUMMARY_SCHEMA)?;
        map.serialize_entry("mtlint", &summary.stamp.mtlint)?;
        map.serialize_entry("rules", &summary.stamp.rules)?;
        map.serialize_entry("config", &summary.stamp.config)?;
        map.serialize_entry("group_by", &summary.group_by().map(|by| self.text(by)))?;
        let total = Total { part: self.part(&summary.total, Told::Everything), quantiles: self.quantiles() };
        map.serialize_entry("total", &total)?;
        let langs = summary.langs.iter().map(|(lang, part)| OfLang { lang, part: self.part(part, Told::Briefly) });
        map.serialize_entry("languages", &langs.collect::<Vec<_>>())?;
        map.serialize_entry("groups", &Groups(self))?;
        map.serialize_entry("further_groups", &summary.further().map(|part| self.part(part, Told::Briefly)))?;
        map.serialize_entry("worst", &summary.worst.iter().map(|one| self.document(one)).collect::<Vec<_>>())?;
        let failures = summary.failures.iter();
        let failures = failures.map(|(name, error)| Failure { name: self.name(name), error: self.text(error) });
        map.serialize_entry("failures", &failures.collect::<Vec<_>>())?;
        map.serialize_entry("compare", &summary.comparison.as_ref().map(|with| self.compare(with)))?;
        map.end()
    }
}

/// The groups, each made when it is written.
struct Groups<'s>(&'s Report<'s>);

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let groups = report.summary.groups();
        let mut list = serializer.serialize_seq(Some(groups.len()))?;
        for (group, part) in groups {
            let change = part.change.change().map(|change| ChangeOfGroup {
                matched: part.change.count,
                was: round(part.change.was as f64 / 10.0 / part.change.count as f64, 2),
                change: round(change.value, 2),
                interval: rounded(change, 2).interval,
                newly_failing: part.change.fails,
                no_longer_failing: part.change.mended,
            });
            let part = report.part(part, Told::Briefly);
            list.serialize_element(&OfGroup { group: group.map(|name| report.text(name)), part, change })?;
        }
        list.end()
    }
}

#[derive(Serialize)]
struct Total {
    #[serde(flatten)]
    part: PartOf,
    quantiles: BTreeMap<&'static str, BTreeMap<&'static str, Option<f64>>>,
}

#[derive(Serialize)]
struct OfLang<'s> {
    lang: &'s str,
    #[serde(flatten)]
    part: PartOf,
}

#[derive(Serialize)]
struct OfGroup {
    group: Option<String>,
    #[serde(flatten)]
    part: PartOf,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeOfGroup>,
}

#[derive(Serialize)]
struct PartOf {
    documents: u64,
    errors: u64,
    words: u64,
    verdicts: BTreeMap<&'static str, Share>,
    scores: BTreeMap<&'static str, Scores>,
    translation_findings: Rate,
    findings: Vec<OfRule>,
}

#[derive(Serialize)]
struct Share {
    documents: u64,
    share: Option<f64>,
    interval: Option<[f64; 2]>,
}

impl Share {
    fn of(documents: u64, all: u64) -> Self {
        Self {
            documents,
            share: (all > 0).then(|| round(documents as f64 / all as f64, 4)),
            interval: wilson(documents, all).map(|ends| ends.map(|end| round(end, 4))),
        }
    }
}

#[derive(Serialize)]
struct Scores {
    mean: Option<f64>,
    interval: Option<[f64; 2]>,
    /// The page shows those of all documents alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    bins: Option<Vec<u64>>,
}

#[derive(Serialize)]
struct Rate {
    findings: u64,
    documents: u64,
    share: Option<f64>,
    per_thousand_words: Option<f64>,
    interval: Option<[f64; 2]>,
}

impl Rate {
    fn of(found: &Findings, documents: u64) -> Self {
        let rate = found.per_thousand_words.map(|rate| rounded(rate, 4));
        Self {
            findings: found.findings,
            documents: found.documents,
            share: Share::of(found.documents, documents).share,
            per_thousand_words: rate.map(|rate| rate.value),
            interval: rate.and_then(|rate| rate.interval),
        }
    }
}

#[derive(Serialize)]
struct OfRule {
    rule: String,
    axis: Option<&'static str>,
    #[serde(flatten)]
    rate: Rate,
}

#[derive(Serialize)]
struct NameOf {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row_group: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

#[derive(Serialize)]
struct DocumentOf {
    #[serde(flatten)]
    name: NameOf,
    lang: String,
    words: u32,
    verdict: &'static str,
    scores: BTreeMap<&'static str, f64>,
    rules: Vec<(String, u32)>,
}

#[derive(Serialize)]
struct Failure {
    #[serde(flatten)]
    name: NameOf,
    error: String,
}

#[derive(Serialize)]
struct Compared {
    with: String,
    mtlint: Option<String>,
    rules: Option<String>,
    config: Option<String>,
    /// Whether both runs looked for the same.
    comparable: bool,
    matched: u64,
    pairs: u64,
    only_here: u64,
    only_there: u64,
    repeated_here: u64,
    repeated_there: u64,
    outcomes: BTreeMap<&'static str, BTreeMap<&'static str, u64>>,
    resamples: usize,
    scores: BTreeMap<&'static str, Option<ChangeOf>>,
    fail_share: Option<ChangeOf>,
    translation_findings: Option<ChangeOf>,
    findings: Vec<ChangeOfRule>,
    lower: u64,
    higher: u64,
    worse: Vec<ChangedOf>,
    better: Vec<ChangedOf>,
}

#[derive(Serialize)]
struct ChangeOf {
    was: f64,
    is: f64,
    change: f64,
    interval: Option<[f64; 2]>,
    p: Option<f64>,
    /// `worse` or `better`; `None` where nothing is shown.
    significant: Option<&'static str>,
}

impl ChangeOf {
    /// `better` is the sign of a change for the better.
    fn of(change: Change, better: f64, places: i32) -> Self {
        let difference = change.is - change.was;
        let significant = change.significance.filter(super::Significance::is_significant);
        Self {
            was: round(change.was, places),
            is: round(change.is, places),
            change: round(difference, places),
            interval: change.significance.map(|found| found.interval.map(|end| round(end, places))),
            p: change.significance.map(|found| round(found.p, 4)),
            significant: significant.map(|_| if difference * better > 0.0 { "better" } else { "worse" }),
        }
    }
}

#[derive(Serialize)]
struct ChangeOfRule {
    rule: String,
    axis: Option<&'static str>,
    #[serde(flatten)]
    change: ChangeOf,
}

#[derive(Serialize)]
struct ChangeOfGroup {
    matched: u64,
    was: f64,
    change: f64,
    interval: Option<[f64; 2]>,
    newly_failing: u64,
    no_longer_failing: u64,
}

#[derive(Serialize)]
struct ChangedOf {
    #[serde(flatten)]
    document: DocumentOf,
    was: Was,
}

#[derive(Serialize)]
struct Was {
    translation: f64,
    verdict: &'static str,
    /// Rules with other counts: name, was, is.
    rules: Vec<(String, u32, u32)>,
}

impl Report<'_> {
    /// What somebody else wrote.
    fn text(&self, text: &str) -> String {
        if self.page { one_line(text) } else { text.to_owned() }
    }

    fn quantiles(&self) -> BTreeMap<&'static str, BTreeMap<&'static str, Option<f64>>> {
        let of = |axis: Axis| QUANTILES.map(|(name, share)| (name, self.summary.quantile(axis, share))).into();
        Axis::ALL.map(|axis| (axis.name(), of(axis))).into()
    }

    fn part(&self, part: &Part, told: Told) -> PartOf {
        let is_brief = self.page && told == Told::Briefly;
        let documents = part.documents();
        let scores = |axis: Axis| {
            let mean = part.mean(axis).map(|mean| rounded(mean, 2));
            let interval = mean.and_then(|mean| mean.interval);
            let bins = (!is_brief).then(|| part.bins(axis).to_vec());
            (axis.name(), Scores { mean: mean.map(|mean| mean.value), interval, bins })
        };
        let verdicts = [Verdict::Pass, Verdict::Review, Verdict::Fail];
        let mut rules: Vec<(&str, Findings)> = self
            .summary
            .names
            .sorted()
            .into_iter()
            .map(|(rule, number)| (rule, part.rule(number)))
            .filter(|(_, found)| found.findings > 0)
            .collect();
        rules.sort_by_key(|(_, found)| Reverse(found.findings));
        if is_brief {
            rules.truncate(RULES_OF_A_GROUP);
        }
        let of_rule = |(rule, found): (&str, Findings)| OfRule {
            rule: rule.to_owned(),
            axis: self.summary.axis(rule).map(Axis::name),
            rate: Rate::of(&found, documents),
        };
        PartOf {
            documents,
            errors: part.errors(),
            words: part.words(),
            verdicts: verdicts.map(|verdict| (verdict.name(), Share::of(part.with(verdict), documents))).into(),
            scores: Axis::ALL.map(scores).into(),
            translation_findings: Rate::of(&part.translation(), documents),
            findings: rules.into_iter().map(of_rule).collect(),
        }
    }

    fn name(&self, name: &Name) -> NameOf {
        let text = |text: &Option<String>| text.as_deref().map(|text| self.text(text));
        // A link must lead where the corpus says, or nowhere.
        let link = || name.whole_url().filter(|&url| one_line(url) == url).map(str::to_owned);
        NameOf {
            path: self.text(&name.path),
            line: name.line,
            row_group: name.row_group,
            row: name.row,
            id: text(&name.id),
            url: if self.page { link() } else { name.url.clone() },
            group: text(&name.group),
        }
    }

    fn document(&self, document: &Document) -> DocumentOf {
        let Document { name, lang, words, verdict, scores, rules } = document;
        let scores = Axis::ALL.map(|axis| (axis.name(), scores[axis as usize])).into();
        DocumentOf { name: self.name(name), lang: lang.clone(), words: *words, verdict, scores, rules: rules.clone() }
    }

    fn compare(&self, with: &Comparison) -> Compared {
        let [only_here, only_there] = with.unmatched();
        let [repeated_there, repeated_here] = with.repeated;
        let stamp = with.stamp.as_ref();
        let to = |from: usize| OUTCOMES.iter().copied().zip(with.outcomes[from]).collect();
        let mut findings: Vec<ChangeOfRule> = self
            .summary
            .rules()
            .into_iter()
            .filter_map(|rule| {
                let change = ChangeOf::of(with.rule(rule, &self.summary.names)?, -1.0, 4);
                let axis = self.summary.axis(rule).map(Axis::name);
                Some(ChangeOfRule { rule: rule.to_owned(), axis, change })
            })
            .collect();
        findings.sort_by(|a, b| b.change.change.abs().total_cmp(&a.change.change.abs()));
        let changed = |changed: &Changed| ChangedOf {
            document: self.document(&changed.document),
            was: Was { translation: changed.was, verdict: changed.verdict, rules: changed.rules.clone() },
        };
        Compared {
            with: self.text(&with.name),
            mtlint: stamp.map(|stamp| self.text(&stamp.mtlint)),
            rules: stamp.map(|stamp| self.text(&stamp.rules)),
            config: stamp.map(|stamp| self.text(&stamp.config)),
            comparable: self.summary.is_comparable(with),
            matched: with.matched(),
            pairs: with.pairs(),
            only_here,
            only_there,
            repeated_here,
            repeated_there,
            outcomes: (0..OUTCOMES.len()).map(|from| (OUTCOMES[from], to(from))).collect(),
            resamples: RESAMPLES,
            scores: Axis::ALL
                .map(|axis| (axis.name(), with.score(axis).map(|change| ChangeOf::of(change, 1.0, 2))))
                .into(),
            fail_share: with.fails().map(|change| ChangeOf::of(change, -1.0, 4)),
            translation_findings: with.translation().map(|change| ChangeOf::of(change, -1.0, 4)),
            findings,
            lower: with.lower,
            higher: with.higher,
            worse: with.worse.iter().map(changed).collect(),
            better: with.better.iter().map(changed).collect(),
        }
    }
}
