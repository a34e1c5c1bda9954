//! A configuration that is read once, for many texts.

use crate::document::Document;
use crate::scores::{Columns, ScoreReader, Scoring};
use crate::{here, wrong};
use mtlint::batch::{DocumentScore, Labels, MOST_THREADS, Stamp};
use mtlint::config::{ConfigError, Layer, Profile, Project};
use mtlint::input::MAX_BYTES;
use mtlint::lang::Lang;
use mtlint::source_map::SourceMap;
use mtlint::{UiLang, batch};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyMapping, PyTuple, PyType};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Name of a text that has none, as in the service.
pub const NAMELESS: &str = "article";
/// Texts of a batch between two looks at whether somebody pressed Ctrl-C.
const STEP: usize = 256;

/// A configuration that is read once, for many texts. Any number of threads may use it; it can be pickled.
///
/// `config` is the path of an mtlint.toml or what would stand in one as a dictionary (paths and globs in it are relative to
/// the current folder); None: the defaults. An mtlint.toml that nobody names is not read. `ui_lang` is the language of
/// messages: `en`, `fa` or `ar`.
///
/// Raises ValueError when the configuration cannot be used, in the words of the command line.
#[pyclass(frozen, module = "mtlint")]
pub struct Checker {
    project: Project,
    ui: UiLang,
    /// What the texts of the configuration's own tables are checked with.
    known: Mutex<Vec<Arc<Known>>>,
    /// What it was made of, for another process.
    config: Option<Py<PyAny>>,
}

/// A profile that is ready.
pub struct Known {
    pub profile: Arc<Profile>,
    pub checker: batch::Checker,
    pub stamp: Arc<Stamp>,
}

#[pymethods]
impl Checker {
    #[new]
    #[pyo3(signature = (config = None, ui_lang = "en"))]
    fn new(config: Option<&Bound<'_, PyAny>>, ui_lang: &str) -> PyResult<Self> {
        let ui = UiLang::of_tag(ui_lang).ok_or_else(|| wrong(format!("there are no messages in {ui_lang:?}")))?;
        let config = config.filter(|config| !config.is_none());
        let project = project(config)?;
        Ok(Self { project, ui, known: Mutex::default(), config: config.map(|config| config.clone().unbind()) })
    }

    /// Checks a text; see `mtlint.check`.
    #[pyo3(signature = (text, lang = None, *, path = "article"))]
    pub fn check(&self, py: Python<'_>, text: PyBackedStr, lang: Option<&str>, path: &str) -> PyResult<Document> {
        let (known, lang) = (self.known(path)?, language(lang)?);
        py.detach(|| self.document(&known, path.into(), &text, lang)).map_err(|failure| failure.into_error(""))
    }

    /// Checks texts; see `mtlint.check_batch`.
    #[pyo3(signature = (texts, lang = None, *, threads = 0))]
    pub fn check_batch(
        &self,
        py: Python<'_>,
        texts: Vec<PyBackedStr>,
        lang: Option<&str>,
        threads: usize,
    ) -> PyResult<Vec<Document>> {
        let (known, lang) = (self.known(NAMELESS)?, language(lang)?);
        let path: Arc<str> = NAMELESS.into();
        let pool = Threads::new(threads)?;
        let mut documents = Vec::with_capacity(texts.len());
        for step in texts.chunks(STEP) {
            let check = |text: &PyBackedStr| self.document(&known, Arc::clone(&path), text, lang);
            let done = py.detach(|| pool.map(step, check));
            for document in done {
                let at = documents.len();
                documents.push(document.map_err(|failure| failure.into_error(&format!("text {at}: ")))?);
            }
            py.check_signals()?;
        }
        Ok(documents)
    }

    /// Scores the texts of a table; see `mtlint.score_arrow`.
    #[pyo3(signature = (data, text_col = "text", *, id_col = None, lang_col = None, url_col = None, source_col = None,
                        group_col = None, keep = None, findings = false, threads = 0))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn score_arrow(
        &self,
        data: &Bound<'_, PyAny>,
        text_col: &str,
        id_col: Option<&str>,
        lang_col: Option<&str>,
        url_col: Option<&str>,
        source_col: Option<&str>,
        group_col: Option<&str>,
        keep: Option<Vec<String>>,
        findings: bool,
        threads: usize,
    ) -> PyResult<ScoreReader> {
        let names = [Some(text_col), id_col, lang_col, url_col, source_col, group_col];
        self.score(data, Columns { names, keep: keep.unwrap_or_default(), findings }, threads)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        let config = self.config.as_ref().map_or_else(|| py.None(), |config| config.clone_ref(py));
        Ok((py.get_type::<Self>(), (config, self.ui.code()).into_pyobject(py)?))
    }
}

impl Checker {
    /// Does something with the checker of a configuration; the one of no configuration is kept.
    pub fn with<T>(
        py: Python<'_>,
        config: Option<&Bound<'_, PyAny>>,
        ui_lang: &str,
        work: impl FnOnce(&Self) -> PyResult<T>,
    ) -> PyResult<T> {
        static USUAL: OnceLock<Checker> = OnceLock::new();
        if config.is_some_and(|config| !config.is_none()) || ui_lang != UiLang::En.code() {
            return work(&Self::new(config, ui_lang)?);
        }
        if USUAL.get().is_none() {
            let usual = Self::new(None, ui_lang)?;
            py.detach(|| drop(USUAL.set(usual)));
        }
        work(USUAL.get().ok_or_else(|| PyRuntimeError::new_err("no checker"))?)
    }

