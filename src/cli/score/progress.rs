//! How far a run is: a bar on a terminal, a line now and then elsewhere.

use super::super::say;
use crate::batch::read::Meter;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A run that is shorter shows nothing.
const SILENCE: Duration = Duration::from_secs(1);
/// Time between two lines where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(10);
const TEMPLATE: &str = "{bar:30} {percent:>3} %  {msg}  {bytes_per_sec}  {eta} left";
const TEMPLATE_WITHOUT_END: &str = "{spinner} {bytes}  {msg}  {bytes_per_sec}";

/// Progress of a run.
pub(super) struct Progress {
    meter: Meter,
    total: Option<u64>,
    began: Instant,
    last: Instant,
    /// Bytes that were skipped, as far as that is known: the run went on with another one.
    before: Option<u64>,
    shown: Shown,
}

enum Shown {
    Nothing,
    Lines,
    /// The bar, once the run is long enough for one.
    Bar(Option<ProgressBar>),
}

impl Progress {
    /// Progress over so many bytes of input, where their number is known.
    pub fn new(meter: &Meter, total: Option<u64>, resumed: bool, quiet: bool) -> Self {
        let shown = match (quiet, io::stderr().is_terminal()) {
            (true, _) => Shown::Nothing,
            (false, true) => Shown::Bar(None),
            (false, false) => Shown::Lines,
        };
        let now = Instant::now();
        Self { meter: meter.clone(), total, began: now, last: now, before: (!resumed).then_some(0), shown }
    }

    /// Bytes that were read in this run.
    pub fn bytes(&self) -> u64 {
        self.meter.bytes() - self.before.unwrap_or_default()
    }

    /// A line on stderr.
    pub fn say(&self, message: &str) {
        match &self.shown {
            Shown::Bar(Some(bar)) => bar.suspend(|| say(message)),
            _ => say(message),
        }
    }

    /// Takes note of what is finished.
    pub fn update(&mut self, rows: u64) {
        let bytes = self.meter.bytes();
        let before = *self.before.get_or_insert(bytes);
        match &mut self.shown {
            Shown::Nothing => {}
            Shown::Lines => {
                if self.last.elapsed() >= BETWEEN_LINES {
                    self.last = Instant::now();
                    let seconds = self.began.elapsed().as_secs_f64();
                    let rate = (bytes - before) as f64 / seconds;
                    let mut line = format!("{} documents, {}", HumanCount(rows), HumanBytes(bytes));
                    if let Some(total) = self.total.filter(|&total| total >= bytes && rate > 0.0) {
                        let left = Duration::from_secs_f64((total - bytes) as f64 / rate);
                        line += &format!(" of {}, {} left", HumanBytes(total), HumanDuration(left));
                    }
                    say(&format!("{line} ({}/s)", HumanBytes(rate as u64)));
                }
            }
            Shown::Bar(bar) => {
                if bar.is_none() && self.began.elapsed() >= SILENCE {
                    let target = ProgressDrawTarget::stderr();
                    let template = if self.total.is_some() { TEMPLATE } else { TEMPLATE_WITHOUT_END };
                    let new = ProgressBar::with_draw_target(self.total, target)
                        .with_style(
                            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
                        )
                        .with_elapsed(self.began.elapsed())
                        .with_position(before);
                    new.reset_eta();
                    *bar = Some(new);
                }
                if let Some(bar) = bar {
                    bar.set_position(bytes);
                    bar.set_message(format!("{} documents", HumanCount(rows)));
                }
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Shown::Bar(Some(bar)) = &self.shown {
            bar.finish_and_clear();
        }
    }
}
