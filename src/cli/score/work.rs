//! What a thread does with a chunk: read its rows, check them, render what comes out.

use crate::batch::cache::Cache;
use crate::batch::read::{Chunk, Fields, Input, Part, Position};
use crate::batch::sink::RowFormat;
use crate::batch::{
    Checker, DocumentScore, GroupBy, Labels, Record, RowOptions, ScoreRow, Stamp, catching, write_line,
};
use crate::check::Checked;
use crate::cli::batch::{Job, check_source, remarks};
use crate::cli::interrupt;
use crate::cli::silencing::Silencing;
use crate::report::{isolate, one_line};
use crate::source_map::SourceMap;
use std::sync::Arc;

/// What became of a chunk.
pub(super) struct Done {
    /// The input.
    pub input: usize,
    /// Its rows.
    pub rows: Vec<ScoreRow>,
    /// The same in text form.
    pub text: Vec<u8>,
    /// The rows that could not be read, as they are.
    pub rejects: Vec<u8>,
    /// Lines for stderr, about articles.
    pub complaints: Vec<String>,
    /// Lines for stderr, about rows of corpora.
    pub malformed: Vec<String>,
    /// Where the next chunk begins.
    pub next: Position,
    /// Why the run cannot go on.
    pub changed: Option<String>,
    /// Whether the run was told to end before all rows were checked.
    pub cut: bool,
}

/// What the threads share.
pub(super) struct Worker<'w> {
    pub jobs: &'w [Job],
    pub inputs: &'w [Input],
    pub fields: &'w Fields,
    pub silencing: &'w Silencing,
    pub format: RowFormat,
    pub rows: &'w RowOptions,
    /// What documents are counted by.
    pub group_by: Option<&'w GroupBy>,
    pub stamp: &'w Stamp,
    /// Results of texts that were met lately, where they are remembered.
    pub cache: Option<Cache<DocumentScore>>,
    /// For each input what its rows are checked with.
    pub checking: Vec<Arc<Checking>>,
}

/// What rows are checked with.
pub(super) struct Checking {
    checker: Checker,
    /// Tells it from others.
    number: u64,
}

impl Checking {
    /// What the rows of each job are checked with.
    pub fn of_jobs(jobs: &[Job]) -> Vec<Arc<Self>> {
        let mut known: Vec<Arc<Self>> = Vec::new();
        let of = |(at, job): (usize, &Job)| {
            // What is let through may depend on the path.
            let own = !job.profile.silence.is_empty();
            let same = |known: &&Arc<Self>| !own && Arc::ptr_eq(known.checker.profile(), &job.profile);
            if let Some(same) = known.iter().find(same) {
                return Arc::clone(same);
            }
            let checking = Arc::new(Self { checker: Checker::new(Arc::clone(&job.profile)), number: at as u64 });
            if !own {
                known.push(Arc::clone(&checking));
            }
            checking
        };
        jobs.iter().enumerate().map(of).collect()
    }
}

impl<'w> Worker<'w> {
    /// Checks the documents of a chunk.
    pub fn work(&self, chunk: Chunk) -> Done {
        let (at, input) = (chunk.input, &self.inputs[chunk.input]);
        let mut done = Done {
            input: at,
            rows: Vec::new(),
            text: Vec::new(),
            rejects: Vec::new(),
            complaints: Vec::new(),
            malformed: Vec::new(),
            next: chunk.next,
            changed: None,
            cut: false,
        };
        if let Part::Article = chunk.part {
            let row = self.article(at, &mut done.complaints);
            done.rows.push(row);
        } else if let Part::Changed(error) = chunk.part {
            done.changed = Some(error);
        } else {
            chunk.part.rows(input, self.fields, |row| {
                done.cut |= interrupt::told().is_some();
                if done.cut {
                    return;
                }
                let row = match row {
                    Ok(record) => self.record(at, record, &mut done.complaints),
                    Err((labels, error, raw)) => {
                        let row = ScoreRow::failed(labels, error);
                        reject(&row, raw, self.stamp, &mut done.rejects);
                        row
                    }
                };
                if let Err(error) = &row.outcome {
                    let place = row.labels.place();
                    done.malformed.push(format!("{}: {}", one_line(&place), one_line(error)));
                }
                done.rows.push(row);
            });
        }
        if let Some(group_by) = self.group_by {
            done.rows.iter_mut().for_each(|row| group_by.fill(row));
        }
        done.text = self.format.render(&done.rows, self.rows, self.stamp);
        done
    }

    fn article(&self, at: usize, complaints: &mut Vec<String>) -> ScoreRow {
        let job = &self.jobs[at];
        let labels = Labels::of(Arc::clone(&self.inputs[at].name));
        let printable = one_line(&labels.path);
        let scored = catching(|| {
            let source = job.read()?;
            complaints.extend(remarks(&labels.path, &source).map(|remark| format!("{printable}: {remark}")));
            let mut checked = check_source(&source, &job.profile.settings);
            Ok(self.score(at, &labels, &mut checked, &source.text, &source.map, complaints))
        });
        let outcome = scored.flatten();
        if let Err(error) = &outcome {
            complaints.push(format!("{printable}: {}", one_line(error)));
        }
        ScoreRow { labels, outcome }
    }

    fn record(&self, at: usize, record: Record<'_>, complaints: &mut Vec<String>) -> ScoreRow {
        let checking = &self.checking[at];
        checking.checker.scored(record, self.cache.as_ref(), checking.number, |labels, text, mut checked| {
            let said = complaints.len();
            let score = self.score(at, labels, &mut checked, text, &SourceMap::default(), complaints);
            // What is to be said of a text is said each time.
            (score, complaints.len() == said)
        })
    }

    /// The score of a checked text, without what is let through.
    fn score(
        &self,
        at: usize,
        labels: &Labels,
        checked: &mut Checked,
        text: &str,
        map: &SourceMap,
        complaints: &mut Vec<String>,
    ) -> DocumentScore {
        let place = labels.place();
        complaints
            .extend(checked.notes.iter().map(|note| isolate(&format!("{place}:{}: {}", note.line, note.message))));
        self.silencing.apply(&labels.path, text, &self.jobs[at].profile, checked);
        DocumentScore::of(checked, text, map, self.rows.findings.then_some(self.rows.ui))
    }
}

/// Adds a row that could not be read: its bytes, or where there are none what is known of it.
fn reject(row: &ScoreRow, raw: &[u8], stamp: &Stamp, out: &mut Vec<u8>) {
    if !raw.is_empty() {
        out.extend_from_slice(raw);
        if !raw.ends_with(b"\n") {
            out.push(b'\n');
        }
    } else if row.labels.row.is_some() {
        write_line(row, stamp, out);
    }
}
