//! Where settings come from: the defaults, files that extend each other, tables of some files, the command line.

use super::Settings;
use super::file::{ConfigError, ConfigFile, GateConfig, PerFileConfig, SilencedFinding};
use globset::{Glob, GlobMatcher};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use toml::{Table, Value};

/// Names of the file, the first one first.
pub const CONFIG_NAMES: [&str; 2] = ["mtlint.toml", ".mtlint.toml"];

/// Keys whose values are added to those of the layer below.
const ADDED: [&str; 6] = ["exclude", "lexicon.extend", "rule", "silence", "terms.allow", "terms.extend"];
/// Keys that hold further keys.
const TABLES: [&str; 5] = ["gate", "lexicon", "score", "severity", "terms"];
/// Longest chain of files that extend each other.
const CHAIN: usize = 16;

/// Settings that come from one place.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The place, for people: a file, "command line".
    pub origin: String,
    /// What is said there.
    pub table: Table,
}

impl Layer {
    /// A layer that says nothing, of a place.
    #[must_use]
    pub fn empty(origin: &str) -> Self {
        Self { origin: origin.to_owned(), table: Table::new() }
    }
}

/// A setting and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The key, with dots.
    pub key: String,
    /// The value.
    pub value: Value,
    /// The places that said it, the last one last.
    pub origins: Vec<String>,
}

/// The configuration of the files under a folder.
#[derive(Debug)]
pub struct Project {
    /// The folder: globs are relative to it.
    pub root: PathBuf,
    layers: Vec<Layer>,
    per_file: Vec<(String, GlobMatcher, Layer)>,
    exclude: Vec<GlobMatcher>,
    profiles: Mutex<HashMap<Vec<usize>, Arc<Profile>>>,
    overrides: Layer,
}

/// What a file is checked with.
#[derive(Debug)]
pub struct Profile {
    /// The folder of the project: globs are relative to it.
    pub root: PathBuf,
    /// What the checker gets.
    pub settings: Settings,
    /// What fails a document beside its verdict.
    pub gate: GateConfig,
    /// Largest file that is read, in bytes; `None`: nothing was said.
    pub max_bytes: Option<u32>,
    /// File of known findings.
    pub baseline: Option<PathBuf>,
    /// Findings that are right to stand.
    pub silence: Vec<(SilencedFinding, Option<GlobMatcher>)>,
    /// The file in full.
    pub file: ConfigFile,
}

