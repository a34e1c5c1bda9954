//! `mtlint.toml` as a person writes it.

use super::own_rule::is_never_found;
use super::{OwnRule, OwnRuleSource, Settings, Terms};
use crate::finding::{Axis, Confidence, Severity};
use crate::lang::{Inflections, Lang, ListFlaw, PhraseList, interned, review_calques};
use crate::rules;
use crate::score::{MOST_POINTS, Scoring};
use crate::span::LineIndex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// 1-based line and column, where the place is known.
    pub place: Option<(u32, u32)>,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for ConfigError {}

/// The configuration of mtlint: what is flagged, what fails, and a house's own words and rules.
///
/// Paths are relative to the file that names them, globs to the folder of the file that was found.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConfigFile {
    /// Configuration to begin with: what stands here replaces what stands there; lists of words, rules and
    /// exceptions are added to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extend: Option<String>,
    /// Language of the articles; `auto`: each text tells it.
    #[schemars(extend("enum" = ["auto", "ar", "fa"]))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Run only these rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Leave these rules out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// Neither show nor score milder findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<SeverityName>,
    /// Neither show nor score less certain findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<ConfidenceName>,
    /// Largest file that is read, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u32>,
    /// Globs of files in folders that are not checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// File of findings that are known and let through; see `--write-baseline`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Severities that replace those of the rules, by name of the rule.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, SeverityName>,
    /// What fails a document beside its verdict.
    #[serde(skip_serializing_if = "GateConfig::is_empty")]
    pub gate: GateConfig,
    /// What findings cost and how many a text may have.
    #[serde(skip_serializing_if = "ScoreConfig::is_empty")]
    pub score: ScoreConfig,
    /// Words that are never flagged.
    #[serde(skip_serializing_if = "TermsConfig::is_empty")]
    pub terms: TermsConfig,
    /// Further lists of calques.
    #[serde(skip_serializing_if = "LexiconConfig::is_empty")]
    pub lexicon: LexiconConfig,
    /// Findings that were looked at and are right to stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silence: Vec<SilencedFinding>,
    /// Rules of the house.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<RuleConfig>,
    /// Settings of some files, by glob. Where several fit, the later one wins.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub per_file: BTreeMap<String, PerFileConfig>,
}

/// What some files have of their own.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PerFileConfig {
    /// Language of the articles.
    #[schemars(extend("enum" = ["auto", "ar", "fa"]))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Run only these rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Leave these rules out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignore: Option<Vec<String>>,
    /// Neither show nor score milder findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<SeverityName>,
    /// Neither show nor score less certain findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<ConfidenceName>,
    /// Severities that replace those of the rules.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, SeverityName>,
    /// What fails a document beside its verdict.
    #[serde(skip_serializing_if = "GateConfig::is_empty")]
    pub gate: GateConfig,
}

/// What fails a document beside its verdict. A limit that is not set fails nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct GateConfig {
    /// Fail a document whose translation score is lower, 0 to 100.
    #[schemars(range(min = 0.0, max = 100.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_score: Option<f64>,
    /// Fail a document whose typography score is lower, 0 to 100.
    #[schemars(range(min = 0.0, max = 100.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_typography: Option<f64>,
    /// Fail a document whose extraction score is lower, 0 to 100.
    #[schemars(range(min = 0.0, max = 100.0))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_extraction: Option<f64>,
    /// Fail a document with more critical findings of translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_critical: Option<u32>,
    /// Fail a document with more major findings of translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_major: Option<u32>,
    /// Fail a document with more minor findings of translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_minor: Option<u32>,
}

impl GateConfig {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The least score of an axis, where one is set.
    #[must_use]
    pub fn min(&self, axis: Axis) -> Option<f64> {
        match axis {
            Axis::Translation => self.min_score,
            Axis::Typography => self.min_typography,
            Axis::Extraction => self.min_extraction,
        }
    }
}

