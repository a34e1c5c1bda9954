//! Rows as Arrow record batches: one schema for Parquet files, Python and Spark.

use super::record::Labels;
use super::row::{Counts, DocumentScore, NUMBERS, RowOptions, SEVERITIES, ScoreRow};
use crate::report::{Defect, Related, Replacement};
use crate::score::Verdict;
use arrow_array::builder::{
    ArrayBuilder, Float64Builder, Int32Builder, Int64Builder, ListBuilder, MapBuilder, MapFieldNames, StringBuilder,
    StructBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, Int32Array, Int64Array, RecordBatch, StringArray, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use std::borrow::Cow;
use std::sync::Arc;

const TEXTS_OF_A_FINDING: [&str; 10] =
    ["rule", "axis", "severity", "confidence", "mqm", "its", "text", "message", "message_id", "suggestion"];
const NUMBERS_OF_A_FINDING: [&str; 7] = ["start", "end", "byte_start", "byte_end", "line", "column", "count"];

/// The columns of rows: what identifies a document, its scores, the counts of rules (one map, or a column a rule), its
/// findings where they are asked for, and the error. Everything but `path` is null where there is nothing to say.
#[must_use]
pub fn schema(options: &RowOptions) -> SchemaRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let int = |name: &str| Field::new(name, DataType::Int32, true);
    let mut fields = vec![
        Field::new("path", DataType::Utf8, false),
        Field::new("line", DataType::Int64, true),
        int("row_group"),
        Field::new("row", DataType::Int64, true),
        text("id"),
        text("url"),
        text("source"),
        text("group"),
        text("encoding"),
        text("lang"),
        int("words"),
        text("verdict"),
    ];
    fields.extend(NUMBERS.map(|name| Field::new(name, DataType::Float64, true)));
    fields.extend(SEVERITIES.map(int));
    if options.rule_columns.is_empty() {
        fields.push(Field::new("counts", counts_type(), true));
    } else {
        fields.extend(options.rule_columns.iter().map(|rule| int(rule)));
    }
    if options.findings {
        fields.push(Field::new("findings", DataType::List(finding_field()), true));
    }
    fields.push(text("error"));
    Arc::new(Schema::new(fields))
}

/// The columns that say where in its files a corpus has a document.
const PLACES: [&str; 5] = ["path", "line", "row_group", "row", "encoding"];

/// Whether a column tells of a document that stands in no file.
fn is_no_place(field: &Field) -> bool {
    !PLACES.contains(&field.name().as_str())
}

/// The columns of documents that stand in no file: those of [`schema`] without path, line, row group, row and encoding.
#[must_use]
pub fn schema_without_places(options: &RowOptions) -> SchemaRef {
    let fields = schema(options);
    Arc::new(Schema::new(fields.fields().iter().filter(|field| is_no_place(field)).cloned().collect::<Fields>()))
}

/// Rows as [`TableBuilder`] builds them, with the columns of [`schema_without_places`].
///
/// # Errors
/// Never, as long as the columns are those of the builder.
pub fn without_places(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let fields = batch.schema_ref().fields().iter().enumerate();
    let kept: Vec<usize> = fields.filter(|(_, field)| is_no_place(field)).map(|(at, _)| at).collect();
    batch.project(&kept)
}

/// The names of Parquet's specification of maps, which Spark and DuckDB expect.
fn map_names() -> MapFieldNames {
    MapFieldNames { entry: "key_value".to_owned(), key: "key".to_owned(), value: "value".to_owned() }
}

fn map_fields() -> [Arc<Field>; 2] {
    let names = map_names();
    [Arc::new(Field::new(names.key, DataType::Utf8, false)), Arc::new(Field::new(names.value, DataType::Int32, false))]
}

fn counts_type() -> DataType {
    let entries = DataType::Struct(Fields::from(map_fields().to_vec()));
    DataType::Map(Arc::new(Field::new(map_names().entry, entries, false)), false)
}

fn span_fields() -> Fields {
    ["start", "end"].map(|name| Field::new(name, DataType::Int32, false)).into_iter().collect()
}

fn edit_fields() -> Fields {
    let text = Field::new("text", DataType::Utf8, false);
    span_fields().iter().map(|field| (**field).clone()).chain([text]).collect()
}

fn element(fields: Fields) -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Struct(fields), false))
}

