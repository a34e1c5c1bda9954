//! What comes out of a check, with the names of the JSON contract.

use crate::wrong;
use mtlint::batch::{DocumentScore, Labels, ScoreRow, Stamp, parse_line, write_line};
use mtlint::report::{Defect, Related};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use std::sync::Arc;

/// What mtlint says of a text. The names are those of the JSON contract (`docs/formats.md`). Can be pickled.
#[pyclass(frozen, eq, module = "mtlint")]
pub struct Document {
    labels: Labels,
    score: DocumentScore,
    stamp: Arc<Stamp>,
    /// Made when somebody asks.
    findings: PyOnceLock<Py<PyTuple>>,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        (&self.labels, &self.score, &self.stamp) == (&other.labels, &other.score, &other.stamp)
    }
}

impl Document {
    pub fn new(labels: Labels, score: DocumentScore, stamp: Arc<Stamp>) -> Self {
        Self { labels, score, stamp, findings: PyOnceLock::new() }
    }
}

#[pymethods]
impl Document {
    /// The name that the text was checked under.
    #[getter]
    fn path(&self) -> &str {
        &self.labels.path
    }

    /// ISO 639 code of the language.
    #[getter]
    fn lang(&self) -> &str {
        &self.score.lang
    }

    /// Words of the article, without what a page puts around it.
    #[getter]
    fn words(&self) -> u32 {
        self.score.score.words
    }

    /// `pass`: machine translation does not show; `review`: too short or too close to tell; `fail`: it shows, unedited.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.score.score.verdict.name()
    }

    /// Score of each axis.
    #[getter]
    fn scores(&self) -> Scores {
        let score = &self.score.score;
        let axes = score.axes;
        Scores {
            translation: axes.translation,
            typography: axes.typography,
            extraction: axes.extraction,
            mqm_raw: score.mqm_raw,
        }
    }

    /// Penalty points of each axis.
    #[getter]
    fn penalty(&self) -> Penalty {
        let penalty = self.score.score.penalty;
        Penalty { translation: penalty.translation, typography: penalty.typography, extraction: penalty.extraction }
    }

    /// Penalty points that a text of this length may have at the pass line.
    #[getter]
    fn tolerance(&self) -> f64 {
        self.score.score.tolerance
    }

    /// 90 % interval of defects of translation per 1,000 words.
    #[getter]
    fn rate_interval(&self) -> (f64, f64) {
        let [low, high] = self.score.score.rate_interval;
        (low, high)
    }

    /// Findings of translation by severity.
    #[getter]
    fn severities(&self) -> Severities {
        let [critical, major, minor] = self.score.severities;
        Severities { critical, major, minor }
    }

    /// Findings of each rule that has some.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        self.score.counts.iter().try_for_each(|(rule, count)| counts.set_item(&**rule, count))?;
        Ok(counts)
    }

    /// The findings in order of place; none where `from_json` read a line without them.
    #[getter]
    fn findings<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyTuple>> {
        let make = || -> PyResult<Py<PyTuple>> {
            let findings = self.score.findings.iter().flatten().map(|defect| Finding { defect: defect.clone() });
            let findings = findings.map(|finding| Py::new(py, finding)).collect::<PyResult<Vec<_>>>()?;
            Ok(PyTuple::new(py, findings)?.unbind())
        };
        Ok(self.findings.get_or_try_init(py, make)?.bind(py))
    }

    /// Version of mtlint. Scores are comparable where `mtlint`, `rules` and `config` are equal.
    #[getter]
    fn mtlint(&self) -> &str {
        &self.stamp.mtlint
    }

    /// Version of the set of rules.
    #[getter]
    fn rules(&self) -> &str {
        &self.stamp.rules
    }

    /// Digest of what the configuration says about findings and scores.
    #[getter]
    fn config(&self) -> &str {
        &self.stamp.config
    }

    /// The document as the line that `mtlint score --findings --format jsonl` writes.
    fn to_json(&self) -> PyResult<String> {
        let row = ScoreRow { labels: self.labels.clone(), outcome: Ok(self.score.clone()) };
        let mut line = Vec::new();
        write_line(&row, &self.stamp, &mut line);
        // The line break is not the document's.
        line.pop();
        String::from_utf8(line).map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// Reads a line of `to_json` or `mtlint score` back.
    ///
    /// Raises ValueError when it is none.
    #[staticmethod]
    fn from_json(line: &str) -> PyResult<Self> {
        let (row, stamp) = parse_line(line).map_err(wrong)?;
        let score = row.outcome.map_err(wrong)?;
        let stamp = stamp.ok_or_else(|| wrong("no row of scores: it does not say what made it"))?;
        Ok(Self::new(row.labels, score, Arc::new(stamp)))
    }

    /// What `to_json` says, as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json()?,))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json()?,)))
    }

    fn __repr__(&self) -> String {
        let findings: u32 = self.score.counts.iter().map(|(_, count)| count).sum();
        format!("<mtlint.Document {}: {findings} findings in {} words>", self.verdict(), self.words())
    }
}

/// One defect in one place.
#[pyclass(frozen, eq, module = "mtlint")]
#[derive(PartialEq)]
pub struct Finding {
    defect: Defect,
}

#[pymethods]
impl Finding {
    /// Name of the rule, for `mtlint explain`.
    #[getter]
    fn rule(&self) -> &str {
        &self.defect.rule
    }