/// What findings cost. Scores are comparable only under one scoring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScoreConfig {
    /// Penalty points that texts of 150 and of 1,000 words may have at the pass line; 3 and 8 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<[f64; 2]>,
    /// What a minor finding costs, in penalty points; 1 by default, a tenth of it on the typography axis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minor: Option<u32>,
    /// What a major finding costs; 5 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub major: Option<u32>,
    /// What a critical finding costs; 25 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub critical: Option<u32>,
}

impl ScoreConfig {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Words that are never flagged: a finding inside one of them is dropped.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermsConfig {
    /// Names and phrases, in the notation of the lists of phrases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// Files with a name or phrase a line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend: Vec<String>,
}

impl TermsConfig {
    fn is_empty(&self) -> bool {
        self.allow.is_empty() && self.extend.is_empty()
    }

    fn review(&self) -> Result<(), String> {
        // Packs are read only for those who bring words of their own.
        let inflections = LazyCell::new(Inflections::of_all_packs);
        match self.allow.iter().find(|term| is_never_found(term, &inflections)) {
            Some(term) => Err(format!("terms.allow: {term:?} is never found: it does not begin with a word")),
            None => Ok(()),
        }
    }
}

/// Further lists of calques, in the form of mtlint's own: form, kind (`literal` or `sense`), probable source,
/// suggestion, severity, between tabs. `mtlint lexicon check` reviews them.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LexiconConfig {
    /// Files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend: Vec<String>,
}

impl LexiconConfig {
    fn is_empty(&self) -> bool {
        self.extend.is_empty()
    }
}

/// A finding that was looked at and is right to stand: for plain text, where no comment can say so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SilencedFinding {
    /// The rule.
    pub rule: String,
    /// The words of the finding; spellings that count as the same are the same. Without them every finding of
    /// the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Glob of the files; without it every file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why.
    pub reason: String,
}

/// A rule of the house.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleConfig {
    /// Kebab-case name.
    pub name: String,
    /// What to tell the editor: one sentence.
    pub message: String,
    /// Phrases to find, whatever spelling of letters, joiners and digits: `|` separates alternatives, `/`
    /// alternatives of one word, `_` is any one word, `…` one to three, `~` lets a word take affixes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
    /// Regular expression to find in each paragraph, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex: Option<String>,
    /// Language of the texts that it reads; without it every text.
    #[schemars(extend("enum" = ["ar", "fa"]))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whose defect it is.
    #[serde(default)]
    pub axis: AxisName,
    /// What it does to the reader.
    #[serde(default)]
    pub severity: SeverityName,
    /// How sure it is.
    #[serde(default)]
    pub confidence: ConfidenceName,
    /// What should stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Examples that it must flag, the words between ⟦ and ⟧ where they are marked; `mtlint check-config`
    /// tries them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<String>,
    /// Examples that it must let pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passes: Vec<String>,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident for $of:ident { $($(#[$about:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$about])* $variant),*
        }

        impl From<$name> for $of {
            fn from(name: $name) -> Self {
                match name {
                    $($name::$variant => Self::$variant),*
                }
            }
        }
    };
}

names! {
    /// What a finding does to the reader.
    SeverityName for Severity {
        /// Noticed, meaning intact.
        #[default]
        Minor,
        /// Hinders understanding or misleads in part.
        Major,
        /// The passage is unusable or says something false.
        Critical,
    }
}
names! {
    /// How sure a rule is.
    ConfidenceName for Confidence {
        /// A hint.
        Low,
        /// More likely than not.
        #[default]
        Medium,
        /// A gate may rely on it.
        High,
    }
}
names! {
    /// Whose defect it is.
    AxisName for Axis {
        /// Made by a machine translator.
        Translation,
        /// Spacing, marks, digits, spelling habits.
        #[default]
        Typography,
        /// Made by scraping.
        Extraction,
    }
}

/// The JSON Schema of the file.
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ConfigFile).to_value()
}