impl Project {
    /// The nearest configuration file, from a folder upward.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        // «desk-a/../desk-b»: desk-a is no folder above it.
        let folder: PathBuf = resolved(folder).iter().collect();
        folder.ancestors().flat_map(|folder| CONFIG_NAMES.map(|name| folder.join(name))).find(|path| path.is_file())
    }

    /// Reads a configuration file and what it extends. Without a file, the defaults hold, and `root` is the
    /// folder of relative paths. `overrides` is what stands above every file.
    ///
    /// # Errors
    /// When a file cannot be used.
    pub fn load(file: Option<&Path>, root: &Path, overrides: Layer) -> Result<Self, ConfigError> {
        let root = file.and_then(Path::parent).unwrap_or(root);
        let mut layers = Vec::new();
        if let Some(file) = file {
            read_chain(file, &mut Vec::new(), &mut layers)?;
        }
        Self::of_layers(layers, file.unwrap_or(root), root, overrides)
    }

    /// Reads a configuration that stands in no file, and what it extends. `name` is what it is called where something is
    /// wrong with it; paths and globs in it are relative to `root`.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn of_text(text: &str, name: &Path, root: &Path, overrides: Layer) -> Result<Self, ConfigError> {
        let mut layers = Vec::new();
        add_chain(text, name, root, &mut Vec::new(), &mut layers)?;
        Self::of_layers(layers, name, root, overrides)
    }

    fn of_layers(mut layers: Vec<Layer>, path: &Path, root: &Path, overrides: Layer) -> Result<Self, ConfigError> {
        let wrong = |message| ConfigError { path: path.to_owned(), place: None, message };
        let mut per_file: Vec<(String, GlobMatcher, Layer)> = Vec::new();
        for layer in &mut layers {
            let Some(Value::Table(tables)) = layer.table.remove("per-file") else { continue };
            for (glob, table) in tables {
                let Value::Table(table) = table else { continue };
                let origin = format!("{}, [per-file.{glob:?}]", layer.origin);
                per_file.push((glob.clone(), matcher(&glob).map_err(wrong)?, Layer { origin, table }));
            }
        }
        let project = Self {
            root: root.to_owned(),
            layers,
            per_file,
            exclude: Vec::new(),
            profiles: Mutex::default(),
            overrides,
        };
        let mut whole = project.merged(&[]).map_err(wrong)?;
        for (glob, _, layer) in &project.per_file {
            let own = layer.table.clone().try_into::<PerFileConfig>();
            whole.per_file.insert(glob.clone(), own.map_err(|error| wrong(error.message().to_owned()))?);
        }
        // What the command line says is not the fault of a file.
        let said: Result<ConfigFile, _> = project.overrides.table.clone().try_into();
        let said = ConfigFile { rule: whole.rule.clone(), ..said.unwrap_or_default() };
        let origin = PathBuf::from(&project.overrides.origin);
        said.review_names().map_err(|message| ConfigError { path: origin, place: None, message })?;
        whole.review_names().map_err(wrong)?;
        let exclude = whole.exclude.iter().map(|glob| matcher(glob)).collect::<Result<_, _>>().map_err(wrong)?;
        let project = Self { exclude, ..project };
        // Whatever is wrong is said before the work begins.
        project.profile_of(Vec::new())?;
        for at in 0..project.per_file.len() {
            project.profile_of(vec![at])?;
        }
        Ok(project)
    }

    /// The files that it was read from: configurations, lists and baselines. When one changes, it is no longer true.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = self.layers.iter().map(|layer| PathBuf::from(&layer.origin)).collect();
        let layers = self.layers.iter().chain(self.per_file.iter().map(|(_, _, layer)| layer)).chain([&self.overrides]);
        for layer in layers {
            let lists =
                ["lexicon", "terms"].into_iter().filter_map(|key| layer.table.get(key)?.get("extend")?.as_array());
            let named = lists.flatten().chain(layer.table.get("baseline"));
            files.extend(named.filter_map(Value::as_str).map(|path| self.root.join(path)));
        }
        files
    }

    /// Whether a file that was found in a folder is to be left out.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty() && {
            let path = relative_to(&self.root, path);
            self.exclude.iter().any(|glob| glob.is_match(&path))
        }
    }

    /// What a file is checked with.
    ///
    /// # Errors
    /// When a list that the configuration names cannot be read.
    pub fn profile(&self, path: &Path) -> Result<Arc<Profile>, ConfigError> {
        self.profile_of(self.matching(path))
    }

    /// Every setting of a file, and where it comes from.
    #[must_use]
    pub fn explain(&self, path: &Path) -> Vec<Setting> {
        merge(&self.stack(&self.matching(path)))
    }

    fn matching(&self, path: &Path) -> Vec<usize> {
        if self.per_file.is_empty() {
            return Vec::new();
        }
        let path = relative_to(&self.root, path);
        (0..self.per_file.len()).filter(|&at| self.per_file[at].1.is_match(&path)).collect()
    }

    /// The layers that hold for a file, the strongest last.
    fn stack(&self, matching: &[usize]) -> Vec<Layer> {
        let defaults = Layer { origin: "default".to_owned(), table: defaults() };
        let per_file = matching.iter().map(|&at| self.per_file[at].2.clone());
        let below = std::iter::once(defaults).chain(self.layers.iter().cloned());
        below.chain(per_file).chain([self.overrides.clone()]).collect()
    }

    fn merged(&self, matching: &[usize]) -> Result<ConfigFile, String> {
        let mut table = Table::new();
        for setting in merge(&self.stack(matching)) {
            match setting.key.split_once('.').filter(|(key, _)| TABLES.contains(key)) {
                Some((key, inner)) => {
                    let within = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
                    if let Value::Table(within) = within {
                        within.insert(inner.to_owned(), setting.value);
                    }
                }
                None => drop(table.insert(setting.key, setting.value)),
            }
        }
        table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())
    }

    fn profile_of(&self, matching: Vec<usize>) -> Result<Arc<Profile>, ConfigError> {
        let mut profiles = self.profiles.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = profiles.get(&matching) {
            return Ok(Arc::clone(profile));
        }
        let wrong = |message| ConfigError { path: self.root.clone(), place: None, message };
        let file = self.merged(&matching).map_err(wrong)?;
        let silence = file.silence.iter().map(|silenced| {
            let glob = silenced.path.as_deref().map(matcher).transpose()?;
            Ok((silenced.clone(), glob))
        });
        let profile = Arc::new(Profile {
            root: self.root.clone(),
            settings: file.settings(&self.root)?,
            gate: file.gate,
            max_bytes: file.max_bytes,
            baseline: file.baseline.as_ref().map(|path| self.root.join(path)),
            silence: silence.collect::<Result<_, String>>().map_err(wrong)?,
            file,
        });
        profiles.insert(matching, Arc::clone(&profile));
        Ok(profile)
    }
}

impl Profile {
    /// The findings that are right to stand in a file.
    pub fn silenced_in(&self, path: &str) -> impl Iterator<Item = &SilencedFinding> {
        let path = if self.silence.is_empty() { String::new() } else { self.relative(path) };
        let fits = move |glob: &Option<GlobMatcher>| glob.as_ref().is_none_or(|glob| glob.is_match(&path));
        self.silence.iter().filter(move |(_, glob)| fits(glob)).map(|(silenced, _)| silenced)
    }

    /// The path of a file as globs see it.
    #[must_use]
    pub fn relative(&self, path: &str) -> String {
        relative_to(&self.root, Path::new(path))
    }
}