fn finding_fields() -> Fields {
    let texts =
        TEXTS_OF_A_FINDING.map(|name| Field::new(name, DataType::Utf8, matches!(name, "message_id" | "suggestion")));
    let numbers = NUMBERS_OF_A_FINDING.map(|name| Field::new(name, DataType::Int32, false));
    let places = [("related", span_fields()), ("fix", edit_fields())];
    let places = places.map(|(name, fields)| Field::new(name, DataType::List(element(fields)), false));
    let points = Field::new("points", DataType::Float64, true);
    texts.into_iter().chain(numbers).chain(places).chain([points]).collect()
}

fn finding_field() -> Arc<Field> {
    element(finding_fields())
}

type Spans = ListBuilder<StructBuilder>;

/// Collects rows into record batches.
pub struct TableBuilder {
    schema: SchemaRef,
    options: RowOptions,
    /// path, id, url, source, group, encoding, lang, verdict, error.
    texts: [StringBuilder; 9],
    line: Int64Builder,
    row_group: Int32Builder,
    row: Int64Builder,
    words: Int32Builder,
    numbers: [Float64Builder; NUMBERS.len()],
    severities: [Int32Builder; SEVERITIES.len()],
    counts: MapBuilder<StringBuilder, Int32Builder>,
    rules: Vec<Int32Builder>,
    findings: ListBuilder<StructBuilder>,
    rows: usize,
}

impl TableBuilder {
    /// A builder of rows with these columns.
    #[must_use]
    pub fn new(options: RowOptions) -> Self {
        let [key, value] = map_fields();
        let counts = MapBuilder::new(Some(map_names()), StringBuilder::new(), Int32Builder::new());
        let texts = TEXTS_OF_A_FINDING.map(|_| Box::new(StringBuilder::new()) as Box<dyn ArrayBuilder>);
        let numbers = NUMBERS_OF_A_FINDING.map(|_| Box::new(Int32Builder::new()) as Box<dyn ArrayBuilder>);
        let places = [span_fields(), edit_fields()].map(|fields| {
            let places: Spans =
                ListBuilder::new(StructBuilder::from_fields(fields.clone(), 0)).with_field(element(fields));
            Box::new(places) as Box<dyn ArrayBuilder>
        });
        let points = Box::new(Float64Builder::new()) as Box<dyn ArrayBuilder>;
        let builders = texts.into_iter().chain(numbers).chain(places).chain([points]);
        let finding = StructBuilder::new(finding_fields(), builders.collect());
        Self {
            schema: schema(&options),
            texts: Default::default(),
            line: Int64Builder::new(),
            row_group: Int32Builder::new(),
            row: Int64Builder::new(),
            words: Int32Builder::new(),
            numbers: Default::default(),
            severities: Default::default(),
            counts: counts.with_keys_field(key).with_values_field(value),
            rules: options.rule_columns.iter().map(|_| Int32Builder::new()).collect(),
            findings: ListBuilder::new(finding).with_field(finding_field()),
            rows: 0,
            options,
        }
    }

    /// The columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Rows that were added since the last batch.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Adds a row.
    pub fn push(&mut self, row: &ScoreRow) {
        let labels = &row.labels;
        let document = row.outcome.as_ref().ok();
        let score = document.map(|document| &document.score);
        let texts = [
            Some(&*labels.path),
            labels.id.as_deref(),
            labels.url.as_deref(),
            labels.source.as_deref(),
            labels.group.as_deref(),
            document.and_then(|document| document.encoding.as_deref()),
            document.map(|document| &*document.lang),
            score.map(|score| score.verdict.name()),
            row.outcome.as_ref().err().map(String::as_str),
        ];
        self.texts.iter_mut().zip(texts).for_each(|(column, text)| column.append_option(text));
        self.line.append_option(labels.line.map(|line| line as i64));
        self.row_group.append_option(labels.row_group.map(|group| group as i32));
        self.row.append_option(labels.row.map(|row| row as i64));
        self.words.append_option(score.map(|score| score.words as i32));
        let numbers = document.map(DocumentScore::numbers);
        for (at, column) in self.numbers.iter_mut().enumerate() {
            column.append_option(numbers.map(|numbers| numbers[at]));
        }
        for (at, column) in self.severities.iter_mut().enumerate() {
            column.append_option(document.map(|document| document.severities[at] as i32));
        }
        if self.options.rule_columns.is_empty() {
            for (rule, count) in document.iter().flat_map(|document| &document.counts) {
                self.counts.keys().append_value(rule);
                self.counts.values().append_value(*count as i32);
            }
            self.counts.append(document.is_some()).expect("as many keys as values");
        }
        for (rule, column) in self.options.rule_columns.iter().zip(&mut self.rules) {
            column.append_option(document.map(|document| document.count(rule) as i32));
        }
        if self.options.findings {
            let findings = document.and_then(|document| document.findings.as_ref());
            for defect in findings.into_iter().flatten() {
                push_defect(self.findings.values(), defect);
            }
            self.findings.append(findings.is_some());
        }
        self.rows += 1;
    }