    /// Whose defect it is: `translation`, `typography` or `extraction`.
    #[getter]
    fn axis(&self) -> &str {
        &self.defect.axis
    }

    /// What it does to the reader: `critical`, `major` or `minor`.
    #[getter]
    fn severity(&self) -> &str {
        &self.defect.severity
    }

    /// How sure the rule is: `high`, `medium` or `low`.
    #[getter]
    fn confidence(&self) -> &str {
        &self.defect.confidence
    }

    /// Type of the error in MQM.
    #[getter]
    fn mqm(&self) -> &str {
        &self.defect.mqm
    }

    /// Type of the issue in ITS 2.0.
    #[getter]
    fn its(&self) -> &str {
        &self.defect.its
    }

    /// First code point, from 0: `text[finding.start:finding.end] == finding.text`.
    #[getter]
    fn start(&self) -> u32 {
        self.defect.start
    }

    /// Code point behind the last.
    #[getter]
    fn end(&self) -> u32 {
        self.defect.end
    }

    /// First byte of the text in UTF-8, from 0.
    #[getter]
    fn byte_start(&self) -> u32 {
        self.defect.byte_start
    }

    /// Byte behind the last.
    #[getter]
    fn byte_end(&self) -> u32 {
        self.defect.byte_end
    }

    /// Line, from 1.
    #[getter]
    fn line(&self) -> u32 {
        self.defect.line
    }

    /// Column in code points, from 1.
    #[getter]
    fn column(&self) -> u32 {
        self.defect.column
    }

    /// The words in question.
    #[getter]
    fn text(&self) -> &str {
        &self.defect.text
    }

    /// What is wrong, in a sentence.
    #[getter]
    fn message(&self) -> &str {
        &self.defect.message
    }

    /// Which of the rule's messages it is, whatever its language; None for a rule of the house.
    #[getter]
    fn message_id(&self) -> Option<&str> {
        self.defect.message_id.as_deref()
    }

    /// What should stand there, where that is known.
    #[getter]
    fn suggestion(&self) -> Option<&str> {
        self.defect.suggestion.as_deref()
    }

    /// How often a habit occurs; 1 for a single defect.
    #[getter]
    fn count(&self) -> u32 {
        self.defect.count
    }

    /// What it costs its axis, in penalty points; None in a table of an earlier version.
    #[getter]
    fn points(&self) -> Option<f64> {
        self.defect.points
    }

    /// Places that belong to it.
    #[getter]
    fn related(&self) -> Vec<Place> {
        self.defect.related.iter().map(|&Related { start, end }| Place { start, end }).collect()
    }

    /// What mends it for certain; empty where nothing is certain.
    #[getter]
    fn fix(&self) -> Vec<Replacement> {
        let fix = self.defect.fix.iter();
        fix.map(|fix| Replacement { start: fix.start, end: fix.end, text: fix.text.clone() }).collect()
    }

    fn __repr__(&self) -> String {
        let Defect { severity, rule, start, end, .. } = &self.defect;
        format!("<mtlint.Finding {severity} {rule} at {start}:{end}>")
    }
}

/// Scores of a document: 100 without a finding, 80 at the pass line, towards 0.
///
/// `translation`, `typography` and `extraction` are independent axes; only the first says "this is machine translation".
/// `mqm_raw` is the plain score of MQM, 100 minus penalty points per 100 words, of translation.
#[pyclass(frozen, eq, get_all, module = "mtlint")]
#[derive(PartialEq)]
pub struct Scores {
    translation: f64,
    typography: f64,
    extraction: f64,
    mqm_raw: f64,
}

/// Penalty points of a document on each axis.
#[pyclass(frozen, eq, get_all, module = "mtlint")]
#[derive(PartialEq)]
pub struct Penalty {
    translation: f64,
    typography: f64,
    extraction: f64,
}

/// How many findings of translation a document has, by severity.
#[pyclass(frozen, eq, get_all, module = "mtlint")]
#[derive(PartialEq)]
pub struct Severities {
    critical: u32,
    major: u32,
    minor: u32,
}

/// A place of the text: code points from 0, so that `text[place.start:place.end]` is what stands there.
#[pyclass(frozen, eq, get_all, module = "mtlint")]
#[derive(PartialEq)]
pub struct Place {
    start: u32,
    end: u32,
}

/// What `mtlint check --fix` puts in the place of the code points from `start` to `end`.
#[pyclass(frozen, eq, get_all, module = "mtlint")]
#[derive(PartialEq)]
pub struct Replacement {
    start: u32,
    end: u32,
    text: String,
}

/// Shown with its values, as a person would write it.
macro_rules! shown {
    ($($class:ident($($field:ident),*);)*) => {
        $(
            #[pymethods]
            impl $class {
                fn __repr__(&self) -> String {
                    let fields: [String; _] = [$(format!(concat!(stringify!($field), "={:?}"), self.$field)),*];
                    format!("<mtlint.{} {}>", stringify!($class), fields.join(", "))
                }
            }
        )*
    };
}

shown! {
    Scores(translation, typography, extraction, mqm_raw);
    Penalty(translation, typography, extraction);
    Severities(critical, major, minor);
    Place(start, end);
    Replacement(start, end, text);
}
