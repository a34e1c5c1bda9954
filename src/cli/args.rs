//! What can be said on the command line.

use super::CliError;
use crate::batch::{GroupBy, MOST_THREADS};
use crate::config::Layer;
use crate::lang::{Inflections, Lang};
use crate::rules;
use crate::words::UiLang;
use anstream::ColorChoice;
use clap::builder::{ArgPredicate, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
#[cfg(feature = "serve")]
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// Finds unedited machine translation in Persian and Arabic news articles and scores it.
#[derive(Debug, Parser)]
#[command(name = "mtlint", version, max_term_width = 100, propagate_version = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Mark the doubtful places of articles
    ///
    /// Exit code: 0 nothing at or above the gate, 1 a document fails, 2 something could not be done (every
    /// other file is still reported). With --fix it is that of what is left; with --diff 1 says that --fix would
    /// change something.
    Check(CheckArgs),
    /// Score articles and corpora, one row a document
    ///
    /// Corpora are JSON lines, CSV, TSV and Parquet (.jsonl, .csv, .tsv, .parquet; the text forms also with .gz or
    /// .zst), known by their names. A row that cannot be read gives a row that says why, so that as many come
    /// out as went in. Memory does not grow with the corpus.
    ///
    /// Exit code: 0, or 2 when something could not be done (everything else is done).
    Score(ScoreArgs),
    /// Measure the findings against documents in which people marked the defects
    ///
    /// Precision and recall give credit for parts: a finding that covers half of a defect has found half of
    /// it. Counts are whole, with 95 % intervals: a defect is found when a finding touches it. A finding on
    /// a defect of another label is neither right nor a false alarm. A decoy is a place that must be left
    /// alone.
    ///
    /// Exit code: 0, 1 when a floor is missed, or 2 when something could not be done (every other document is
    /// still measured).
    Eval(EvalArgs),
    /// Print the page of a rule: what it flags, why, examples
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Work on lists of phrases
    #[command(subcommand)]
    Lexicon(LexiconCommand),
    /// Try a configuration: its keys, files and globs, and the examples of the rules in it
    ///
    /// Exit code: 0 it is sound, 1 an example is not as it says, 2 it cannot be used.
    CheckConfig(CheckConfigArgs),
    /// Serve an editor over the standard input and output (Language Server Protocol)
    ///
    /// Exit code: 0 when the editor said goodbye, 1 when it did not, 2 when it could not be started.
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    #[cfg(not(feature = "lsp"))]
    #[command(hide = true, disable_help_flag = true)]
    Lsp(AbsentArgs),
    /// Serve a page to paste articles into, and the check for other programs, over HTTP
    ///
    /// Exit code: 0 when it was told to end, 2 when it could not be started.
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    #[cfg(not(feature = "serve"))]
    #[command(hide = true, disable_help_flag = true)]
    Serve(AbsentArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or that of a command
    Man(ManArgs),
}

/// Whatever is said to a command that was not built in.
#[cfg(not(all(feature = "lsp", feature = "serve")))]
#[derive(Debug, Args)]
pub(super) struct AbsentArgs {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    _arguments: Vec<std::ffi::OsString>,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The command («check»); several words for one within another («lexicon check»)
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// Find the rows of a list that are doubled, malformed, out of order or can never match
    ///
    /// A list is UTF-8 text: a row a line, `#` before comments, columns between tabs, first the form. Exit
    /// code: 0 nothing is wrong, 1 something is, 2 a file could not be read or written.
    Check(LexiconCheckArgs),
}

#[derive(Debug, Args)]
pub(super) struct LexiconCheckArgs {
    /// Lists
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Language whose affixes a word with `~` takes
    #[arg(long, value_parser = PossibleValuesParser::new(Lang::supported().iter().map(|lang| lang.code())))]
    lang: Option<String>,
    /// Rewrite the list: rows sorted, doubles dropped, columns trimmed, comments before the rows
    #[arg(long)]
    pub fix: bool,
    #[command(flatten)]
    pub color: ColorArgs,
}

impl LexiconCheckArgs {
    /// The affixes of the language of the lists.
    pub fn inflections(&self) -> Inflections {
        let pack = self.lang.as_deref().and_then(Lang::supported_by_code).and_then(Lang::pack);
        pack.map(|pack| pack.inflections().clone()).unwrap_or_default()
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckConfigArgs {
    /// Configuration; without it the nearest mtlint.toml or .mtlint.toml
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Print the JSON Schema of the file instead
    #[arg(long)]
    pub schema: bool,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[cfg(feature = "lsp")]
#[derive(Debug, Args)]
pub(super) struct LspArgs {
    /// Use the standard input and output, as is done anyway: some editors say so
    #[arg(long)]
    stdio: bool,
    /// Configuration to use, instead of the nearest mtlint.toml or .mtlint.toml from each file upward
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long)]
    pub isolated: bool,
    #[command(flatten)]
    pub ui: UiArgs,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// Shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Form of the report [default: what the ending of the output tells, else human]
    #[arg(long, value_enum)]
    format: Option<CheckFormat>,
    /// Add the number of findings of each rule
    #[arg(long)]
    pub statistics: bool,
    /// Print the settings of each PATH and where they come from, and check nothing
    #[arg(long, help_heading = "Configuration")]
    pub show_settings: bool,
    /// Print the files that would be checked, and check nothing
    #[arg(long, help_heading = "Configuration", conflicts_with = "show_settings")]
    pub show_files: bool,
    #[command(flatten)]
    pub fixes: FixArgs,
    #[command(flatten)]
    pub common: CommonArgs,
    #[command(flatten)]
    pub gate: GateArgs,
    #[command(flatten)]
    pub baseline: BaselineArgs,
    #[command(flatten)]
    pub changed: ChangedArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub(super) struct FixArgs {
    /// Mend what is certain (spacing, marks, letters of the wrong keyboard, invisible characters) and report what is
    /// left; of the standard input the mended text is written instead of a report
    #[arg(long, conflicts_with_all = ["write_baseline", "show_settings", "show_files"])]
    pub fix: bool,
    /// Print what --fix would change as a unified diff, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "write_baseline", "show_settings", "show_files", "statistics"])]
    pub diff: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Known findings")]
pub(super) struct BaselineArgs {
    /// Let the findings of this file through: those that were there when it was written
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to the baseline (mtlint-baseline.json when none is named) and let it through from
    /// now on
    #[arg(long)]
    pub write_baseline: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Changed lines")]
pub(super) struct ChangedArgs {
    /// Only findings on lines that differ from the last commit; verdicts are those of whole documents
    #[arg(long)]
    pub changed: bool,
    /// Only findings on lines that changed since the branch left this commit, branch or tag
    #[arg(long, value_name = "REF", conflicts_with = "changed")]
    pub since: Option<String>,
}

impl CheckArgs {
    /// The form of the report.
    pub fn format(&self) -> CheckFormat {
        self.format.unwrap_or_else(|| match self.common.run.ending().as_deref() {
            Some("html" | "htm") => CheckFormat::Html,
            Some("json") => CheckFormat::Json,
            Some("jsonl" | "ndjson") => CheckFormat::Jsonl,
            Some("csv") => CheckFormat::Csv,
            Some("sarif") => CheckFormat::Sarif,
            _ => CheckFormat::Human,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Human,
    /// One line a finding
    Concise,
    /// A page for the browser in one file: an overview, and each text with its doubtful places marked
    Html,
    /// One array of documents
    Json,
    /// One document a line
    Jsonl,
    /// One row a finding, for spreadsheets
    Csv,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions, worst first, and the summary of the job
    Github,
    /// Code Quality report of GitLab
    Gitlab,
    /// JUnit XML: a document is a test that passes or fails
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// Reviewdog Diagnostic Format
    Rdjson,
    /// Reviewdog Diagnostic Format, one finding a line
    Rdjsonl,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Gate")]
pub(super) struct GateArgs {
    /// Fail a document whose translation score is lower
    #[arg(long, value_name = "N", value_parser = score)]
    pub min_score: Option<f64>,
    /// Fail a document whose typography score is lower
    #[arg(long, value_name = "N", value_parser = score)]
    pub min_typography: Option<f64>,
    /// Fail a document whose extraction score is lower
    #[arg(long, value_name = "N", value_parser = score)]
    pub min_extraction: Option<f64>,
    /// Fail a document with more critical findings of translation
    #[arg(long, value_name = "N")]
    pub max_critical: Option<u32>,
    /// Fail a document with more major findings of translation
    #[arg(long, value_name = "N")]
    pub max_major: Option<u32>,
    /// Fail a document with more minor findings of translation
    #[arg(long, value_name = "N")]
    pub max_minor: Option<u32>,
    /// Exit with 0 even if a document fails
    #[arg(long)]
    pub exit_zero: bool,
}

#[derive(Debug, Args)]
pub(super) struct ScoreArgs {
    /// Form of the rows [default: as the ending of the output says, else table]
    #[arg(long, value_enum)]
    pub format: Option<ScoreFormat>,
    /// Put the findings into each row (JSON lines and Parquet)
    #[arg(long)]
    pub findings: bool,
    /// One column for the count of each rule (CSV and Parquet), instead of all counts in one
    #[arg(long)]
    pub columns: bool,
    #[command(flatten)]
    pub corpus: CorpusArgs,
    #[command(flatten)]
    pub summary: SummaryArgs,
    #[command(flatten)]
    pub long: LongRunArgs,
    #[command(flatten)]
    pub common: CommonArgs,
}

/// What a run adds up to.
#[derive(Debug, Args)]
#[command(next_help_heading = "Summary")]
pub(super) struct SummaryArgs {
    /// Write what the run adds up to as JSON: verdicts, distributions of scores, findings of each rule per 1,000 words with
    /// intervals, the worst documents, all that by group too
    #[arg(long, value_name = "FILE", value_parser = file())]
    pub summary: Option<PathBuf>,
    /// Write the same as a page for the browser in one file, which loads nothing
    #[arg(long, value_name = "FILE", value_parser = file())]
    pub report: Option<PathBuf>,
    /// Compare with an earlier run (.parquet, .jsonl or .csv), document by document: what got worse and better, and
    /// whether that says something
    #[arg(long, value_name = "SCORES")]
    pub compare: Option<PathBuf>,
}

/// How corpora are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Corpora")]
pub(super) struct CorpusArgs {
    /// How the inputs are written, whatever their names say; gzip and Zstandard are recognised [default: auto]
    #[arg(long, value_enum, default_value_t = InputFormat::Auto, hide_default_value = true)]
    pub input_format: InputFormat,
    /// Field or column of the text; `a.b` or `/a/b` is the field b inside a [default: text]
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// Field of what identifies a document [default: id, where there is one]
    #[arg(long, value_name = "FIELD")]
    pub id_field: Option<String>,
    /// Field of the language; where it is neither Persian nor Arabic the text tells it
    #[arg(long, value_name = "FIELD")]
    pub lang_field: Option<String>,
    /// Field of the address [default: url, where there is one]
    #[arg(long, value_name = "FIELD")]
    pub url_field: Option<String>,
    /// Field of who published a document
    #[arg(long, value_name = "FIELD")]
    pub source_field: Option<String>,
    /// Field of what documents are counted by, in the column `group` and in the summary; @lang, @host (of the address),
    /// @file and @folder are known without a field
    #[arg(long, value_name = "FIELD", visible_alias = "group-field", value_parser = GroupBy::parse)]
    pub group_by: Option<GroupBy>,
    /// Character between the cells of CSV [default: a comma, in TSV a tab]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
    /// Quotation marks in CSV and TSV are characters like others
    #[arg(long)]
    pub no_quotes: bool,
    /// The first row of CSV and TSV is a document; the columns are called 1, 2, 3
    #[arg(long)]
    pub no_header: bool,
    /// Write rows that cannot be read to this file, as they are
    #[arg(long, value_name = "FILE", value_parser = file())]
    pub rejects: Option<PathBuf>,
}

/// What long runs need.
#[derive(Debug, Args)]
#[command(next_help_heading = "Long runs")]
pub(super) struct LongRunArgs {
    /// Go on with the run into the same output that was killed; without one, begin
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Rows of a row group of Parquet; a run that is killed loses at most one
    #[arg(long, value_name = "N", default_value_t = 32_768, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub row_group_size: u32,
    /// Check texts that come again anew; the output is the same
    #[arg(long, hide = true)]
    pub no_cache: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum InputFormat {
    /// As the ending of each name says
    Auto,
    /// Articles: plain text, HTML, Markdown
    Text,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Apache Parquet
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    /// Columns for the eye; c/M/m counts critical, major and minor findings of translation
    Table,
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Apache Parquet (needs --output)
    Parquet,
}

/// One byte that can stand between cells.
fn delimiter(text: &str) -> Result<u8, String> {
    let delimiter = match text {
        "\\t" | "tab" => Some(b'\t'),
        _ => text.bytes().next().filter(|byte| text.len() == 1 && byte.is_ascii() && !b"\"\r\n".contains(byte)),
    };
    delimiter.ok_or_else(|| "one ASCII character, or `tab`".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct EvalArgs {
    /// Files of marks (NAME.gold.jsonl beside NAME.txt, or documents with their marks, one a line), folders of
    /// NAME.gold.jsonl, or - for the standard input
    #[arg(value_name = "GOLD", required = true)]
    pub paths: Vec<PathBuf>,
    /// Form of the report [default: what the ending of the output tells, else table]
    #[arg(long, value_enum)]
    format: Option<EvalFormat>,
    /// Fail when the precision of all rules together is lower
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Gate")]
    pub min_precision: Option<f64>,
    /// Fail when the recall of all rules together is lower
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Gate")]
    pub min_recall: Option<f64>,
    #[command(flatten)]
    pub run: RunArgs,
}

impl EvalArgs {
    /// The form of the report.
    pub fn format(&self) -> EvalFormat {
        self.format.unwrap_or_else(|| match self.run.ending().as_deref() {
            Some("md" | "markdown") => EvalFormat::Markdown,
            Some("json") => EvalFormat::Json,
            _ => EvalFormat::Table,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormat {
    /// Columns for the eye
    Table,
    /// A table for a README or a pull request
    Markdown,
    /// One object
    Json,
}

/// Not a number would compare with nothing and open the gate.
fn score(text: &str) -> Result<f64, String> {
    let score = text.parse().ok().filter(|score| (0.0..=100.0).contains(score));
    score.ok_or_else(|| "a score is a number from 0 to 100".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a share is a number from 0 to 1".to_owned())
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Name of the rule
    pub rule: String,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Form of the list
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub format: RulesFormat,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum RulesFormat {
    /// One line a rule
    Text,
    /// One array of rules
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ColorArgs {
    /// When to use colours (NO_COLOR is honoured)
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorArgs {
    /// The choice as the output stream understands it.
    pub fn choice(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// What `check` and `score` have in common.
#[derive(Debug, Args)]
pub(super) struct CommonArgs {
    /// Files, folders and globs, or - for the standard input; of a folder all .txt, .html and .md files and their like;
    /// `score` takes corpora from it too
    #[arg(value_name = "PATH", default_value = ".", default_value_if("stdin_filename", ArgPredicate::IsPresent, "-"))]
    pub paths: Vec<PathBuf>,
    /// Name of the standard input in the report; its ending says how it is read
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    pub stdin_filename: String,
    /// Nothing about documents without findings, no summary
    #[arg(short, long)]
    pub quiet: bool,
    #[command(flatten)]
    pub ui: UiArgs,
    #[command(flatten)]
    pub run: RunArgs,
}

/// What the program speaks.
#[derive(Debug, Args)]
pub(super) struct UiArgs {
    /// Language of messages and reports; names in data and the pages of rules stay English
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ui_languages())]
    pub ui_lang: UiLang,
}

fn ui_languages() -> impl TypedValueParser<Value = UiLang> {
    PossibleValuesParser::new(UiLang::ALL.map(UiLang::code)).map(|code| UiLang::of_tag(&code).unwrap_or_default())
}

fn threads() -> impl TypedValueParser<Value = usize> {
    clap::value_parser!(u16).range(0..=i64::from(MOST_THREADS)).map(usize::from)
}

/// A file beside the rows, which have the standard output.
fn file() -> impl TypedValueParser<Value = PathBuf> {
    let named = |path: PathBuf| if path.as_os_str() == "-" { Err("the rows go there: name a file") } else { Ok(path) };
    clap::builder::PathBufValueParser::new().try_map(named)
}

/// What every command has that checks documents.
#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// Write to a file instead of the standard output (-); it appears when it is complete
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    pub settings: SettingsArgs,
    /// Threads; 0 is one for each core. The output does not depend on it
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads())]
    pub threads: usize,
    #[command(flatten)]
    pub color: ColorArgs,
}

impl RunArgs {
    /// The file to write to, unless it is the standard output.
    pub fn output(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// The ending of its name, in small letters.
    pub fn ending(&self) -> Option<String> {
        Some(self.output()?.extension()?.to_str()?.to_ascii_lowercase())
    }
}

/// What is looked for, and where it is configured.
#[derive(Debug, Args)]
pub(super) struct SettingsArgs {
    /// Language of the articles [default: auto]
    #[arg(long, value_parser = languages())]
    lang: Option<String>,
    /// Run only these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    select: Vec<String>,
    /// Leave these rules out; stands in the place of `ignore` in the configuration
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    ignore: Vec<String>,
    /// Neither show nor score milder findings [default: minor]
    #[arg(long, value_enum, help_heading = "Rules")]
    min_severity: Option<SeverityArg>,
    /// Neither show nor score less certain findings [default: low]
    #[arg(long, value_enum, help_heading = "Rules")]
    min_confidence: Option<ConfidenceArg>,
    /// Configuration to use, instead of the nearest mtlint.toml or .mtlint.toml from each file upward
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, help_heading = "Configuration")]
    pub isolated: bool,
    /// Largest file that is read, in bytes [default: 64000000; of a row of a corpus 16000000]
    #[arg(long, value_name = "N")]
    max_bytes: Option<u32>,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Address to listen on; others than the loopback are open to everybody who reaches this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Port to listen on; 0 takes one that is free
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    /// Largest request, in bytes
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub max_request_bytes: u32,
    /// Seconds that a request may take to arrive, and that its check may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,
    /// Threads that check; 0 is one for each core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads())]
    pub threads: usize,
    #[command(flatten)]
    pub ui: UiArgs,
    #[command(flatten)]
    pub settings: SettingsArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SeverityArg {
    Minor,
    Major,
    Critical,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ConfidenceArg {
    Low,
    Medium,
    High,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(["auto"].into_iter().chain(Lang::supported().iter().map(|lang| lang.code())))
}

impl SettingsArgs {
    /// Whether milder or less certain findings are hidden than the configuration says.
    pub fn hides_milder(&self) -> bool {
        self.min_severity.is_some() || self.min_confidence.is_some()
    }

    /// What the arguments say, in the words of the configuration file.
    pub fn overrides(&self) -> Layer {
        let mut table = Table::new();
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                table.insert(key.to_owned(), value);
            }
        };
        let names = |names: &[String]| (!names.is_empty()).then(|| names.to_vec().into());
        let name = |value: PossibleValue| Value::from(value.get_name());
        set("lang", self.lang.as_deref().map(Value::from));
        set("select", names(&self.select));
        set("ignore", names(&self.ignore));
        set("min-severity", self.min_severity.and_then(|severity| severity.to_possible_value()).map(name));
        set("min-confidence", self.min_confidence.and_then(|confidence| confidence.to_possible_value()).map(name));
        set("max-bytes", self.max_bytes.map(Value::from));
        Layer { origin: "command line".to_owned(), table }
    }
}

impl GateArgs {
    /// Adds what the arguments say.
    pub fn add_to(&self, layer: &mut Layer) {
        let mut gate = Table::new();
        let scores = [
            ("min-score", self.min_score),
            ("min-typography", self.min_typography),
            ("min-extraction", self.min_extraction),
        ];
        let counts =
            [("max-critical", self.max_critical), ("max-major", self.max_major), ("max-minor", self.max_minor)];
        let scores = scores.into_iter().filter_map(|(key, score)| Some((key.to_owned(), Value::from(score?))));
        let counts = counts.into_iter().filter_map(|(key, count)| Some((key.to_owned(), Value::from(count?))));
        gate.extend(scores.chain(counts));
        if !gate.is_empty() {
            layer.table.insert("gate".to_owned(), Value::Table(gate));
        }
    }
}

/// The rule with this name, or a message that names the nearest one.
pub(super) fn known_rule(name: &str) -> Result<&'static dyn crate::rule::Rule, CliError> {
    rules::by_name(name).ok_or_else(|| {
        let hint = match rules::nearest_name(name) {
            Some(near) => format!("did you mean {near}?"),
            None => "`mtlint rules` lists all".to_owned(),
        };
        CliError::Usage(format!("there is no rule {name:?}; {hint}"))
    })
}