    /// The rows that were added since the last batch.
    ///
    /// # Errors
    /// Never, as long as the columns are those of the schema.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let [path, id, url, source, group, encoding, lang, verdict, error] = &mut self.texts;
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(path.finish()),
            Arc::new(self.line.finish()),
            Arc::new(self.row_group.finish()),
            Arc::new(self.row.finish()),
            Arc::new(id.finish()),
            Arc::new(url.finish()),
            Arc::new(source.finish()),
            Arc::new(group.finish()),
            Arc::new(encoding.finish()),
            Arc::new(lang.finish()),
            Arc::new(self.words.finish()),
            Arc::new(verdict.finish()),
        ];
        columns.extend(self.numbers.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        columns.extend(self.severities.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        if self.options.rule_columns.is_empty() {
            columns.push(Arc::new(self.counts.finish()));
        }
        columns.extend(self.rules.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        if self.options.findings {
            columns.push(Arc::new(self.findings.finish()));
        }
        columns.push(Arc::new(error.finish()));
        self.rows = 0;
        RecordBatch::try_new(self.schema(), columns)
    }
}

fn push_defect(row: &mut StructBuilder, defect: &Defect) {
    let texts = [
        Some(&*defect.rule),
        Some(&*defect.axis),
        Some(&*defect.severity),
        Some(&*defect.confidence),
        Some(&*defect.mqm),
        Some(&*defect.its),
        Some(&*defect.text),
        Some(&*defect.message),
        defect.message_id.as_deref(),
        defect.suggestion.as_deref(),
    ];
    let Defect { start, end, byte_start, byte_end, line, column, count, .. } = *defect;
    let numbers = [start, end, byte_start, byte_end, line, column, count];
    for (at, text) in texts.into_iter().enumerate() {
        field::<StringBuilder>(row, at).append_option(text);
    }
    for (at, number) in numbers.into_iter().enumerate() {
        field::<Int32Builder>(row, texts.len() + at).append_value(number as i32);
    }
    let at = texts.len() + numbers.len();
    let related = field::<Spans>(row, at);
    for &Related { start, end } in &defect.related {
        push_span(related.values(), start, end);
        related.values().append(true);
    }
    related.append(true);
    let fix = field::<Spans>(row, at + 1);
    for Replacement { start, end, text } in &defect.fix {
        push_span(fix.values(), *start, *end);
        field::<StringBuilder>(fix.values(), 2).append_value(text);
        fix.values().append(true);
    }
    fix.append(true);
    field::<Float64Builder>(row, at + 2).append_option(defect.points);
    row.append(true);
}

fn push_span(row: &mut StructBuilder, start: u32, end: u32) {
    field::<Int32Builder>(row, 0).append_value(start as i32);
    field::<Int32Builder>(row, 1).append_value(end as i32);
}

fn field<B: ArrayBuilder>(row: &mut StructBuilder, at: usize) -> &mut B {
    row.field_builder(at).expect("the builders are those of the fields")
}

/// Rows of a record batch, as [`TableBuilder`] builds them, with places or [without](without_places). Columns are known by
/// their names; whole numbers that have no other meaning are counts of rules.
///
/// # Errors
/// When a column is missing or of another type.
pub fn rows(batch: &RecordBatch) -> Result<Vec<ScoreRow>, String> {
    let columns = Columns(batch);
    let texts = ["id", "url", "source", "group", "lang", "verdict", "error"];
    let texts = texts.iter().map(|name| columns.texts(name)).collect::<Result<Vec<_>, _>>()?;
    let in_files = batch.column_by_name("path").is_some();
    let places = in_files.then(|| Places::of(&columns)).transpose()?;
    let words = columns.ints("words")?;
    let numbers = NUMBERS.iter().map(|name| columns.floats(name)).collect::<Result<Vec<_>, _>>()?;
    let severities = SEVERITIES.iter().map(|name| columns.ints(name)).collect::<Result<Vec<_>, _>>()?;
    let known = schema(&RowOptions { findings: true, ..RowOptions::default() });
    let rules: Vec<(String, &Int32Array)> = batch
        .schema_ref()
        .fields()
        .iter()
        .filter(|field| *field.data_type() == DataType::Int32 && known.field_with_name(field.name()).is_err())
        .filter_map(|field| Some((field.name().clone(), batch.column_by_name(field.name())?.as_primitive_opt()?)))
        .collect();
    let counts = batch.column_by_name("counts").and_then(|column| column.as_map_opt());
    let findings = batch.column_by_name("findings").and_then(|column| column.as_list_opt::<i32>());
    let mut rows = Vec::with_capacity(batch.num_rows());
    for at in 0..batch.num_rows() {
        let text = |column: usize| {
            let column = texts[column];
            column.is_valid(at).then(|| column.value(at).to_owned())
        };
        let count = |column: &Int32Array| column.is_valid(at).then(|| column.value(at) as u32);
        let labels = Labels {
            id: text(0),
            url: text(1),
            source: text(2),
            group: text(3),
            ..places.as_ref().map(|places| places.labels(at)).unwrap_or_default()
        };
        if let Some(error) = text(6) {
            rows.push(ScoreRow::failed(labels, error));
            continue;
        }
        let mut of_rules: Counts = match counts {
            Some(counts) if counts.is_valid(at) => {
                let entries = counts.value(at);
                let (keys, values) = (entries.column(0).as_string_opt::<i32>(), entries.column(1).as_primitive_opt());
                let (keys, values) = keys.zip(values).ok_or("counts is no map of texts to whole numbers")?;
                let values: &Int32Array = values;
                (0..keys.len()).map(|at| (keys.value(at).to_owned().into(), values.value(at) as u32)).collect()
            }
            _ => rules
                .iter()
                .filter_map(|(rule, column)| Some((rule.clone().into(), count(column).filter(|&count| count > 0)?)))
                .collect(),
        };
        of_rules.sort();
        let verdict = text(5).unwrap_or_default();
        rows.push(ScoreRow {
            labels,
            outcome: Ok(DocumentScore {
                lang: text(4).unwrap_or_default().into(),
                encoding: places.as_ref().and_then(|places| places.encoding(at)).map(Cow::Owned),
                score: DocumentScore::score_of(
                    count(words).unwrap_or_default(),
                    Verdict::by_name(&verdict).ok_or_else(|| format!("{verdict:?} is no verdict"))?,
                    std::array::from_fn(|name| numbers[name].value(at)),
                ),
                severities: [0, 1, 2].map(|level: usize| count(severities[level]).unwrap_or_default()),
                counts: of_rules,
                findings: match findings {
                    Some(findings) if findings.is_valid(at) => Some(defects(&findings.value(at))?),
                    _ => None,
                },
            }),
        });
    }
    Ok(rows)
}

/// The columns that say where documents stand.
struct Places<'c> {
    path: &'c StringArray,
    line: &'c Int64Array,
    row_group: &'c Int32Array,
    row: &'c Int64Array,
    encoding: &'c StringArray,
}

