//! What a run lets through: entries of the configuration and the baseline.

use super::args::BaselineArgs;
use super::batch::{Finished, Job, has_name};
use super::output::Output;
use super::{CliError, counted, say, unwritable};
use crate::batch::Listed;
use crate::check::Checked;
use crate::config::{Profile, SilencedFinding, read_file, relative_to};
use crate::report::{isolate, one_line};
use crate::silence::{Baseline, Silencer};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Name of the baseline when nobody gives one.
const BASELINE: &str = "mtlint-baseline.json";

/// What is let through, and what of it was used.
pub(super) struct Silencing {
    writes: bool,
    /// Whether the arguments hide milder or less certain findings than the gate of the project sees.
    narrowed: bool,
    /// Whether baselines count.
    baseline: bool,
    /// The file that the arguments name.
    named: Option<PathBuf>,
    baselines: HashMap<PathBuf, Baseline>,
    /// Findings of baselines that were not met in documents that were checked.
    left: AtomicUsize,
    /// Entries of configurations, and how many findings each silenced. Only those that could be about a document
    /// of the run, by rules of which everything is told.
    entries: BTreeMap<SilencedFinding, AtomicUsize>,
}

impl Silencing {
    /// Reads the baselines that the documents of a run need; without arguments baselines do not count.
    pub fn read(args: Option<&BaselineArgs>, jobs: &[Job]) -> Result<Self, CliError> {
        let mut silencing = Self {
            writes: args.is_some_and(|args| args.write_baseline),
            narrowed: false,
            baseline: args.is_some(),
            named: args.and_then(|args| args.baseline.clone()),
            baselines: HashMap::new(),
            left: AtomicUsize::new(0),
            entries: BTreeMap::new(),
        };
        if silencing.writes && silencing.named.is_none() && jobs.iter().all(|job| job.profile.baseline.is_none()) {
            silencing.named = Some(PathBuf::from(BASELINE));
        }
        for job in jobs {
            let settings = &job.profile.settings;
            let could = |entry: &&SilencedFinding| settings.tells_all_of(Some(&entry.rule));
            for entry in job.profile.silenced_in(&job.origin.name()).filter(could) {
                silencing.entries.entry(entry.clone()).or_default();
            }
            let Some(path) = silencing.baseline_of(&job.profile) else { continue };
            if silencing.baselines.contains_key(path) {
                continue;
            }
            let path = path.to_owned();
            let baseline = if silencing.writes && !path.exists() { Baseline::default() } else { read_baseline(&path)? };
            silencing.baselines.insert(path, baseline);
        }
        Ok(silencing)
    }

    /// The arguments hide findings that a baseline may know: nothing that is not met is gone.
    pub fn narrowed(self, narrowed: bool) -> Self {
        Self { narrowed, ..self }
    }

    /// Whether the findings become the baseline.
    pub fn writes(&self) -> bool {
        self.writes
    }

    /// The baselines of the run.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.baselines.keys().map(PathBuf::as_path)
    }

    fn baseline_of<'s>(&'s self, profile: &'s Profile) -> Option<&'s Path> {
        self.named.as_deref().or(profile.baseline.as_deref()).filter(|_| self.baseline)
    }

    /// Takes out what is let through, and remembers what the baseline knows in vain.
    pub fn apply(&self, path: &str, text: &str, profile: &Profile, checked: &mut Checked) {
        self.left.fetch_add(self.take_out(path, text, profile, checked), Ordering::Relaxed);
    }

    /// Takes out what is let through, and says how much else the baseline lets through. A baseline that is being
    /// written lets nothing through.
    pub fn take_out(&self, path: &str, text: &str, profile: &Profile, checked: &mut Checked) -> usize {
        let file = self.baseline_of(profile).filter(|_| !self.writes);
        let baseline = file.and_then(|file| Some((file, self.baselines.get(file)?)));
        if baseline.is_none() && profile.silence.is_empty() {
            return 0;
        }
        let mut remaining = baseline
            .map(|(file, baseline)| baseline.of(&name_in(file, path), |rule| profile.settings.runs_by_name(rule)))
            .unwrap_or_default();
        let listed = Listed::of(profile, path);
        checked.let_stand(&profile.settings, |finding| {
            let Some(entry) = listed.entry(finding, text) else {
                return remaining.take(finding, text).then_some(Silencer::Baseline);
            };
            if let Some(used) = self.entries.get(entry) {
                used.fetch_add(1, Ordering::Relaxed);
            }
            Some(Silencer::List { reason: entry.reason.clone() })
        });
        if self.narrowed { 0 } else { remaining.left() }
    }

    /// Says what was let through in vain.
    pub fn report_unused(&self) {
        for (SilencedFinding { rule, text, path, .. }, used) in &self.entries {
            if used.load(Ordering::Relaxed) == 0 {
                let words = text.as_ref().map_or(String::new(), |text| format!(" of «{text}»"));
                let place = path.as_ref().map_or(String::new(), |path| format!(" in {path}"));
                say(&isolate(&format!("[[silence]] {rule}{words}{place} silences nothing that was checked")));
            }
        }
        match self.left.load(Ordering::Relaxed) {
            0 => {}
            1 => say("1 finding of the baseline is gone; --write-baseline drops it"),
            left => say(&format!("{left} findings of the baseline are gone; --write-baseline drops them")),
        }
    }

    /// Writes the baselines: what was checked is replaced, what is no longer there is dropped.
    pub fn write(mut self, finished: Finished, jobs: &[Job]) -> Result<(), CliError> {
        let files: HashMap<String, (PathBuf, &Profile)> = jobs
            .iter()
            .filter(|job| has_name(job))
            .filter_map(|job| Some((job.origin.name(), (self.baseline_of(&job.profile)?.to_owned(), &*job.profile))))
            .collect();
        for (path, known) in finished.known {
            let Some((file, profile)) = files.get(&path) else { continue };
            if let Some(baseline) = self.baselines.get_mut(file) {
                baseline
                    .update(&name_in(file, &path), known, |rule| !self.narrowed && profile.settings.runs_by_name(rule));
            }
        }
        for (file, mut baseline) in self.baselines {
            let folder = file.parent().unwrap_or(Path::new("")).to_owned();
            // What was checked may be no file: the standard input.
            let checked: HashSet<String> =
                files.iter().filter(|(_, (of, _))| *of == file).map(|(path, _)| name_in(&file, path)).collect();
            baseline.drop_documents(|path| !folder.join(path).exists() && !checked.contains(path));
            let mut output = Output::file(&file, false).map_err(|error| unwritable(&file, &error))?;
            output.write(&baseline.render())?;
            output.finish()?;
            let name = one_line(&file.to_string_lossy());
            say(&format!("{name}: {} let through from now on", counted(baseline.len(), "finding")));
        }
        Ok(())
    }
}

/// Reads a file of known findings.
pub(super) fn read_baseline(path: &Path) -> Result<Baseline, CliError> {
    let text = read_file(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "there is no such baseline; --write-baseline writes it".to_owned(),
        _ => format!("cannot be read: {error}"),
    });
    let baseline = text.and_then(|text| Baseline::parse(&text).map_err(|error| error.to_string()));
    baseline.map_err(|error| CliError::Usage(isolate(&format!("{}: {error}", path.to_string_lossy()))))
}

fn name_in(baseline: &Path, path: &str) -> String {
    relative_to(baseline.parent().unwrap_or(Path::new("")), Path::new(path))
}
