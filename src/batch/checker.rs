//! Documents that other programs hand over, checked as those of the command line are.

use super::cache::{Cache, Key};
use super::record::Record;
use super::row::{DocumentScore, RowOptions, ScoreRow};
use crate::check::{Checked, check_page};
use crate::config::{Profile, Settings, SilencedFinding};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::silence::{Silenced, Silencer, folded_words};
use crate::source_map::SourceMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Checks texts with one profile, for any number of threads.
#[derive(Clone, Debug)]
pub struct Checker {
    profile: Arc<Profile>,
    /// The settings for each language that somebody can say a text has.
    by_lang: Vec<(Lang, Settings)>,
}

impl Checker {
    /// A checker with this profile. Baselines do not count: a score tells of everything that is in a text.
    #[must_use]
    pub fn new(profile: Arc<Profile>) -> Self {
        let with = |&lang: &Lang| (lang, Settings { lang: Some(lang), ..profile.settings.clone() });
        let by_lang = Lang::supported().iter().map(with).collect();
        Self { profile, by_lang }
    }

    /// What it checks with.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The settings for a text of this language; `None`: as the profile says.
    #[must_use]
    pub fn settings(&self, lang: Option<Lang>) -> &Settings {
        let own = lang.and_then(|lang| self.by_lang.iter().find(|(known, _)| *known == lang));
        own.map_or(&self.profile.settings, |(_, settings)| settings)
    }

    /// Checks a text and takes out the findings that the profile lets stand in a file of this name.
    ///
    /// # Errors
    /// When the checker panics: what to say of it. Texts that are checked later are none the worse for it.
    pub fn check(&self, path: &str, text: &str, lang: Option<Lang>) -> Result<Checked, String> {
        let settings = self.settings(lang);
        let check = || {
            let mut checked = check_page(text, None, settings);
            let listed = Listed::of(&self.profile, path);
            if !listed.is_empty() {
                checked.silence(settings, |findings| listed.split(findings, text));
            }
            checked
        };
        catch_unwind(AssertUnwindSafe(check))
            .map_err(|_| "the checker failed on this text: please report it".to_owned())
    }

    /// The row of a document of a corpus. Of texts that come again the cache knows the score; it must not be used with
    /// another checker or other options.
    #[must_use]
    pub fn row(&self, record: Record<'_>, options: &RowOptions, cache: &Cache<DocumentScore>) -> ScoreRow {
        let Record { labels, lang, text } = record;
        let key = Key::of(&text, self.settings(lang).lang, 0);
        if let Some(known) = cache.get(key) {
            return ScoreRow { labels, outcome: Ok(DocumentScore::clone(&known)) };
        }
        let findings = options.findings.then_some(options.ui);
        let outcome = self
            .check(&labels.path, &text, lang)
            .map(|checked| DocumentScore::of(&checked, &text, &SourceMap::default(), findings));
        if let Ok(score) = &outcome {
            cache.put(key, Arc::new(score.clone()), score.findings.as_ref().map_or(0, Vec::len));
        }
        ScoreRow { labels, outcome }
    }
}

/// The entries of a profile that let findings stand in one file.
pub struct Listed<'p>(Vec<(&'p SilencedFinding, Option<String>)>);

impl<'p> Listed<'p> {
    /// Those for the file of this name.
    #[must_use]
    pub fn of(profile: &'p Profile, path: &str) -> Self {
        Self(profile.silenced_in(path).map(|entry| (entry, entry.text.as_deref().map(folded_words))).collect())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entry that lets a finding in this text stand.
    #[must_use]
    pub fn entry(&self, finding: &Finding, text: &str) -> Option<&'p SilencedFinding> {
        let fits = |(entry, words): &&(&SilencedFinding, Option<String>)| {
            entry.rule == finding.rule.name
                && words.as_ref().is_none_or(|words| *words == folded_words(finding.span.of(text)))
        };
        self.0.iter().find(fits).map(|(entry, _)| *entry)
    }

    fn split(&self, findings: Vec<Finding>, text: &str) -> (Vec<Finding>, Vec<Silenced>) {
        let (mut kept, mut silenced) = (Vec::new(), Vec::new());
        for finding in findings {
            match self.entry(&finding, text) {
                Some(entry) => {
                    silenced.push(Silenced { finding, by: Silencer::List { reason: entry.reason.clone() } });
                }
                None => kept.push(finding),
            }
        }
        (kept, silenced)
    }
}