impl<'c> Places<'c> {
    fn of(columns: &Columns<'c, RecordBatch>) -> Result<Self, String> {
        Ok(Self {
            path: columns.texts("path")?,
            line: columns.longs("line")?,
            row_group: columns.ints("row_group")?,
            row: columns.longs("row")?,
            encoding: columns.texts("encoding")?,
        })
    }

    fn labels(&self, at: usize) -> Labels {
        Labels {
            line: self.line.is_valid(at).then(|| self.line.value(at) as u64),
            row_group: self.row_group.is_valid(at).then(|| self.row_group.value(at) as u32),
            row: self.row.is_valid(at).then(|| self.row.value(at) as u64),
            ..Labels::of(if self.path.is_valid(at) { self.path.value(at) } else { "" })
        }
    }

    fn encoding(&self, at: usize) -> Option<String> {
        self.encoding.is_valid(at).then(|| self.encoding.value(at).to_owned())
    }
}

/// Findings of a document.
fn defects(array: &ArrayRef) -> Result<Vec<Defect>, String> {
    let list = array.as_struct_opt().ok_or("findings are no structs")?;
    let columns = Columns(list);
    let texts = TEXTS_OF_A_FINDING.iter().map(|name| columns.texts(name)).collect::<Result<Vec<_>, _>>()?;
    let numbers = NUMBERS_OF_A_FINDING.iter().map(|name| columns.ints(name)).collect::<Result<Vec<_>, _>>()?;
    let places = |name: &str| {
        let column = list.column_by_name(name).and_then(|column| column.as_list_opt::<i32>());
        column.ok_or_else(|| format!("{name} is no list"))
    };
    let (related, fix) = (places("related")?, places("fix")?);
    // Tables of earlier programs have none.
    let points = list.column_by_name("points").and_then(|column| column.as_primitive_opt::<Float64Type>());
    let defect = |at: usize| {
        let text = |column: usize| texts[column].value(at).to_owned();
        let number = |column: usize| numbers[column].value(at) as u32;
        let (related, fix) = (related.value(at), fix.value(at));
        let spans = |places: &ArrayRef| -> Result<Vec<(u32, u32)>, String> {
            let places = Columns(places.as_struct_opt().ok_or("places are no structs")?);
            let (start, end) = (places.ints("start")?, places.ints("end")?);
            Ok((0..start.len()).map(|at| (start.value(at) as u32, end.value(at) as u32)).collect())
        };
        let replacements = Columns(fix.as_struct_opt().ok_or("places are no structs")?).texts("text")?.clone();
        let fix = spans(&fix)?.into_iter().enumerate();
        Ok(Defect {
            rule: text(0).into(),
            axis: text(1).into(),
            severity: text(2).into(),
            confidence: text(3).into(),
            mqm: text(4).into(),
            its: text(5).into(),
            text: text(6),
            message: text(7),
            message_id: texts[8].is_valid(at).then(|| text(8).into()),
            suggestion: texts[9].is_valid(at).then(|| text(9)),
            start: number(0),
            end: number(1),
            byte_start: number(2),
            byte_end: number(3),
            line: number(4),
            column: number(5),
            count: number(6),
            points: points.filter(|points| points.is_valid(at)).map(|points| points.value(at)),
            related: spans(&related)?.into_iter().map(|(start, end)| Related { start, end }).collect(),
            fix: fix
                .map(|(at, (start, end))| Replacement { start, end, text: replacements.value(at).to_owned() })
                .collect(),
        })
    };
    (0..list.len()).map(defect).collect()
}

