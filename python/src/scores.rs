//! Scores of texts that another program has in memory, as a stream of Arrow record batches.

use crate::checker::{Known, NAMELESS, Threads};
use crate::wrong;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, FieldRef, Schema, SchemaRef};
use mtlint::UiLang;
use mtlint::batch::cache::Cache;
use mtlint::batch::read::{Batch, Fields, MAX_ROW_BYTES, ROLES};
use mtlint::batch::table::{TableBuilder, schema_without_places, without_places};
use mtlint::batch::{DocumentScore, Labels, RowOptions, ScoreRow};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Most rows of a batch of scores: what is under way does not grow with the batches that come.
const ROWS: usize = 4096;
/// Rows that a thread takes at once.
const PIECE: usize = 16;

/// What is read of the batches, and what is kept of them.
pub struct Columns<'a> {
    /// Text, id, language, address, source, group.
    pub names: [Option<&'a str>; ROLES],
    /// Columns that stand before the scores, as they are.
    pub keep: Vec<String>,
    /// Whether findings stand in the rows.
    pub findings: bool,
}

/// Scores as a stream of Arrow record batches, made while they are read, once.
///
/// Whatever speaks Arrow's C stream interface reads it: `pyarrow.table(reader)`, `polars.DataFrame(reader)`,
/// `pyarrow.RecordBatchReader.from_stream(reader)`, DuckDB.
#[pyclass(frozen, module = "mtlint")]
pub struct ScoreReader {
    schema: SchemaRef,
    /// Until somebody takes it.
    scoring: Mutex<Option<Scoring>>,
}

impl ScoreReader {
    pub fn new(scoring: Scoring) -> Self {
        Self { schema: scoring.schema(), scoring: Mutex::new(Some(scoring)) }
    }
}

#[pymethods]
impl ScoreReader {
    /// The columns, as a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&*self.schema).map_err(wrong)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The stream, as a capsule; the schema is the reader's own.
    ///
    /// Raises ValueError when it was taken before.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever asks for another schema has to convert; the protocol leaves that open.
        let _ = requested_schema;
        let scoring = self.scoring.lock().unwrap_or_else(PoisonError::into_inner).take();
        let scoring = scoring.ok_or_else(|| PyValueError::new_err("these scores were read already"))?;
        let stream = FFI_ArrowArrayStream::new(Box::new(scoring));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

/// Reads batches, and gives one or more of scores for each.
pub struct Scoring {
    batches: Box<dyn RecordBatchReader + Send>,
    /// A batch, its columns that have a role, and how many of its rows are done.
    open: Option<(RecordBatch, Batch, usize)>,
    fields: Fields,
    keep: Vec<usize>,
    schema: SchemaRef,
    known: Arc<Known>,
    labels: Labels,
    limit: u32,
    options: RowOptions,
    table: TableBuilder,
    cache: Cache<DocumentScore>,
    threads: Threads,
}

impl Scoring {
    pub fn new(
        data: &Bound<'_, PyAny>,
        columns: Columns<'_>,
        known: Arc<Known>,
        ui: UiLang,
        threads: Threads,
    ) -> PyResult<Self> {
        let batches = batches(data)?;
        let given = batches.schema();
        let fields = Fields::new(columns.names).map_err(wrong)?;
        Batch::fits(&given, &fields).map_err(wrong)?;
        let options = RowOptions { findings: columns.findings, ui, ..RowOptions::default() };
        let ours = schema_without_places(&options);
        let mut keep = Vec::with_capacity(columns.keep.len());
        let mut names: BTreeSet<&str> = ours.fields().iter().map(|field| field.name().as_str()).collect();
        for name in &columns.keep {
            let at = given.index_of(name).map_err(|_| wrong(format!("there is no column {name:?} to keep")))?;
            if !names.insert(name) {
                return Err(wrong(format!("two columns would be named {name:?}: rename the one that is to be kept")));
            }
            keep.push(at);
        }
        let kept = keep.iter().map(|&at| Arc::clone(&given.fields()[at]));
        let all: Vec<FieldRef> = kept.chain(ours.fields().iter().cloned()).collect();
        let made = known.stamp.metadata().map(|(key, value)| (key.to_owned(), value.to_owned()));
        Ok(Self {
            batches,
            open: None,
            fields,
            keep,
            schema: Arc::new(Schema::new_with_metadata(all, HashMap::from(made))),
            labels: Labels::of(NAMELESS),
            limit: known.profile.max_bytes.unwrap_or(MAX_ROW_BYTES),
            known,
            table: TableBuilder::new(options.clone()),
            options,
            cache: Cache::default(),
            threads,
        })
    }

