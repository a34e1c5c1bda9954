//! What made the rows of a file: scores are comparable only where this is the same.

use crate::config::{ConfigFile, Profile, RuleConfig, SilencedFinding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;
use xxhash_rust::xxh3::Xxh3;

/// Keys of the metadata of tables.
#[cfg(feature = "parquet")]
pub(super) const KEYS: [&str; 3] = [VERSION, RULES, CONFIG];
const VERSION: &str = "mtlint.version";
const RULES: &str = "mtlint.rules";
const CONFIG: &str = "mtlint.config";

/// Version, rule set and configuration of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Version of mtlint.
    pub mtlint: String,
    /// Version of the rule set.
    pub rules: String,
    /// Digest of what the configuration says about findings and scores: 16 hexadecimal digits.
    pub config: String,
}

impl Stamp {
    /// The stamp of this program with a configuration digest.
    #[must_use]
    pub fn of(config: String) -> Self {
        Self { mtlint: env!("CARGO_PKG_VERSION").to_owned(), rules: crate::RULE_SET.to_owned(), config }
    }

    /// Key and value of each of them in the metadata of tables.
    #[must_use]
    pub fn metadata(&self) -> [(&'static str, &str); 3] {
        [(VERSION, &self.mtlint), (RULES, &self.rules), (CONFIG, &self.config)]
    }

    /// The stamp of a run in which these profiles hold, in whatever order.
    #[must_use]
    pub fn of_profiles<'p>(profiles: impl IntoIterator<Item = &'p Profile>) -> Self {
        let digests: BTreeSet<u64> = profiles.into_iter().map(digest).collect();
        let digest = match digests.first() {
            Some(&only) if digests.len() == 1 => only,
            _ => {
                let mut hash = Xxh3::new();
                digests.iter().for_each(|digest| hash.update(&digest.to_le_bytes()));
                hash.digest()
            }
        };
        Self::of(format!("{digest:016x}"))
    }
}

/// Hash of everything in a profile that can change a finding or a score: settings, rules and entries, and the contents of
/// the lists that it names. Where the lists lie does not matter, nor what a gate says, nor examples and reasons.
fn digest(profile: &Profile) -> u64 {
    let ConfigFile { mut terms, mut lexicon, rule, silence, .. } = profile.file.clone();
    let lists = std::mem::take(&mut terms.extend).into_iter().chain(std::mem::take(&mut lexicon.extend));
    let lists: Vec<String> = lists.collect();
    let said = ConfigFile {
        extend: None,
        max_bytes: None,
        exclude: Vec::new(),
        baseline: None,
        gate: Default::default(),
        per_file: Default::default(),
        terms,
        lexicon,
        rule: rule.into_iter().map(|rule| RuleConfig { flags: Vec::new(), passes: Vec::new(), ..rule }).collect(),
        silence: silence.into_iter().map(|entry| SilencedFinding { reason: String::new(), ..entry }).collect(),
        ..profile.file.clone()
    };
    let mut hash = Xxh3::new();
    hash.update(&serde_json::to_vec(&said).unwrap_or_default());
    for list in lists {
        // Lists that cannot be read were refused when the profile was made.
        let contents = std::fs::read(profile.root.join(Path::new(&list))).unwrap_or_default();
        hash.update(&(contents.len() as u64).to_le_bytes());
        hash.update(&contents);
    }
    hash.digest()
}
