//! `mtlint lexicon check`: what is wrong with a list of phrases.

use super::args::LexiconCheckArgs;
use super::output::Output;
use super::{CliError, FINE, GATE_MISSED, NOT_DONE, say, unwritable};
use crate::config::read_file;
use crate::lang::{fix_list, has_calques, review_calques, review_list};
use crate::report::{isolate, one_line};
use std::fs;
use std::io::ErrorKind;

pub(super) fn check(args: &LexiconCheckArgs) -> Result<u8, CliError> {
    let inflections = args.inflections();
    let mut output = Output::stdout(true, args.color.choice());
    let mut code = FINE;
    for path in &args.files {
        let name = one_line(&path.to_string_lossy());
        let mut text = match read_file(path) {
            Ok(text) => text,
            Err(error) => {
                say(&match error.kind() {
                    ErrorKind::NotFound => format!("{name}: no such file"),
                    _ => format!("{name}: cannot be read: {error}"),
                });
                code = NOT_DONE;
                continue;
            }
        };
        if args.fix {
            let fixed = fix_list(&text, &inflections);
            if fixed != text {
                // Under /dev it would be written behind what is in it.
                let file = fs::canonicalize(path).and_then(|path| Output::file(&path, false));
                let mut file = file.map_err(|error| unwritable(path, &error))?;
                file.write(&fixed)?;
                file.finish()?;
                text = fixed;
            }
        }
        let mut flaws = review_list(&text, &inflections);
        if has_calques(&text) {
            flaws.extend(review_calques(&text));
            flaws.sort_by_key(|found| found.line);
        }
        for found in &flaws {
            output.write(&format!("{name}:{}: {}\n", found.line, isolate(&found.flaw.to_string())))?;
        }
        if !flaws.is_empty() {
            code = code.max(GATE_MISSED);
        }
    }
    output.finish()?;
    Ok(code)
}