    /// The scores of the next rows.
    fn step(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        let (batch, columns, done) = match self.open.take() {
            Some(open) => open,
            None => {
                let batch = match self.batches.next()? {
                    Ok(batch) => batch,
                    Err(error) => return Some(Err(error)),
                };
                match Batch::new(&batch, &self.fields) {
                    Ok(columns) => (batch, columns, 0),
                    Err(error) => return Some(Err(ArrowError::InvalidArgumentError(error))),
                }
            }
        };
        let end = batch.num_rows().min(done + ROWS);
        let scores = self.scores(&batch, &columns, done..end);
        if end < batch.num_rows() {
            self.open = Some((batch, columns, end));
        }
        Some(scores)
    }

    fn scores(&mut self, batch: &RecordBatch, columns: &Batch, rows: Range<usize>) -> Result<RecordBatch, ArrowError> {
        let pieces: Vec<Range<usize>> =
            rows.clone().step_by(PIECE).map(|start| start..rows.end.min(start + PIECE)).collect();
        let score = |piece: &Range<usize>| -> Vec<ScoreRow> {
            let rows = columns.rows(piece.clone(), &self.labels, &self.fields, self.limit);
            rows.map(|row| match row {
                Ok(record) => self.known.checker.row(record, &self.options, &self.cache),
                Err(wrong) => ScoreRow::failed(wrong.0, wrong.1),
            })
            .collect()
        };
        for row in self.threads.map(&pieces, score).into_iter().flatten() {
            self.table.push(&row);
        }
        let scores = without_places(&self.table.finish()?)?;
        let kept = batch.slice(rows.start, rows.len()).project(&self.keep)?;
        let all = kept.columns().iter().chain(scores.columns()).cloned().collect();
        RecordBatch::try_new(Arc::clone(&self.schema), all)
    }
}

impl Iterator for Scoring {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Whoever reads may hold the lock of the interpreter, and must not keep others from it meanwhile.
        Python::attach(|py| {
            if let Err(error) = py.check_signals() {
                return Some(Err(ArrowError::from_external_error(Box::new(error))));
            }
            // A panic must not go through the reader, which is no Rust.
            let step = || catch_unwind(AssertUnwindSafe(|| self.step()));
            py.detach(step).unwrap_or_else(|_| {
                Some(Err(ArrowError::ComputeError("the checker failed on these rows: please report it".to_owned())))
            })
        })
    }
}

impl RecordBatchReader for Scoring {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// The record batches of an object that speaks Arrow's C interface.
fn batches(data: &Bound<'_, PyAny>) -> PyResult<Box<dyn RecordBatchReader + Send>> {
    if data.hasattr("__arrow_c_stream__")? {
        return Ok(Box::new(RecordBatchStreamReader::from_pyarrow_bound(data)?));
    }
    if data.hasattr("__arrow_c_array__")? {
        let batch = RecordBatch::from_pyarrow_bound(data)?;
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    Err(PyTypeError::new_err(format!(
        "{} has no record batches: neither __arrow_c_stream__ nor __arrow_c_array__",
        data.get_type().name()?
    )))
}