/// A path as seen from a folder, with `/` between its parts; `..` leads out of the folder.
#[must_use]
pub fn relative_to(folder: &Path, path: &Path) -> String {
    // The empty path is the current folder.
    let absolute = |path: &Path| std::path::absolute(Path::new(".").join(path)).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (absolute(path), absolute(folder));
    let (path, folder) = (resolved(&path), resolved(&folder));
    let common = path.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = folder[common..].iter().map(|_| "..".into());
    let down = path[common..].iter().map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<Cow<'_, str>>>().join("/")
}

/// The parts of an absolute path; a `..` takes the part before it away, without a look at links.
fn resolved(path: &Path) -> Vec<Component<'_>> {
    let mut parts = Vec::new();
    for part in path.components() {
        if part == Component::ParentDir {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts
}

fn matcher(glob: &str) -> Result<GlobMatcher, String> {
    Glob::new(glob).map(|glob| glob.compile_matcher()).map_err(|error| format!("{glob:?} is no glob: {}", error.kind()))
}

/// Reads a file and, before it, what it extends.
fn read_chain(path: &Path, chain: &mut Vec<PathBuf>, layers: &mut Vec<Layer>) -> Result<(), ConfigError> {
    let wrong = |message: String| ConfigError { path: path.to_owned(), place: None, message };
    // A pipe (`--config <(…)`) has no other name than its own.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if chain.contains(&real) {
        return Err(wrong("the files extend each other in a circle".to_owned()));
    }
    if chain.len() == CHAIN {
        return Err(wrong(format!("more than {CHAIN} files extend each other")));
    }
    let text = super::read_file(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    chain.push(real);
    add_chain(&text, path, path.parent().unwrap_or(Path::new("")), chain, layers)
}

/// Adds a text whose paths are relative to a folder and, before it, what it extends.
fn add_chain(
    text: &str,
    path: &Path,
    folder: &Path,
    chain: &mut Vec<PathBuf>,
    layers: &mut Vec<Layer>,
) -> Result<(), ConfigError> {
    let file = ConfigFile::parse(text, path)?;
    if let Some(base) = &file.extend {
        read_chain(&folder.join(base), chain, layers)?;
    }
    let mut table: Table = toml::from_str(text).expect("it was read before");
    table.remove("extend");
    place_paths(&mut table, folder);
    layers.push(Layer { origin: path.to_string_lossy().into_owned(), table });
    Ok(())
}

/// Paths relative to the file that names them become absolute: another file may be the root.
fn place_paths(table: &mut Table, folder: &Path) {
    let place = |value: &mut Value| {
        if let Value::String(path) = value {
            let joined = folder.join(&*path);
            *path = std::path::absolute(&joined).unwrap_or(joined).to_string_lossy().into_owned();
        }
    };
    if let Some(baseline) = table.get_mut("baseline") {
        place(baseline);
    }
    for key in ["lexicon", "terms"] {
        if let Some(Value::Array(files)) = table.get_mut(key).and_then(|inner| inner.get_mut("extend")) {
            files.iter_mut().for_each(place);
        }
    }
}

/// What holds when nobody says anything.
fn defaults() -> Table {
    #[derive(Serialize)]
    #[serde(rename_all = "kebab-case")]
    struct Defaults {
        lang: &'static str,
        select: [&'static str; 0],
        ignore: [&'static str; 0],
        min_severity: &'static str,
        min_confidence: &'static str,
        score: Score,
    }
    #[derive(Serialize)]
    struct Score {
        tolerance: [f64; 2],
        minor: u32,
        major: u32,
        critical: u32,
    }
    let settings = Settings::default();
    let [minor, major, critical] = settings.scoring.points;
    let defaults = Defaults {
        lang: "auto",
        select: [],
        ignore: [],
        min_severity: settings.min_severity.name(),
        min_confidence: settings.min_confidence.name(),
        score: Score { tolerance: settings.scoring.tolerances(), minor, major, critical },
    };
    Table::try_from(defaults).expect("plain values are TOML")
}

/// Puts layers over each other: a later value replaces an earlier one, lists of words and rules grow.
fn merge(layers: &[Layer]) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::new();
    let mut set = |key: String, value: &Value, origin: &str| {
        let known = settings.iter_mut().find(|setting| setting.key == key);
        match known {
            None => settings.push(Setting { key, value: value.clone(), origins: vec![origin.to_owned()] }),
            Some(setting) => {
                if ADDED.contains(&key.as_str())
                    && let (Value::Array(known), Value::Array(more)) = (&mut setting.value, value)
                {
                    known.extend(more.iter().cloned());
                } else {
                    setting.value = value.clone();
                    setting.origins.clear();
                }
                setting.origins.push(origin.to_owned());
            }
        }
    };
    for layer in layers {
        for (key, value) in &layer.table {
            match value {
                Value::Table(inner) if TABLES.contains(&key.as_str()) => {
                    for (name, value) in inner {
                        set(format!("{key}.{name}"), value, &layer.origin);
                    }
                }
                _ => set(key.clone(), value, &layer.origin),
            }
        }
    }
    settings
}