impl ConfigFile {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// When it is no TOML, has an unknown key or a value that cannot be.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let file: Self = toml::from_str(text).map_err(|error| {
            let place = error.span().map(|span| {
                let place = LineIndex::new(text).position(span.start.min(text.len()) as u32);
                (place.line, place.column)
            });
            ConfigError { path: path.to_owned(), place, message: explained(error.message()) }
        })?;
        file.review().map_err(|message| ConfigError { path: path.to_owned(), place: None, message })?;
        Ok(file)
    }

    /// What one file alone can get wrong.
    fn review(&self) -> Result<(), String> {
        language(self.lang.as_deref(), true)?;
        for rule in &self.rule {
            language(rule.lang.as_deref(), false).map_err(|error| format!("rule {:?}: {error}", rule.name))?;
            rule.compile().map_err(|error| format!("rule {:?}: {error}", rule.name))?;
        }
        self.gate.review()?;
        for per_file in self.per_file.values() {
            language(per_file.lang.as_deref(), true)?;
            per_file.gate.review()?;
        }
        self.terms.review()?;
        self.score.compile().map(drop)
    }

    /// Checks the names of rules, when every rule of the house is known.
    pub(super) fn review_names(&self) -> Result<(), String> {
        let own: BTreeSet<&str> = self.rule.iter().map(|rule| rule.name.as_str()).collect();
        if own.len() < self.rule.len() {
            let twice = self
                .rule
                .iter()
                .enumerate()
                .find(|(at, rule)| self.rule[..*at].iter().any(|before| before.name == rule.name));
            return Err(format!("two rules are named {:?}", twice.map_or("", |(_, rule)| &rule.name)));
        }
        let per_file = self.per_file.values().flat_map(|file| {
            let lists = file.select.iter().chain(&file.ignore).flatten();
            lists.chain(file.severity.keys())
        });
        let lists = self.select.iter().chain(&self.ignore).flatten();
        let silenced = self.silence.iter().map(|silenced| &silenced.rule);
        for name in lists.chain(self.severity.keys()).chain(per_file).chain(silenced) {
            if rules::by_name(name).is_none() && !own.contains(name.as_str()) {
                let known = rules::metas().map(|meta| meta.name).chain(own.iter().copied());
                return Err(unknown("rule", name, known));
            }
        }
        Ok(())
    }

    /// The settings that the checker uses; `base` is the folder of relative paths.
    pub(super) fn settings(&self, base: &Path) -> Result<Settings, ConfigError> {
        let default = Settings::default();
        let read = |path: &String| {
            let path = base.join(path);
            super::read_file(&path).map(|text| (path.clone(), text)).map_err(|error| ConfigError {
                path,
                place: None,
                message: format!("cannot be read: {error}"),
            })
        };
        // Packs are read only for those who bring words of their own.
        let inflections = LazyCell::new(Inflections::of_all_packs);
        let mut terms = self.terms.allow.join("\n");
        for file in &self.terms.extend {
            terms.push('\n');
            terms.push_str(&read(file)?.1);
        }
        let lexicons = self.lexicon.extend.iter().map(|file| {
            let (path, text) = read(file)?;
            match review_calques(&text).into_iter().next() {
                None => Ok(Arc::new(PhraseList::parse(interned(&text), &inflections))),
                Some(ListFlaw { line, flaw }) => {
                    Err(ConfigError { path, place: Some((line as u32, 1)), message: flaw.to_string() })
                }
            }
        });
        let own_rules = self.rule.iter().map(|rule| Arc::new(rule.compile().expect("rules were reviewed")));
        Ok(Settings {
            lang: self.lang.as_deref().and_then(Lang::supported_by_code),
            select: self.select.clone().unwrap_or_default(),
            ignore: self.ignore.clone().unwrap_or_default(),
            severities: self.severity.iter().map(|(rule, &severity)| (rule.clone(), severity.into())).collect(),
            min_severity: self.min_severity.map_or(default.min_severity, Into::into),
            min_confidence: self.min_confidence.map_or(default.min_confidence, Into::into),
            terms: if terms.is_empty() { Terms::default() } else { Terms::parse(&terms, &inflections) },
            lexicons: lexicons.collect::<Result<_, _>>()?,
            own_rules: own_rules.collect(),
            scoring: self.score.compile().expect("the scoring was reviewed"),
        })
    }
}

