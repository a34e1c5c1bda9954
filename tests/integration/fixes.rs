//! `--fix`: what changes, what never does, and what the command line makes of it.

use crate::cli::{CLEAN_FA, assert_code, err, folder, mtlint, out, with_stdin};
use crate::mending::{mended, settings};
use crate::{project, totality};
use mtlint::config::Terms;
use mtlint::fix::fix;
use mtlint::lang::{Lang, ZWNJ, fold, joins_next};
use mtlint::{Settings, check};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Texts of more bytes take too long in a test.
const LONG: usize = 50_000;

/// The shipped articles, what a careless typist and a careless scraper make of them, and hostile texts.
fn texts() -> Vec<String> {
    let mut texts = totality::hostile();
    texts.retain(|text| text.len() < LONG);
    for lang in ["ar", "fa"] {
        for entry in fs::read_dir(project("corpora").join(lang)).expect("corpora are shipped") {
            let path = entry.expect("readable").path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            let text = fs::read_to_string(path).expect("UTF-8");
            texts.push(text.replace(ZWNJ, " "));
            texts.push(text.replace(ZWNJ, "\u{200F}"));
            texts.push(text.replace("، ", " ،").replace('.', " ."));
            texts.push(text.replace('،', ",").replace('ی', "ي").replace('ک', "ك").replace('\n', "\r\n"));
            texts.push(text.replace("، ", "،،").replace(' ', "  ").replace('«', "« ").replace('»', " »"));
            texts.push(text.replace("ست", "ســـت").replace(' ', "\u{A0}").replace('«', "&quot;"));
            texts.push(text);
        }
    }
    texts
}

/// The letters and digits of a text in their one spelling: what makes its words.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Zero-width non-joiners that stand where nothing is to be parted.
fn idle_joiners(text: &str) -> usize {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(2).filter(|pair| pair[1] == ZWNJ && (!pair[0].is_alphabetic() || !joins_next(pair[0]))).count()
}

#[test]
fn fixes_come_to_rest_and_change_no_word_no_line_and_no_joiner_that_joins_nothing() {
    for text in texts() {
        let fixed = mended(&text, None);
        let start: String = text.chars().take(80).collect();
        assert_eq!(mended(&fixed, None), fixed, "fixing twice: {start:?}");
        if !text.contains('&') {
            assert_eq!(letters(&text), letters(&fixed), "words of {start:?}");
        }
        assert!(idle_joiners(&fixed) <= idle_joiners(&text), "joiners of {start:?}");
        let breaks = |text: &str| text.chars().filter(|c| matches!(c, '\n' | '\r' | '\u{2028}')).collect::<String>();
        assert_eq!(breaks(&text), breaks(&fixed), "lines of {start:?}");
    }
}

#[test]
fn addresses_code_and_latin_text_are_left_alone() {
    let kept = [
        "`می شود  , x`",
        "https://example.com/?a=1,b&amp;c=2",
        "The  plan , they said",
        "AT&amp;T",
        "<a href=\"x\" >",
        "```\nwhile  x :\n    می شود  ,\n```",
    ];
    for kept in kept {
        // A fence of program text stands on lines of its own.
        let inline = if kept.contains('\n') { "این" } else { kept };
        let text = format!("{CLEAN_FA}\n\nاین نمونه را  ببینید :\n\n{kept}\n\nاو می گوید {inline} درست است.\n");
        let fixed = mended(&text, Some(Lang::FA));
        assert!(fixed.contains("می\u{200C}گوید"), "{fixed}");
        assert_eq!(fixed.matches(kept).count(), text.matches(kept).count(), "{fixed}");
    }
}

