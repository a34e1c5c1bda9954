//! `mtlint`: arguments → [`mtlint::cli::run`] → exit code.

fn main() -> std::process::ExitCode {
    mtlint::cli::run()
}
