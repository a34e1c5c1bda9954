//! The command line: arguments, subcommands, exit codes. Nothing below it prints.

mod args;
mod batch;
mod changed;
mod check;
mod config;
mod difference;
mod eval;
mod interrupt;
mod lexicon;
#[cfg(feature = "lsp")]
mod lsp;
mod output;
mod projects;
mod rules;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod silencing;

use crate::report::one_line;
use clap::{CommandFactory, Parser};
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Nothing at or above the gate.
const FINE: u8 = 0;
/// The gate failed.
const GATE_MISSED: u8 = 1;
/// Something could not be done.
const NOT_DONE: u8 = 2;

/// Why the work could not be done.
#[derive(Debug)]
enum CliError {
    /// A bad argument, or nothing to do: what to say of it.
    Usage(String),
    /// The output could not be written.
    Output(io::Error),
    /// A signal told the run to end.
    Interrupted(i32),
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
            Self::Interrupted(signal) => write!(f, "ended by signal {signal}"),
        }
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the command that the arguments of the process name.
pub fn run() -> ExitCode {
    ExitCode::from(run_with(std::env::args_os()))
}

/// Runs the command that the arguments name, the first of them the program's own name, and gives its exit code. The
/// command is all that its process does: signals that it listens to may end the process. What it writes is written when it
/// returns.
pub fn run_with(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let code = command(arguments);
    // A host that is no Rust program does not do it when the process ends.
    let _ = io::stdout().flush();
    code
}

fn command(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match args::Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe must not turn help into a panic.
            let _ = error.print();
            return if error.use_stderr() { NOT_DONE } else { FINE };
        }
    };
    let result = match &arguments.command {
        args::Command::Check(args) => check::run(args),
        args::Command::Score(args) => score::run(args),
        args::Command::Eval(args) => eval::run(args),
        args::Command::Explain(args) => rules::explain(args),
        args::Command::Rules(args) => rules::list(args),
        args::Command::Lexicon(args::LexiconCommand::Check(args)) => lexicon::check(args),
        #[cfg(feature = "lsp")]
        args::Command::Lsp(args) => lsp::run(args),
        #[cfg(not(feature = "lsp"))]
        args::Command::Lsp(_) => Err(absent("the language server", "lsp")),
        args::Command::CheckConfig(args) => config::check_config(args),
        #[cfg(feature = "serve")]
        args::Command::Serve(args) => serve::run(args),
        #[cfg(not(feature = "serve"))]
        args::Command::Serve(_) => Err(absent("the service", "serve")),
        args::Command::Completions(args) => print(|out| {
            clap_complete::generate(args.shell, &mut args::Arguments::command(), "mtlint", out);
            Ok(())
        }),
        args::Command::Man(args) => man(args),
    };
    match result {
        Ok(code) => code,
        // Whoever read the output has enough of it.
        Err(CliError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => FINE,
        Err(CliError::Interrupted(signal)) => interrupt::report(signal),
        Err(error) => {
            say(&error.to_string());
            NOT_DONE
        }
    }
}

/// What is said of a command that this program was built without.
#[cfg(not(all(feature = "lsp", feature = "serve")))]
fn absent(what: &str, feature: &str) -> CliError {
    CliError::Usage(format!(
        "this mtlint was built without {what} (cargo install --path . --features {feature}; pip install mtlint has it)"
    ))
}

/// Threads that check; 0 is one for each core.
fn pool(threads: usize) -> Result<rayon::ThreadPool, CliError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| CliError::Usage(format!("cannot start {threads} threads: {error}")))
}

/// Why a file of the user's choice is not there.
fn unwritable(path: &Path, error: &io::Error) -> CliError {
    CliError::Usage(format!("cannot write {}: {error}", one_line(&path.to_string_lossy())))
}

/// Writes what a library generates.
fn print(generate: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<u8, CliError> {
    let mut text = Vec::new();
    generate(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(FINE)
}

/// Prints the manual page of the program or of a command.
fn man(args: &args::ManArgs) -> Result<u8, CliError> {
    let mut command = args::Arguments::command();
    // Names that hold the program's, as pages refer to one another.
    command.build();
    let mut page = &command;
    for name in &args.command {
        let found = page.find_subcommand(name);
        page = found.ok_or_else(|| CliError::Usage(format!("there is no command {}", args.command.join(" "))))?;
    }
    let page = page.clone();
    print(|out| clap_mangen::Man::new(page).render(out))
}

/// "1 place", "2 places".
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A line on stderr. That nobody listens is no error.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "mtlint: {message}");
}
