//! Documents that other programs hand over, checked as those of the command line are.

use super::cache::{Cache, Key};
use super::record::{Labels, Record};
use super::row::{DocumentScore, RowOptions, ScoreRow};
use crate::check::{Checked, check_page};
use crate::config::{Profile, Settings, SilencedFinding};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::silence::{Silencer, folded_words};
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
    pub fn profile(&self) -> &Arc<Profile> {
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
        catching(|| {
            let mut checked = check_page(text, None, settings);
            self.let_stand(path, text, &mut checked);
            checked
        })
    }

    /// The row of a document of a corpus. Of texts that come again the cache knows the score; it must not be used with
    /// another checker or other options.
    #[must_use]
    pub fn row(&self, record: Record<'_>, options: &RowOptions, cache: &Cache<DocumentScore>) -> ScoreRow {
        let findings = options.findings.then_some(options.ui);
        // A score lasts where it is that of the text in any file.
        let lasts = self.profile.silence.iter().all(|(_, glob)| glob.is_none());
        self.scored(record, Some(cache), 0, |labels, text, mut checked| {
            self.let_stand(&labels.path, text, &mut checked);
            (DocumentScore::of(&checked, text, &SourceMap::default(), findings), lasts)
        })
    }

    /// The row of a document, with the score that is made of what was found, and whether texts that come again have that
    /// score too. `number` tells this checker from others that share the cache.
    #[must_use]
    pub fn scored(
        &self,
        record: Record<'_>,
        cache: Option<&Cache<DocumentScore>>,
        number: u64,
        score: impl FnOnce(&Labels, &str, Checked) -> (DocumentScore, bool),
    ) -> ScoreRow {
        let Record { labels, lang, text } = record;
        let settings = self.settings(lang);
        let key = Key::of(&text, settings.lang, number);
        if let Some(known) = cache.and_then(|cache| cache.get(key)) {
            return ScoreRow { labels, outcome: Ok(DocumentScore::clone(&known)) };
        }
        let outcome = catching(|| score(&labels, &text, check_page(&text, None, settings))).map(|(score, lasts)| {
            if let Some(cache) = cache.filter(|_| lasts) {
                cache.put(key, Arc::new(score.clone()), score.findings.as_ref().map_or(0, Vec::len));
            }
            score
        });
        ScoreRow { labels, outcome }
    }

    fn let_stand(&self, path: &str, text: &str, checked: &mut Checked) {
        let listed = Listed::of(&self.profile, path);
        if !listed.is_empty() {
            let by = |entry: &SilencedFinding| Silencer::List { reason: entry.reason.clone() };
            checked.let_stand(&self.profile.settings, |finding| listed.entry(finding, text).map(by));
        }
    }
}

/// What a check gives. A text that the checker stumbles over is an error, not the end of a night's run.
///
/// # Errors
/// When the checker panics: what to say of it.
pub fn catching<T>(check: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(check)).map_err(|_| "the checker failed on this text: please report it".to_owned())
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
}