#[test]
fn addresses_in_letters_of_arabic_script_are_left_alone() {
    let addresses = [
        "https://fa.wikipedia.org/wiki/كتاب",
        "https://fa.wikipedia.org/wiki/علي_(كريمي)",
        "https://example.ir/tag/میشود?q=الف,ب٬ج",
        "https://شركت.ایران/كتاب",
        "https://www.شركت.ایران",
        "www.x.ir/كتاب",
        "example.ir/كتاب#علي",
        "كتاب@example.ir",
        "علي.كريمي@شركت.ایران",
        "info@شركت.ایران",
        "@علي_كريمي",
        "/home/كتاب/x.txt",
        "C:\\Users\\علي\\x.txt",
        "http://a.b/می",
    ];
    for address in addresses {
        let text = format!("{CLEAN_FA}\n\nاو می گوید كتاب را در {address} رود ، یا ({address}).\n\n{address}\n");
        let fixed = mended(&text, Some(Lang::FA));
        assert_eq!(fixed.matches(address).count(), 3, "{fixed}");
        assert!(fixed.contains(&format!("او می\u{200C}گوید کتاب را در {address} رود، یا")), "{fixed}");
    }
    let text = "قال الوزیر إن کتاب https://example.com/گوگل-کتاب صدر ، وإن (https://example.com/کتاب) متاح.";
    let fixed = "قال الوزير إن كتاب https://example.com/گوگل-کتاب صدر، وإن (https://example.com/کتاب) متاح.";
    assert_eq!(mended(text, Some(Lang::AR)), fixed);
}

#[test]
fn what_stands_beside_an_address_is_no_part_of_it() {
    let text =
        "سایت example.ir، كتاب و «https://example.ir/كتاب»، كتاب https://example.ir، كتاب AFP/كتاب و سایت:كتاب.كتاب";
    let fixed =
        "سایت example.ir، کتاب و «https://example.ir/كتاب»، کتاب https://example.ir، کتاب AFP/کتاب و سایت: کتاب.کتاب";
    assert_eq!(mended(text, Some(Lang::FA)), fixed);
}

#[test]
fn what_a_comment_lets_stand_is_not_fixed_and_comments_stay() {
    let text = "برف  بارید <!-- mtlint-ignore lost-joiner: his words --> و او می گوید.\n\n\
                <!-- mtlint-ignore stray-space: a poem -->\nباران  آمد و رفت.\n";
    let fixed = mended(text, Some(Lang::FA));
    assert_eq!(fixed, text.replace("برف  بارید", "برف بارید"));
}

#[test]
fn a_word_of_the_house_keeps_its_spelling() {
    let inflections = Lang::AR.pack().expect("a pack").inflections();
    let settings = Settings { terms: Terms::parse("بنـك الخليج", inflections), ..settings(Some(Lang::AR)) };
    let text = "ارتفع سعر الذهـب وأعلن بنـك الخليج أرباحه وتراجع النفـط وزاد الطلـب.";
    let fixed =
        fix(text, |text| check(text, &settings).findings.into_iter().flat_map(|finding| finding.edits).collect()).text;
    assert_eq!(fixed, "ارتفع سعر الذهب وأعلن بنـك الخليج أرباحه وتراجع النفط وزاد الطلب.");
}

// The command line

const FAULTY: &str = "او می گوید  بازار آرام است, اما خریداران نگران‌اند .\n";
const MENDED: &str = "او می\u{200C}گوید بازار آرام است، اما خریداران نگران‌اند.\n";

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).expect("readable")
}

#[test]
fn fix_mends_files_and_reports_what_is_left() {
    let text = format!("{FAULTY}خیلی خوبببب بود.\n");
    let dir = folder(&[("a.txt", text.as_bytes()), ("clean.txt", CLEAN_FA.as_bytes())]);
    let output = mtlint(dir.path(), &["check", "--fix", "--format", "concise"]);
    assert_code(&output, 0);
    assert_eq!(read(dir.path(), "a.txt"), format!("{MENDED}خیلی خوبببب بود.\n"));
    assert_eq!(read(dir.path(), "clean.txt"), CLEAN_FA);
    assert!(err(&output).contains("fixed 4 places in 1 file"), "{}", err(&output));
    assert!(out(&output).contains("kashida") && !out(&output).contains("stray-space"), "{}", out(&output));
    let again = mtlint(dir.path(), &["check", "--fix", "--format", "concise"]);
    assert_eq!((out(&again), err(&again)), (out(&output), String::new()));
}

