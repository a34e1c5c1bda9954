//! Which configuration holds for which file.

use super::CliError;
use super::args::SettingsArgs;
use crate::config::{ConfigError, Layer, Profile, Project};
use crate::input::Origin;
use crate::report::isolate;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configurations of a run, each file read once.
pub(super) struct Projects {
    overrides: Layer,
    /// The one that the arguments name, or the defaults when they want none.
    fixed: Option<Arc<Project>>,
    by_folder: HashMap<PathBuf, Arc<Project>>,
    by_file: HashMap<Option<PathBuf>, Arc<Project>>,
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::Usage(isolate(&error.to_string()))
    }
}

impl Projects {
    /// Ready to find configurations; `overrides` is what the command line says.
    pub fn new(args: &SettingsArgs, overrides: Layer) -> Result<Self, CliError> {
        let here = std::env::current_dir().unwrap_or_default();
        let fixed = match (&args.config, args.isolated) {
            (Some(file), _) => Some(Project::load(Some(file), &here, overrides.clone())?),
            (None, true) => Some(Project::load(None, &here, overrides.clone())?),
            (None, false) => None,
        };
        Ok(Self { overrides, fixed: fixed.map(Arc::new), by_folder: HashMap::new(), by_file: HashMap::new() })
    }

    /// The configuration of what an origin names: the nearest file upward from its folder.
    pub fn of(&mut self, origin: &Origin) -> Result<Arc<Project>, CliError> {
        if let Some(project) = &self.fixed {
            return Ok(Arc::clone(project));
        }
        let name = origin.name();
        let folder = Path::new(&name).parent().unwrap_or(Path::new(""));
        if let Some(project) = self.by_folder.get(folder) {
            return Ok(Arc::clone(project));
        }
        let absolute = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let absolute = absolute.unwrap_or_else(|_| folder.to_owned());
        let file = Project::find(&absolute);
        let project = match self.by_file.get(&file) {
            Some(project) => Arc::clone(project),
            None => {
                let here = std::env::current_dir().unwrap_or_default();
                let shown = file.as_deref().map(|file| file.strip_prefix(&here).unwrap_or(file));
                let project = Arc::new(Project::load(shown, &here, self.overrides.clone())?);
                self.by_file.insert(file, Arc::clone(&project));
                project
            }
        };
        self.by_folder.insert(folder.to_owned(), Arc::clone(&project));
        Ok(project)
    }

    /// The files that the configurations so far were read from.
    pub fn files(&self) -> Vec<PathBuf> {
        self.fixed.iter().chain(self.by_file.values()).flat_map(|project| project.files()).collect()
    }

    /// What an origin is checked with.
    pub fn profile(&mut self, origin: &Origin) -> Result<Arc<Profile>, CliError> {
        Ok(self.of(origin)?.profile(Path::new(&origin.name()))?)
    }
}
