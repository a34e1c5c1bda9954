//! What each document is checked with: the configuration of its file, and above it the settings of the editor.

use crate::cli::args::{BaselineArgs, LspArgs};
use crate::cli::batch::Job;
use crate::cli::silencing::Silencing;
use crate::config::{CONFIG_NAMES, ConfigError, ConfigFile, Layer, Profile, Project};
use crate::input::Origin;
use crate::words::UiLang;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Table;

/// What people call the settings of their editor.
const ORIGIN: &str = "editor settings";

/// What a document is checked with.
pub(super) struct Setup {
    /// Where entries for it belong: its configuration, or the one that it would have.
    pub config: PathBuf,
    /// Whether the configuration leaves it out.
    pub excluded: bool,
    pub profile: Arc<Profile>,
    pub silencing: Silencing,
}

/// Something that people must mend.
pub(super) enum Fault {
    /// In a configuration.
    Config(ConfigError),
    /// Elsewhere.
    Other(String),
}

/// The configurations of all documents, each file read once until something changes.
pub(super) struct Setups {
    /// The language of messages: that of the command line, and what the editor says.
    default_ui: UiLang,
    pub ui: UiLang,
    isolated: bool,
    named: Option<PathBuf>,
    overrides: Layer,
    /// By file and folder of relative paths.
    projects: HashMap<(Option<PathBuf>, PathBuf), Arc<Project>>,
    /// The last ones that could be used: they hold while somebody mends their files.
    sound: HashMap<Option<PathBuf>, Arc<Project>>,
    faults: Vec<Fault>,
}

impl Setups {
    pub fn new(args: &LspArgs) -> Self {
        let named = args.config.as_ref().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        Self {
            default_ui: args.ui.ui_lang,
            ui: args.ui.ui_lang,
            isolated: args.isolated,
            named,
            overrides: Layer::empty(ORIGIN),
            projects: HashMap::new(),
            sound: HashMap::new(),
            faults: Vec::new(),
        }
    }

    /// Takes the settings of the editor: the keys of `mtlint.toml` and `ui-lang`, alone or under `mtlint`.
    ///
    /// # Errors
    /// When they are none; then the old ones hold.
    pub fn set(&mut self, settings: &Value) -> Result<(), String> {
        let settings = settings.get("mtlint").unwrap_or(settings);
        let wrong = |message: String| format!("{ORIGIN}: {message}");
        let mut table = match settings {
            Value::Null => Table::new(),
            settings => Table::try_from(settings).map_err(|error| wrong(error.to_string()))?,
        };
        let ui = match table.remove("ui-lang") {
            None => self.default_ui,
            Some(lang) => lang
                .as_str()
                .and_then(UiLang::of_tag)
                .ok_or_else(|| wrong(format!("ui-lang: one of {}", UiLang::ALL.map(UiLang::code).join(", "))))?,
        };
        if let Some(key) = ["extend", "per-file"].into_iter().find(|key| table.contains_key(*key)) {
            return Err(wrong(format!("{key} belongs into {}", CONFIG_NAMES[0])));
        }
        ConfigFile::parse(&table.to_string(), Path::new(ORIGIN)).map_err(|error| wrong(error.message))?;
        self.ui = ui;
        self.overrides.table = table;
        self.forget();
        Ok(())
    }

    /// Everything is read again.
    pub fn forget(&mut self) {
        self.projects.clear();
    }

    /// What came to light since this was asked last.
    pub fn take_faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }

    /// The files whose changes matter, beside those of the usual names.
    pub fn files(&self) -> BTreeSet<PathBuf> {
        let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path);
        self.projects.values().flat_map(|project| project.files()).map(absolute).collect()
    }

    /// What a document is checked with; `root` is the folder that the editor shows it in.
    pub fn of(&mut self, path: &Path, root: &Path) -> Arc<Setup> {
        let folder = path.parent().unwrap_or(root);
        let file = match &self.named {
            Some(file) => Some(file.clone()),
            None if self.isolated => None,
            None => Project::find(folder),
        };
        let project = self.project(file.as_deref(), root);
        let profile = project.profile(path).or_else(|error| {
            self.faults.push(Fault::Config(error));
            project.profile(root)
        });
        let profile = profile.unwrap_or_else(|_| defaults(root).profile(root).expect("the defaults can be used"));
        let job = [Job { origin: Origin::File(path.to_owned()), profile: Arc::clone(&profile) }];
        let baseline = BaselineArgs { baseline: None, write_baseline: false };
        let silencing = Silencing::read(Some(&baseline), &job).or_else(|error| {
            self.faults.push(Fault::Other(error.to_string()));
            Silencing::read(None, &job)
        });
        Arc::new(Setup {
            excluded: project.excludes(path),
            config: file.unwrap_or_else(|| root.join(CONFIG_NAMES[0])),
            profile,
            silencing: silencing.unwrap_or_else(|_| unreachable!("without baselines nothing is read")),
        })
    }

    fn project(&mut self, file: Option<&Path>, root: &Path) -> Arc<Project> {
        let key = (file.map(Path::to_owned), if file.is_some() { PathBuf::new() } else { root.to_owned() });
        if let Some(project) = self.projects.get(&key) {
            return Arc::clone(project);
        }
        let project = match Project::load(file, root, self.overrides.clone()) {
            Ok(project) => {
                let project = Arc::new(project);
                self.sound.insert(key.0.clone(), Arc::clone(&project));
                project
            }
            Err(error) => {
                self.faults.push(Fault::Config(error));
                self.sound.get(&key.0).cloned().unwrap_or_else(|| Arc::new(defaults(root)))
            }
        };
        self.projects.insert(key, Arc::clone(&project));
        project
    }
}

fn defaults(root: &Path) -> Project {
    Project::load(None, root, Layer::empty(ORIGIN)).expect("the defaults can be used")
}
