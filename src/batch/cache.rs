//! Texts that come again are checked once.

use crate::lang::Lang;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// Independent parts, so that threads seldom wait for each other.
const PARTS: usize = 16;
/// Results of one generation of a part. Both generations of all parts hold 32,768 results of some hundred bytes.
const GENERATION: usize = 1024;
/// Findings of one generation of a part, where results have some: 32,768 in all, as many as results.
const FINDINGS: usize = 1024;

/// What a result is known by: a hash of text, language and settings. Of a billion texts two share one with a chance of
/// 1 in 10²⁰.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u128);

impl Key {
    /// The key of a text that is checked as `lang` (`None`: it tells itself) with the settings of this number.
    #[must_use]
    pub fn of(text: &str, lang: Option<Lang>, settings: u64) -> Self {
        let lang = lang.map_or(0, |lang| lang.code().bytes().fold(1, |code, byte| code << 8 | u64::from(byte)));
        Self(xxh3_128_with_seed(text.as_bytes(), settings << 32 ^ lang))
    }
}

/// Results of texts that were met lately. Two generations: when the young one is full, the old one is dropped.
pub struct Cache<V> {
    parts: [Mutex<Part<V>>; PARTS],
}

struct Part<V> {
    young: HashMap<Key, Known<V>>,
    old: HashMap<Key, Known<V>>,
    /// Findings in the young generation.
    findings: usize,
}

/// A result, and how many findings it has.
type Known<V> = (Arc<V>, usize);

impl<V> Default for Cache<V> {
    fn default() -> Self {
        let part = || Mutex::new(Part { young: HashMap::new(), old: HashMap::new(), findings: 0 });
        Self { parts: std::array::from_fn(|_| part()) }
    }
}

impl<V> Cache<V> {
    fn part(&self, key: Key) -> std::sync::MutexGuard<'_, Part<V>> {
        self.parts[key.0 as usize % PARTS].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The result of a text that was met lately.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<Arc<V>> {
        let mut part = self.part(key);
        if let Some((found, _)) = part.young.get(&key) {
            return Some(Arc::clone(found));
        }
        let (found, findings) = part.old.get(&key).map(|(found, findings)| (Arc::clone(found), *findings))?;
        part.put(key, Arc::clone(&found), findings);
        Some(found)
    }

    /// Remembers a result, which has so many findings in it.
    pub fn put(&self, key: Key, result: Arc<V>, findings: usize) {
        self.part(key).put(key, result, findings);
    }
}

impl<V> Part<V> {
    fn put(&mut self, key: Key, result: Arc<V>, findings: usize) {
        if self.young.len() >= GENERATION || self.findings >= FINDINGS {
            self.old = std::mem::take(&mut self.young);
            self.findings = 0;
        }
        self.findings += findings;
        self.young.insert(key, (result, findings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_language_or_with_other_settings_is_another() {
        let key = Key::of("متن", None, 0);
        assert_eq!(key, Key::of("متن", None, 0));
        let others = [Key::of("متن ", None, 0), Key::of("متن", Some(Lang::FA), 0), Key::of("متن", None, 1)];
        assert!(others.iter().all(|other| *other != key));
        assert_ne!(Key::of("متن", Some(Lang::FA), 0), Key::of("متن", Some(Lang::AR), 0));
    }

    #[test]
    fn what_comes_often_stays_and_the_rest_is_forgotten() {
        let cache = Cache::default();
        let key = |at: usize| Key::of(&at.to_string(), None, 0);
        cache.put(key(0), Arc::new(0), 0);
        for at in 1..200_000 {
            cache.put(key(at), Arc::new(at), 0);
            assert!(cache.get(key(0)).is_some());
        }
        assert_eq!(cache.get(key(1)), None);
        let held: usize = cache.parts.iter().map(|part| part.lock().map_or(0, |p| p.young.len() + p.old.len())).sum();
        assert!(held <= 2 * PARTS * GENERATION);
    }

    #[test]
    fn results_with_many_findings_are_fewer_however_often_they_come() {
        const EACH: usize = FINDINGS / 8;
        let cache = Cache::default();
        let key = |at: usize| Key::of(&at.to_string(), None, 0);
        for at in 0..20_000 {
            cache.put(key(at), Arc::new(at), EACH);
            // One of the old generation comes into the young one.
            let _ = cache.get(key(at.saturating_sub(8 * PARTS)));
        }
        let held = cache.parts.iter().map(|part| part.lock().map_or(0, |p| (p.young.len() + p.old.len()) * EACH));
        assert!(held.max() <= Some(2 * FINDINGS));
    }
}