#[test]
fn json_says_what_fix_would_do_in_code_points_of_the_file() {
    let text = format!("\u{FEFF}{FAULTY}");
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl"]);
    let document: Value = serde_json::from_str(&out(&output)).expect("one object");
    let findings = document["findings"].as_array().expect("findings");
    let mut fixes: Vec<(usize, usize, &str)> = findings
        .iter()
        .flat_map(|finding| finding["fix"].as_array().expect("edits"))
        .map(|edit| {
            let offset = |name: &str| edit[name].as_u64().expect("an offset") as usize;
            (offset("start"), offset("end"), edit["text"].as_str().expect("a text"))
        })
        .collect();
    fixes.sort_unstable();
    let mut mended: Vec<char> = text.chars().collect();
    for (start, end, wanted) in fixes.into_iter().rev() {
        mended.splice(start..end, wanted.chars());
    }
    assert_eq!(mended.iter().collect::<String>(), format!("\u{FEFF}{MENDED}"));
}

#[test]
fn the_report_says_which_findings_fix_would_mend() {
    let dir = folder(&[("a.txt", format!("{FAULTY}خیلی خوبببب بود.\n").as_bytes())]);
    let report = out(&mtlint(dir.path(), &["check", "--color", "never"]));
    assert!(report.contains("stray-space (extraction, fixable)"), "{report}");
    assert!(report.contains("kashida (typography)\n"), "{report}");
}

#[test]
fn line_endings_a_byte_order_mark_and_the_missing_end_of_the_last_line_are_kept() {
    let text = format!("\u{FEFF}{}", FAULTY.repeat(2).replace('\n', "\r\n").trim_end());
    let dir = folder(&[("a.txt", text.as_bytes())]);
    mtlint(dir.path(), &["check", "--fix"]);
    let expected = format!("\u{FEFF}{}", MENDED.repeat(2).replace('\n', "\r\n").trim_end());
    assert_eq!(read(dir.path(), "a.txt"), expected);
}