impl GateConfig {
    fn review(&self) -> Result<(), String> {
        for (name, least) in [
            ("min-score", self.min_score),
            ("min-typography", self.min_typography),
            ("min-extraction", self.min_extraction),
        ] {
            if least.is_some_and(|least| !(0.0..=100.0).contains(&least)) {
                return Err(format!("gate.{name}: a score is a number from 0 to 100"));
            }
        }
        Ok(())
    }
}

impl ScoreConfig {
    fn compile(&self) -> Result<Scoring, String> {
        let default = Scoring::default();
        let [minor, major, critical] = default.points;
        let points = [self.minor.unwrap_or(minor), self.major.unwrap_or(major), self.critical.unwrap_or(critical)];
        if points.iter().any(|&points| points > MOST_POINTS) {
            return Err(format!("score: a finding costs at most {MOST_POINTS} points"));
        }
        Scoring::new(self.tolerance.unwrap_or(default.tolerances()), points).ok_or_else(|| {
            "score.tolerance: the points at 1,000 words must be more than those at 150, and less than 6.6 times them"
                .to_owned()
        })
    }
}

impl RuleConfig {
    /// The rule, ready to run.
    pub(super) fn compile(&self) -> Result<OwnRule, super::OwnRuleError> {
        OwnRule::new(&OwnRuleSource {
            name: &self.name,
            lang: self.lang.as_deref().and_then(Lang::supported_by_code),
            phrases: &self.phrases,
            regex: self.regex.as_deref(),
            axis: self.axis.into(),
            severity: self.severity.into(),
            confidence: self.confidence.into(),
            message: &self.message,
            suggestion: self.suggestion.as_deref(),
        })
    }
}

fn language(code: Option<&str>, auto: bool) -> Result<(), String> {
    let Some(code) = code.filter(|&code| !(auto && code == "auto")) else { return Ok(()) };
    if Lang::supported_by_code(code).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = Lang::supported().iter().map(|lang| lang.code()).chain(auto.then_some("auto")).collect();
    Err(listed("language", code, &known))
}

/// "There is no rule …", with the nearest one that there is.
fn unknown<'c>(what: &str, name: &str, known: impl Iterator<Item = &'c str>) -> String {
    match rules::nearest(name, known) {
        Some(near) => format!("there is no {what} {name:?}; did you mean {near}?"),
        None => format!("there is no {what} {name:?}"),
    }
}

/// [`unknown`] with all that there are, where none is near.
fn listed(what: &str, name: &str, known: &[&str]) -> String {
    let message = unknown(what, name, known.iter().copied());
    if message.ends_with('?') { message } else { format!("{message}; there are {}", known.join(", ")) }
}

/// An error of serde in our words: "unknown field `selct`, expected one of `select`, …" names the nearest key.
fn explained(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let what = match message {
        _ if message.starts_with("unknown field") => "key",
        _ if message.starts_with("unknown variant") => "value",
        _ => return in_plain_words(message),
    };
    let name = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.collect();
    listed(what, name, &known)
}

/// "invalid type: string \"x\", expected f64" says what to write and not how the program keeps it.
fn in_plain_words(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join(" ");
    let Some((found, expected)) = message.rsplit_once(", expected ") else { return message };
    let expected = match expected {
        "f64" => "a number",
        "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "a sequence" => "a list in brackets",
        "a map" => "a table",
        "a boolean" => "true or false",
        other => other,
    };
    format!("{found}, expected {expected}")
}
