//! The end of a run on a terminal: one line, and a few more where groups or another run were asked for.

use super::compare::{Change, Comparison};
use super::estimate::round;
use super::{GROUPS, Significance, Summary};
use crate::eval::wilson;
use crate::finding::Axis;
use crate::report::{directed, isolate, one_line, sentence, verdict_line};
use crate::score::Verdict;
use crate::words::UiLang;
use std::time::Duration;

/// Runs that are shorter have no rate: it would be that of the start.
const RATED: Duration = Duration::from_secs(1);
/// Groups that are shown.
const SHOWN: usize = 10;

impl Summary {
    /// Documents, verdicts, errors, and of a longer run the time, in which `rows` rows and `bytes` bytes were read; the
    /// groups that fare worst; the changes against another run. In the language of the user.
    #[must_use]
    pub fn lines(&self, time: Duration, rows: u64, bytes: u64, ui: UiLang) -> String {
        let mut line = verdict_line(self.total.verdicts(), self.total.errors(), ui);
        if time >= RATED {
            let seconds = time.as_secs_f64();
            let number = |value: f64, places: usize| ui.number(&format!("{value:.places$}"));
            let values = [
                ("seconds", number(seconds, 1).into()),
                ("rate", number(rows as f64 / seconds, 0).into()),
                ("megabytes", number(bytes as f64 / 1e6 / seconds, 1).into()),
            ];
            line += &ui.say("human-semicolon", &[]);
            line += &ui.say("score-time", &values);
        }
        let mut lines = vec![sentence(&line)];
        lines.extend(self.group_lines(ui));
        if let Some(with) = &self.comparison {
            lines.extend(self.change_lines(with, ui));
        }
        lines.join("\n") + "\n"
    }

    /// A table: numbers first, so that no width of a name matters.
    fn group_lines(&self, ui: UiLang) -> Vec<String> {
        let groups = self.groups();
        if groups.is_empty() {
            return Vec::new();
        }
        let number = |value: f64, places: usize| ui.number(&format!("{value:.places$}"));
        let interval =
            |[low, high]: [f64; 2], places: usize| format!("{}–{}", number(low, places), number(high, places));
        let mut table = vec![
            ["documents", "fails", "interval", "translation", "rate", "interval", "group"]
                .map(|name| ui.say(&format!("score-column-{name}"), &[])),
        ];
        for (name, part) in groups.iter().take(SHOWN) {
            let (documents, fails) = (part.documents(), part.with(Verdict::Fail));
            let rate = part.translation().per_thousand_words;
            let none = || "–".to_owned();
            table.push([
                ui.number(&documents.to_string()),
                if documents > 0 { number(100.0 * fails as f64 / documents as f64, 1) } else { none() },
                wilson(fails, documents).map_or_else(none, |ends| interval(ends.map(|end| 100.0 * end), 1)),
                part.mean(Axis::Translation).map_or_else(none, |mean| number(mean.value, 1)),
                rate.map_or_else(none, |rate| number(rate.value, 2)),
                rate.and_then(|rate| rate.interval).map_or_else(none, |ends| interval(ends, 2)),
                name.map_or_else(|| ui.say("score-no-group", &[]), |name| isolate(&one_line(name))),
            ]);
        }
        let width = |column: usize| table.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: [usize; 6] = std::array::from_fn(width);
        let line = |row: &[String; 7]| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:>width$}  "));
            directed(&(cells.collect::<String>() + &row[6]), ui)
        };
        let mut lines: Vec<String> = table.iter().map(line).collect();
        if groups.len() > SHOWN {
            lines.push(sentence(&ui.say("score-more-groups", &[("count", (groups.len() - SHOWN).into())])));
        }
        if let Some(further) = self.further() {
            let values = [("most", GROUPS.into()), ("count", further.rows().into())];
            lines.push(sentence(&ui.say("score-too-many-groups", &values)));
        }
        lines
    }

    fn change_lines(&self, with: &Comparison, ui: UiLang) -> Vec<String> {
        let [here, there] = with.unmatched();
        let [repeated_there, repeated_here] = with.repeated;
        let name = one_line(&with.name);
        let values =
            [("name", name.into()), ("count", with.matched().into()), ("here", here.into()), ("there", there.into())];
        let mut lines = vec![sentence(&ui.say("score-compared", &values))];
        if repeated_here + repeated_there > 0 {
            let values = [("here", repeated_here.into()), ("there", repeated_there.into())];
            lines.push(sentence(&ui.say("score-repeated", &values)));
        }
        let mut say = |id: &str, change: Option<Change>, scale: f64, places: usize, better: f64| {
            let Some(change) = change else { return };
            let number = |value: f64| {
                let rounded = round(scale * value, places as i32);
                ui.number(&format!("{rounded:.places$}").replace('-', "−"))
            };
            let difference = change.is - change.was;
            let significant = change.significance.filter(Significance::is_significant);
            let how = match significant {
                None => "score-unclear",
                Some(_) if difference * better > 0.0 => "score-better",
                Some(_) => "score-worse",
            };
            let mut line = ui.say(id, &[("was", number(change.was).into()), ("is", number(change.is).into())]);
            if let Some(found) = change.significance {
                let [low, high] = found.interval.map(|end| number(end).into());
                let p = ui.number(&format!("{:.4}", found.p)).into();
                let values = [("change", number(difference).into()), ("low", low), ("high", high), ("p", p)];
                line += &ui.say("human-semicolon", &[]);
                line += &ui.say("score-change", &values);
                line += &ui.say("human-semicolon", &[]);
                line += &ui.say(how, &[]);
            }
            lines.push(sentence(&line));
        };
        say("score-translation", with.score(Axis::Translation), 1.0, 1, 1.0);
        say("score-fails", with.fails(), 100.0, 1, -1.0);
        say("score-findings", with.translation(), 1.0, 2, -1.0);
        lines
    }
}