    /// What a text of this name is checked with.
    fn known(&self, path: &str) -> PyResult<Arc<Known>> {
        let profile = self.project.profile(Path::new(path)).map_err(wrong)?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.iter().find(|known| Arc::ptr_eq(&known.profile, &profile)) {
            return Ok(Arc::clone(known));
        }
        let stamp = Arc::new(Stamp::of_profiles([&*profile]));
        let new = Arc::new(Known { checker: batch::Checker::new(Arc::clone(&profile)), profile, stamp });
        known.push(Arc::clone(&new));
        Ok(new)
    }

    fn document(&self, known: &Known, path: Arc<str>, text: &str, lang: Option<Lang>) -> Result<Document, Failure> {
        let limit = known.profile.max_bytes.unwrap_or(MAX_BYTES);
        if text.len() > limit as usize {
            return Err(Failure::Argument(format!("longer than {limit} bytes (max-bytes raises the limit)")));
        }
        let checked = known.checker.check(&path, text, lang).map_err(Failure::Checker)?;
        let score = DocumentScore::of(&checked, text, &SourceMap::default(), Some(self.ui));
        Ok(Document::new(Labels::of(path), score, Arc::clone(&known.stamp)))
    }

    /// The scores of what another program has in memory.
    pub fn score(&self, data: &Bound<'_, PyAny>, columns: Columns<'_>, threads: usize) -> PyResult<ScoreReader> {
        Ok(ScoreReader::new(Scoring::new(data, columns, self.known(NAMELESS)?, self.ui, Threads::new(threads)?)?))
    }
}

/// Why there is no document.
enum Failure {
    Argument(String),
    Checker(String),
}

impl Failure {
    fn into_error(self, place: &str) -> PyErr {
        match self {
            Self::Argument(error) => wrong(format!("{place}{error}")),
            Self::Checker(error) => PyRuntimeError::new_err(format!("{place}{error}")),
        }
    }
}

/// The language that somebody says a text has.
fn language(code: Option<&str>) -> PyResult<Option<Lang>> {
    match code {
        None => Ok(None),
        Some(code) => {
            Lang::supported_by_code(code).map(Some).ok_or_else(|| wrong(format!("there is no language pack {code:?}")))
        }
    }
}

/// A configuration: a path of a file, or what stands in one as a dictionary.
fn project(config: Option<&Bound<'_, PyAny>>) -> PyResult<Project> {
    let nothing = Layer::empty("arguments");
    let Some(config) = config else { return Project::load(None, &here(), nothing).map_err(wrong) };
    if let Ok(said) = config.cast::<PyMapping>() {
        let said: toml::Table = pythonize::depythonize(said).map_err(|error| wrong(format!("config: {error}")))?;
        let text = toml::to_string(&said).map_err(|error| wrong(format!("config: {error}")))?;
        // Lines of a text that nobody wrote help nobody.
        let placeless = |error| wrong(ConfigError { place: None, ..error });
        return Project::of_text(&text, Path::new("config"), &here(), nothing).map_err(placeless);
    }
    let path: PathBuf = config.extract().map_err(|_| PyTypeError::new_err("config is a path or a dict"))?;
    Project::load(Some(&path), &here(), nothing).map_err(wrong)
}

/// On what threads texts are checked.
pub enum Threads {
    /// The one that asks.
    Own,
    Pool(Arc<rayon::ThreadPool>),
}

impl Threads {
    /// So many threads; 0: one for each core.
    pub fn new(threads: usize) -> PyResult<Self> {
        if threads > usize::from(MOST_THREADS) {
            return Err(wrong(format!("{threads} threads: {MOST_THREADS} at most")));
        }
        /// The threads of all calls that want all cores, and the process that they are in: a child of a fork has none of them.
        static ALL: Mutex<Option<(u32, Arc<rayon::ThreadPool>)>> = Mutex::new(None);
        let start = |threads: usize| {
            let name = |at| format!("mtlint-{at}");
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(name).build();
            pool.map(Arc::new).map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))
        };
        match threads {
            1 => Ok(Self::Own),
            0 => {
                let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
                let process = std::process::id();
                if let Some((home, pool)) = &*all
                    && *home == process
                {
                    return Ok(Self::Pool(Arc::clone(pool)));
                }
                let pool = start(0)?;
                // Threads that are not there cannot be told to end.
                std::mem::forget(all.replace((process, Arc::clone(&pool))));
                Ok(Self::Pool(pool))
            }
            threads => Ok(Self::Pool(start(threads)?)),
        }
    }

    /// What comes out of each piece, in order.
    pub fn map<P: Sync, D: Send>(&self, pieces: &[P], work: impl Fn(&P) -> D + Sync + Send) -> Vec<D> {
        match self {
            Self::Own => pieces.iter().map(work).collect(),
            Self::Pool(pool) => pool.install(|| pieces.par_iter().map(work).collect()),
        }
    }
}