#[test]
fn diff_previews_and_changes_nothing_and_git_applies_it() {
    let text = format!("{FAULTY}{}{FAULTY}پایان  خبر", format!("{CLEAN_FA}\n").repeat(9)).replace('\n', "\r\n");
    for (name, text) in [
        ("dir/an article.txt", text.as_str()),
        ("bom.txt", &format!("\u{FEFF}{FAULTY}")),
        // Nothing is left of the last line.
        ("last.txt", &format!("{CLEAN_FA}\n\u{200E}")),
        ("only.txt", "\u{200E}"),
    ] {
        let dir = folder(&[(name, text.as_bytes())]);
        let output = mtlint(dir.path(), &["check", "--diff"]);
        assert_code(&output, 1);
        assert_eq!(read(dir.path(), name), text);
        assert!(err(&output).contains("would fix "), "{}", err(&output));
        fs::write(dir.path().join("fix.diff"), &output.stdout).expect("written");
        let git = Command::new("git").current_dir(dir.path()).args(["apply", "fix.diff"]).output().expect("git runs");
        assert!(git.status.success(), "{}\n{}", err(&git), out(&output));
        let applied = read(dir.path(), name);
        fs::write(dir.path().join(name), text).expect("written");
        mtlint(dir.path(), &["check", "--fix"]);
        assert_eq!(read(dir.path(), name), applied);
        let rest = mtlint(dir.path(), &["check", "--diff"]);
        assert_code(&rest, 0);
        assert_eq!(out(&rest), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn git_and_patch_apply_a_diff_to_a_file_of_any_name() {
    use std::os::unix::ffi::OsStrExt as _;
    let names: [&[u8]; 5] = [b"nl\nb.txt", b"tab\tb.txt", b"\"back\\slash\".txt", b"bad\xff.txt", b"a b\x07.txt"];
    let names = names.map(|name| Path::new(std::ffi::OsStr::from_bytes(name)));
    let programs: [&[&str]; 2] = [&["git", "apply"], &["patch", "-p1", "--silent", "-i"]];
    for program in programs {
        let dir = folder(&[("below/a.txt", FAULTY.as_bytes())]);
        for name in names {
            fs::write(dir.path().join(name), FAULTY).expect("written");
        }
        let full = dir.path().join("below/a.txt");
        let mut check = crate::cli::command(dir.path(), &["check", "--diff", "below/../below/a.txt"]);
        let output = check.args(names).output().expect("the binary runs");
        assert_eq!(out(&mtlint(dir.path(), &["check", "--diff", full.to_str().expect("UTF-8")])), {
            out(&mtlint(dir.path(), &["check", "--diff", "below/a.txt"]))
        });
        fs::write(dir.path().join("fix.diff"), &output.stdout).expect("written");
        let applied = Command::new(program[0]).current_dir(dir.path()).args(&program[1..]).arg("fix.diff").output();
        let applied = applied.expect("the program runs");
        assert!(applied.status.success(), "{program:?} {}\n{}", err(&applied), out(&output));
        for name in names.into_iter().chain([Path::new("below/a.txt")]) {
            assert_eq!(fs::read_to_string(dir.path().join(name)).expect("there"), MENDED, "{program:?} {name:?}");
        }
    }
}

#[test]
fn a_file_outside_of_the_working_folder_is_named_from_the_root_in_a_diff() {
    let dir = folder(&[("a.txt", FAULTY.as_bytes()), ("here/b.txt", b"")]);
    let root = dir.path().canonicalize().expect("there");
    let name = root.join("a.txt").to_string_lossy().trim_start_matches('/').to_owned();
    for path in ["../a.txt", root.join("a.txt").to_str().expect("UTF-8")] {
        let output = mtlint(&dir.path().join("here"), &["check", "--diff", path]);
        assert!(out(&output).starts_with(&format!("--- a/{name}\n+++ b/{name}\n@@ ")), "{}", out(&output));
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_has_several_names_is_mended_once() {
    let dir = folder(&[("a.txt", FAULTY.as_bytes())]);
    let names: Vec<String> = (0..40).map(|number| format!("link{number}.txt")).collect();
    for name in &names {
        std::os::unix::fs::symlink("a.txt", dir.path().join(name)).expect("a link");
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for _ in 0..5 {
        fs::write(dir.path().join("a.txt"), FAULTY).expect("written");
        let fixed = mtlint(dir.path(), &[&["check", "--fix", "--threads", "8"], &names[..]].concat());
        assert_code(&fixed, 0);
        assert!(err(&fixed).ends_with(" in 1 file\n"), "{}", err(&fixed));
        assert_eq!(read(dir.path(), "a.txt"), MENDED);
    }
}

#[test]
fn of_the_standard_input_the_mended_text_is_written() {
    let dir = folder(&[]);
    let output = with_stdin(dir.path(), &["check", "--fix", "-"], FAULTY.as_bytes());
    assert_code(&output, 0);
    assert_eq!(out(&output), MENDED);
    let output = with_stdin(dir.path(), &["check", "--diff", "-"], FAULTY.as_bytes());
    assert_code(&output, 1);
    assert!(out(&output).starts_with("--- a/<stdin>\n+++ b/<stdin>\n@@ -1,1 +1,1 @@\n-"), "{}", out(&output));
    assert_code(&with_stdin(dir.path(), &["check", "--diff", "--exit-zero", "-"], FAULTY.as_bytes()), 0);
}

#[test]
fn of_a_page_on_the_standard_input_nothing_is_written_as_mended() {
    let dir = folder(&[]);
    let page = format!("# **{FAULTY}**\n");
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(FAULTY.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [("a.md", page.as_bytes()), ("a.html", page.as_bytes()), ("a.txt", &utf16)] {
        let output = with_stdin(dir.path(), &["check", "--fix", "--stdin-filename", name], bytes);
        assert_code(&output, 2);
        assert_eq!(out(&output), "");
        assert!(err(&output).contains("not mended: only plain text in UTF-8 is"), "{}", err(&output));
    }
}

#[test]
fn rules_that_do_not_run_and_findings_of_the_baseline_are_not_fixed() {
    let dir = folder(&[("a.txt", FAULTY.as_bytes())]);
    mtlint(dir.path(), &["check", "--fix", "--select", "stray-space"]);
    assert_eq!(read(dir.path(), "a.txt"), FAULTY.replace("  ", " "));
    mtlint(dir.path(), &["check", "--fix", "--ignore", "lost-joiner,ascii-marks"]);
    assert_eq!(read(dir.path(), "a.txt"), FAULTY.replace("  ", " ").replace(" .", "."));
    mtlint(dir.path(), &["check", "--write-baseline"]);
    let before = read(dir.path(), "a.txt");
    let output = mtlint(dir.path(), &["check", "--fix", "--baseline", "mtlint-baseline.json"]);
    assert_eq!(read(dir.path(), "a.txt"), before);
    assert_eq!(err(&output), "");
    assert_code(&mtlint(dir.path(), &["check", "--fix", "--write-baseline"]), 2);
}

#[test]
fn with_changed_only_changed_lines_are_fixed() {
    let dir = folder(&[("a.txt", format!("{FAULTY}\n{CLEAN_FA}\n").as_bytes())]);
    let git = |args: &[&str]| {
        let who = ["-c", "user.name=mtlint", "-c", "user.email=mtlint@example.org"];
        let output = Command::new("git").current_dir(dir.path()).args(who).args(args).output().expect("git runs");
        assert!(output.status.success(), "{}", err(&output));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "an article"]);
    fs::write(dir.path().join("a.txt"), format!("{FAULTY}\n{CLEAN_FA}\n\n{FAULTY}")).expect("written");
    mtlint(dir.path(), &["check", "--fix", "--changed"]);
    assert_eq!(read(dir.path(), "a.txt"), format!("{FAULTY}\n{CLEAN_FA}\n\n{MENDED}"));
}

#[cfg(unix)]
#[test]
fn links_are_written_through_permissions_stay_and_a_file_that_may_not_be_written_is_named() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let dir = folder(&[("real/a.txt", FAULTY.as_bytes()), ("locked.txt", FAULTY.as_bytes())]);
    let mode = |name: &str| fs::metadata(dir.path().join(name)).expect("there").permissions().mode() & 0o777;
    let set = |name: &str, mode| {
        fs::set_permissions(dir.path().join(name), fs::Permissions::from_mode(mode)).expect("set");
    };
    symlink("real/a.txt", dir.path().join("link.txt")).expect("a link");
    set("real/a.txt", 0o640);
    set("locked.txt", 0o440);
    assert_code(&mtlint(dir.path(), &["check", "--fix", "link.txt"]), 0);
    assert!(fs::symlink_metadata(dir.path().join("link.txt")).expect("there").is_symlink());
    assert_eq!((read(dir.path(), "real/a.txt"), mode("real/a.txt")), (MENDED.to_owned(), 0o640));
    let output = mtlint(dir.path(), &["check", "--fix", "locked.txt"]);
    assert_code(&output, 2);
    assert!(err(&output).contains("locked.txt: cannot be written"), "{}", err(&output));
    assert!(out(&output).contains("stray-space"), "{}", out(&output));
    assert_eq!(read(dir.path(), "locked.txt"), FAULTY);
    assert_eq!(fs::read_dir(dir.path()).expect("readable").count(), 3);
}

#[test]
fn pages_and_files_in_old_encodings_are_not_mended_and_said_so() {
    let slip = "بازار آرام است ، اما خریداران نگران‌اند.";
    let page = format!("<html><body><h1>بازار</h1><p>{slip}</p><p>{CLEAN_FA}</p></body></html>");
    let old: Vec<u8> = std::iter::once(0xFEFFu16).chain(slip.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let dir = folder(&[("a.html", page.as_bytes()), ("b.md", slip.as_bytes()), ("c.txt", &old)]);
    for name in ["a.html", "b.md", "c.txt"] {
        let before = fs::read(dir.path().join(name)).expect("there");
        let fixed = mtlint(dir.path(), &["check", "--fix", "--exit-zero", "--format", "jsonl", name]);
        assert_code(&fixed, 0);
        assert!(err(&fixed).contains(&format!("{name}: not mended: only plain text in UTF-8 is")), "{}", err(&fixed));
        assert_eq!(fs::read(dir.path().join(name)).expect("there"), before);
        let document: Value = serde_json::from_str(&out(&fixed)).expect("JSON");
        for finding in document["findings"].as_array().expect("findings") {
            assert!(finding.get("fix").is_none_or(|fix| fix == &serde_json::json!([])), "{finding}");
        }
    }
}