/// The columns of a table by name and type.
struct Columns<'c, T>(&'c T);

trait Named {
    fn named(&self, name: &str) -> Option<&ArrayRef>;
}

impl Named for RecordBatch {
    fn named(&self, name: &str) -> Option<&ArrayRef> {
        self.column_by_name(name)
    }
}

impl Named for StructArray {
    fn named(&self, name: &str) -> Option<&ArrayRef> {
        self.column_by_name(name)
    }
}

impl<'c, T: Named> Columns<'c, T> {
    fn of<A>(&self, name: &str, what: &str, cast: impl Fn(&'c ArrayRef) -> Option<A>) -> Result<A, String> {
        let column = self.0.named(name).ok_or_else(|| format!("no rows of scores: there is no column {name}"))?;
        cast(column).ok_or_else(|| format!("the column {name} has no {what}"))
    }

    fn texts(&self, name: &str) -> Result<&'c StringArray, String> {
        self.of(name, "texts", |column| column.as_string_opt::<i32>())
    }

    fn ints(&self, name: &str) -> Result<&'c Int32Array, String> {
        self.of(name, "32-bit whole numbers", |column| column.as_primitive_opt::<Int32Type>())
    }

    fn longs(&self, name: &str) -> Result<&'c Int64Array, String> {
        self.of(name, "64-bit whole numbers", |column| column.as_primitive_opt::<Int64Type>())
    }

    fn floats(&self, name: &str) -> Result<&'c arrow_array::Float64Array, String> {
        self.of(name, "numbers", |column| column.as_primitive_opt::<Float64Type>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_places_are_read_as_rows_of_no_file() {
        let score = DocumentScore {
            lang: "fa".into(),
            encoding: None,
            score: crate::score::score(200, &[], &crate::score::Scoring::default()).0,
            severities: [0, 1, 2],
            counts: vec![("kashida".into(), 3)],
            findings: None,
        };
        let labels = |path: &str| Labels { id: Some("7".to_owned()), group: Some("a".to_owned()), ..Labels::of(path) };
        let outcomes = [Ok(score), Err("\"text\" is null".to_owned())];
        let row = |path: &str, outcome: &Result<_, String>| ScoreRow { labels: labels(path), outcome: outcome.clone() };
        let mut table = TableBuilder::new(RowOptions::default());
        outcomes.iter().for_each(|outcome| table.push(&row("corpus.jsonl", outcome)));
        let batch = table.finish().expect("the columns of the schema");
        let without = without_places(&batch).expect("the columns of the schema");
        assert_eq!(without.schema(), schema_without_places(&RowOptions::default()));
        for (batch, path) in [(batch, "corpus.jsonl"), (without, "")] {
            let expected: Vec<ScoreRow> = outcomes.iter().map(|outcome| row(path, outcome)).collect();
            assert_eq!(rows(&batch).expect("rows of scores"), expected);
        }
    }
}
