//! The lists of months and weekdays hold every name that CLDR has for the calendars of Persian and Arabic news.

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};
use icu_datetime::{DateTimeFormatter, fieldsets};
use icu_locale_core::Locale;
use mtlint::lang::{Lang, List, fold};
use std::collections::BTreeSet;

/// Locales with a calendar, by language. CLDR's Arabic names of the Persian months are left out: «أذربيهشت» and
/// «آيان» stand in no newspaper.
const LOCALES: [(Lang, &[&str]); 2] = [
    (Lang::AR, &["ar-EG", "ar-LB", "ar-SA", "ar-DZ", "ar-MA", "ar-u-ca-islamic-umalqura"]),
    (
        Lang::FA,
        &["fa-u-ca-persian", "fa-u-ca-gregory", "fa-u-ca-islamic-umalqura", "fa-AF-u-ca-persian", "fa-AF-u-ca-gregory"],
    ),
];

/// Names of the months and weekdays of more than a year, as CLDR has them.
fn names(locale: &str) -> BTreeSet<String> {
    let locale: Locale = locale.parse().expect("a locale");
    let months = DateTimeFormatter::try_new((&locale).into(), fieldsets::M::long()).expect("months are in CLDR");
    let days = DateTimeFormatter::try_new((&locale).into(), fieldsets::E::long()).expect("weekdays are in CLDR");
    const FIRST_DAY: i64 = 738_000;
    (FIRST_DAY..FIRST_DAY + 400)
        .map(|day| Date::from_rata_die(RataDie::new(day), Gregorian))
        .flat_map(|date| [months.format(&date.to_any()).to_string(), days.format(&date.to_any()).to_string()])
        .collect()
}

#[test]
fn every_name_of_a_month_or_weekday_in_cldr_is_a_row() {
    for (lang, locales) in LOCALES {
        let list = lang.pack().expect("a pack").list(List::Months);
        for locale in locales {
            let names = names(locale);
            assert_eq!(names.len(), 12 + 7, "{locale}: {names:?}");
            let missing: Vec<_> = names
                .iter()
                .filter(|name| {
                    let folded = fold(name);
                    let words = folded.split_whitespace();
                    list.find(words.clone(), |_| true).is_none_or(|found| found.words < words.count())
                })
                .collect();
            assert!(missing.is_empty(), "{locale}: {missing:?}");
        }
    }
}
