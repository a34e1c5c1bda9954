//! Findings that somebody lets stand.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, mtlint, out, with_stdin};
use mtlint::check::check_page;
use mtlint::input::{Format, Source};
use mtlint::lang::Lang;
use mtlint::score::score;
use mtlint::silence::Silencer;
use mtlint::{Settings, check};
use std::fs;
use std::path::Path;

/// A sentence whose predicate stands twice; written for mtlint.
const PAIR: &str = "نماینده گفت مردم نمی‌توانند و نمی‌توانند این هزینه را بپردازند.";

fn kept(text: &str) -> usize {
    check(text, &Settings::default()).findings.len()
}

fn notes(text: &str) -> Vec<String> {
    let checked = check(text, &Settings::default());
    checked.notes.iter().map(|note| format!("{}: {}", note.line, note.message)).collect()
}

#[test]
fn a_comment_silences_the_rule_that_it_names_in_the_block_behind_it() {
    let text = format!("<!-- mtlint-ignore collapsed-pair: a slogan -->\n{PAIR}\n\n{PAIR}");
    let checked = check(&text, &Settings::default());
    let pairs = checked.findings.iter().filter(|f| f.rule.name == "collapsed-pair").count();
    assert_eq!(pairs, 1);
    let by = Silencer::Comment { line: 1, at: 0, reason: "a slogan".to_owned() };
    assert!(checked.silenced.iter().any(|s| s.by == by && s.finding.rule.name == "collapsed-pair"));
    assert_eq!(checked.notes, []);
    let apart = format!("<!-- mtlint-ignore collapsed-pair: a slogan -->\n\n\n{PAIR}");
    assert_eq!(kept(&apart), 0, "empty lines may stand between");
    let beside = format!("{PAIR} <!-- mtlint-ignore collapsed-pair: a slogan -->\n\n{CLEAN_FA}");
    assert_eq!(kept(&beside), 0, "a comment beside words is about its own block");
}

#[test]
fn a_comment_can_reach_the_next_line_a_region_or_the_file() {
    let line = |rule: &str| format!("<!-- mtlint-ignore-next-line {rule}: x -->\n{PAIR}\n{CLEAN_FA}");
    assert_eq!(kept(&line("collapsed-pair")), 0);
    assert_eq!(kept(&format!("<!-- mtlint-ignore-next-line collapsed-pair: x -->\n{CLEAN_FA}\n{PAIR}")), 1);
    let region = format!(
        "<!-- mtlint-ignore-start collapsed-pair: x -->\n{CLEAN_FA}\n\n{PAIR}\n<!-- mtlint-ignore-end collapsed-pair -->\n"
    );
    assert_eq!(kept(&region), 0);
    let behind =
        format!("<!-- mtlint-ignore-start kashida: x -->\n{CLEAN_FA}\n<!-- mtlint-ignore-end kashida -->\n{PAIR}");
    assert_eq!(kept(&behind), 1);
    let file = format!("{PAIR}\n\n{CLEAN_FA}\n<!-- mtlint-ignore-file collapsed-pair, kashida: x -->");
    assert_eq!(kept(&file), 0);
    assert_eq!(kept(&format!("<!-- mtlint-ignore-file all: x -->\r\n\r\n{PAIR}")), 0);
}

#[test]
fn a_habit_stays_with_the_places_that_no_comment_reaches() {
    let slip = "هیئت داوران جشنواره، جایزه بهترین فیلم را به کارگردانی جوان داد ، و رفت.";
    let text = format!("<!-- mtlint-ignore spaced-mark: x -->\n{slip}\n\n{slip}\n\n{slip}\n\n{slip}\n");
    let checked = check(&text, &Settings { select: vec!["spaced-mark".to_owned()], ..Settings::default() });
    assert_eq!(checked.findings.len(), 1);
    let habit = &checked.findings[0];
    assert_eq!((habit.count, habit.related.len()), (3, 2));
    assert_eq!(habit.span.start as usize, text.match_indices("داد ،").nth(1).expect("the second").0);
    assert_eq!(habit.span.of(&text), "داد ،");
    assert_eq!((checked.silenced.len(), checked.notes.len()), (0, 0));
}

#[test]
fn a_habit_whose_places_lie_partly_in_code_or_in_a_term_is_told_of_the_others_alone() {
    let settings = Settings { select: vec!["foreign-letter".to_owned()], lang: Some(Lang::FA), ..Settings::default() };
    let text = "گزارش تازه شهرداری\n\nدستور `كتاب` را اجرا کنید و سپس فهرست كتاب‌ها را ببینید که شهرداری نوشته است.";
    let page = Source::of_text(text, Format::Markdown);
    let checked = check_page(&page.text, page.layout.as_ref(), &settings);
    let habit = &checked.findings[0];
    assert_eq!(habit.span.of(&page.text), "كتاب‌ها");
    assert_eq!(habit.count, 1);
}

#[test]
fn a_silenced_spelling_of_a_name_never_moves_to_the_usual_one() {
    let usual = "آنتونی بلینکن، وزیر خارجه آمریکا، با همتای خود دیدار کرد.";
    let odd = "آنتونی بلینکین سپس به قاهره رفت.";
    let text = format!("{usual}\n\n<!-- mtlint-ignore inconsistent-name: x -->\n{odd}\n\n{usual}");
    let checked = check(&text, &Settings { select: vec!["inconsistent-name".to_owned()], ..Settings::default() });
    assert_eq!(checked.silenced.len(), 1);
    assert_eq!(checked.findings, []);
}

#[test]
fn a_message_counts_the_places_that_are_left() {
    let slip = "داوران  جایزه بهترین فیلم را به کارگردانی جوان دادند و سالن را ترک کردند.";
    let text = format!("<!-- mtlint-ignore stray-space: x -->\n{slip}\n\n{slip}\n\n{slip}\n\n{slip}\n");
    let checked = check(&text, &Settings { select: vec!["stray-space".to_owned()], ..Settings::default() });
    let habit = &checked.findings[0];
    assert_eq!(habit.count, 3);
    let count = habit.message.phrase().and_then(|phrase| {
        phrase.arguments().iter().find(|(name, _)| *name == "count").map(|(_, value)| value.clone())
    });
    assert_eq!(count, Some(3_u32.into()));
}

#[test]
fn a_comment_on_one_block_lets_nothing_stand_in_another_however_many_places_it_has() {
    let block = "او نمی توانست خانه ها را ببیند. ".repeat(15);
    let text = format!("<!-- mtlint-ignore lost-joiner: quoted -->\n{block}\n\n{block}\n");
    let checked = check(&text, &Settings::default());
    let habit = checked.findings.iter().find(|finding| finding.rule.name == "lost-joiner").expect("the second block");
    assert_eq!((habit.count, habit.related.len()), (30, 29));
    assert!(habit.span.start as usize > text.rfind("\n\n").expect("two blocks"));
}

#[test]
fn what_a_comment_silences_costs_nothing() {
    let silenced = check(&format!("<!-- mtlint-ignore-file all: x -->\n\n{LOOP_FA}"), &Settings::default());
    assert_eq!(silenced.score.axes.translation, 100.0);
    assert_eq!(silenced.score.words, check(LOOP_FA, &Settings::default()).score.words, "a comment has no words");
}

#[test]
fn every_finding_keeps_its_own_cost_when_a_comment_moves_a_habit() {
    let slip = "هیئت داوران جشنواره، جایزه بهترین فیلم را به کارگردانی جوان داد ، و رفت.";
    let text = format!("<!-- mtlint-ignore spaced-mark: x -->\n{slip}\n\n{PAIR}\n\n{slip}\n\n{slip}\n");
    let settings = Settings::default();
    let checked = check(&text, &settings);
    let (score, points) = score(checked.score.words, &checked.findings, &settings.scoring);
    assert_eq!((checked.score, checked.points), (score, points));
}

#[test]
fn comments_that_say_nothing_or_silence_nothing_are_named_with_their_line() {
    assert_eq!(
        notes(&format!("{CLEAN_FA}\n\n<!-- mtlint-ignore kashida: x -->\n{CLEAN_FA}")),
        ["3: the comment silences nothing: no finding of kashida here"]
    );
    assert_eq!(notes("<!-- mtlint-ignore: x -->"), ["1: the comment names no rule; write mtlint-ignore RULE: reason"]);
    assert_eq!(notes("<!-- mtlint-ignore kashidaa -->"), ["1: there is no rule \"kashidaa\"; did you mean kashida?"]);
    assert_eq!(notes("<!-- mtlint-ignore-end kashida -->"), ["1: nothing was started that ends here for kashida"]);
    assert!(notes("<!-- mtlint-ignore-line kashida -->")[0].contains("says nothing; there are mtlint-ignore,"));
    assert_eq!(notes("<!-- another comment --> <!-- mtlint-ignore kashida"), [""; 0]);
}

#[test]
fn nothing_is_said_of_comments_and_entries_whose_rules_do_not_run() {
    let config = "[[silence]]\nrule = \"repeated-word\"\nreason = \"a slogan\"\n";
    let text = format!("<!-- mtlint-ignore kashida: x -->\n{CLEAN_FA}");
    let dir = folder(&[("mtlint.toml", config.as_bytes()), ("a.txt", text.as_bytes())]);
    let said = |args: &[&str]| err(&mtlint(dir.path(), &[&["check"], args].concat()));
    assert!(said(&[]).contains("the comment silences nothing"), "{}", said(&[]));
    assert!(said(&[]).contains("[[silence]] repeated-word silences nothing that was checked"), "{}", said(&[]));
    assert_eq!(said(&["--ignore", "kashida,repeated-word"]), "");
    assert_eq!(said(&["--select", "mangled-name"]), "");
    assert_eq!(said(&["--min-severity", "critical"]), "");
    fs::write(dir.path().join("a.txt"), format!("<!-- mtlint-ignore all: x -->\n{CLEAN_FA}")).expect("written");
    assert!(!said(&["--ignore", "kashida"]).contains("the comment"), "it may be about the rule that is left out");
    let strict = format!("min-severity = \"critical\"\n{config}");
    fs::write(dir.path().join("mtlint.toml"), strict).expect("written");
    assert_eq!(said(&[]), "");
}

#[test]
fn findings_lead_to_the_same_words_with_and_without_comments() {
    let comment = "<!-- mtlint-ignore kashida: x -->\n\n";
    let text = format!("{comment}{LOOP_FA}");
    let (with, without) = (check(&text, &Settings::default()), check(LOOP_FA, &Settings::default()));
    assert_eq!(with.findings.len(), without.findings.len());
    for (a, b) in with.findings.iter().zip(&without.findings) {
        assert_eq!(a.span.of(&text), b.span.of(LOOP_FA));
        assert_eq!(a.span.start as usize, b.span.start as usize + comment.len());
    }
}

#[test]
fn ten_thousand_comments_are_read_in_linear_time_and_named() {
    let text = "<!-- mtlint-ignore kashida: x --> و ".repeat(10_000);
    let checked = check(&text, &Settings::default());
    assert!(checked.notes.iter().any(|note| note.message.contains("are not read")));
}

#[test]
fn the_configuration_silences_words_of_a_rule_in_some_files() {
    let config = "[[silence]]\nrule = \"collapsed-pair\"\ntext = \"نمي‌توانند و نمی‌توانند\"\npath = \"desk/*\"\nreason = \"a slogan\"\n";
    let dir =
        folder(&[("mtlint.toml", config.as_bytes()), ("desk/a.txt", PAIR.as_bytes()), ("wire/a.txt", PAIR.as_bytes())]);
    let code = |args: &[&str]| mtlint(dir.path(), &[&["check", "--max-major", "0"], args].concat());
    assert_code(&code(&["desk"]), 0);
    assert_code(&code(&["wire"]), 1);
    assert_eq!(err(&code(&["desk"])), "");
    fs::write(dir.path().join("desk/a.txt"), CLEAN_FA).expect("written");
    assert!(err(&code(&["desk"])).contains("[[silence]] collapsed-pair of «"), "{}", err(&code(&["desk"])));
    assert!(err(&code(&["desk"])).contains("silences nothing"));
    assert!(!err(&code(&["wire"])).contains("silences nothing"), "no file of the run is meant");
}

fn baseline(dir: &Path) -> String {
    fs::read_to_string(dir.join("mtlint-baseline.json")).expect("a baseline")
}

#[test]
fn a_baseline_lets_an_old_archive_through_and_no_new_finding() {
    let dir = tempfile::tempdir().expect("a folder");
    for at in 0..300 {
        let text = if at % 3 == 0 { format!("{CLEAN_FA}\n\n{LOOP_FA}\n\n{PAIR}") } else { CLEAN_FA.to_owned() };
        fs::write(dir.path().join(format!("old-{at:03}.txt")), text).expect("written");
    }
    let check = |args: &[&str]| mtlint(dir.path(), &[&["check", "--format", "concise", "."], args].concat());
    assert_code(&check(&[]), 1);
    assert_code(&check(&["--write-baseline"]), 0);
    fs::write(dir.path().join("mtlint.toml"), "baseline = \"mtlint-baseline.json\"").expect("written");
    let passes = check(&[]);
    assert_code(&passes, 0);
    assert_eq!((out(&passes), err(&passes)), (String::new(), String::new()));

    fs::write(dir.path().join("new.txt"), LOOP_FA).expect("written");
    let fails = check(&[]);
    assert_code(&fails, 1);
    let own = mtlint(dir.path(), &["check", "--isolated", "--format", "concise", "new.txt"]);
    assert_eq!(out(&fails), out(&own), "exactly the findings of the new article");

    // An edit elsewhere in an old article, its lines moved and wrapped anew.
    fs::remove_file(dir.path().join("new.txt")).expect("removed");
    let wrapped =
        format!("{PAIR}\n\n{}\n\nشهردار از مردم تشکر کرد.\n\n{CLEAN_FA}", LOOP_FA.replace(" استان ", "\nاستان "));
    fs::write(dir.path().join("old-000.txt"), wrapped).expect("written");
    let edited = check(&[]);
    assert_code(&edited, 0);
    assert_eq!(out(&edited), "");

    // The same slip once more is a new one.
    fs::write(dir.path().join("old-003.txt"), format!("{PAIR}\n\n{CLEAN_FA}\n\n{LOOP_FA}\n\n{PAIR}")).expect("written");
    assert_eq!(out(&check(&[])).lines().filter(|line| line.contains("collapsed-pair")).count(), 1);
}

#[test]
fn what_is_gone_from_a_baseline_is_said_and_dropped_when_it_is_written_anew() {
    let dir = folder(&[("a.txt", LOOP_FA.as_bytes()), ("b.txt", PAIR.as_bytes()), ("sub/c.txt", PAIR.as_bytes())]);
    let check = |args: &[&str]| mtlint(dir.path(), &[&["check", "--baseline", "mtlint-baseline.json"], args].concat());
    assert_code(&check(&["--write-baseline", "."]), 0);
    let full = baseline(dir.path());
    assert!(full.contains("\"sub/c.txt\""), "{full}");
    fs::write(dir.path().join("a.txt"), CLEAN_FA).expect("written");
    assert!(err(&check(&["a.txt"])).contains("of the baseline"), "{}", err(&check(&["a.txt"])));
    fs::remove_file(dir.path().join("b.txt")).expect("removed");
    assert_code(&check(&["--write-baseline", "a.txt"]), 0);
    let rest = baseline(dir.path());
    assert!(!rest.contains("a.txt") && !rest.contains("b.txt"), "{rest}");
    assert!(rest.contains("\"sub/c.txt\""), "what was not checked stays: {rest}");
    assert_code(&check(&["--write-baseline", "sub"]), 0);
    assert_eq!(baseline(dir.path()), rest, "the same findings are the same bytes");
}

#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_no_text_are_not_mixed_up_in_a_baseline() {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = folder(&[("a.txt", PAIR.as_bytes())]);
    for name in [b"bad\xff.txt", b"bad\xfe.txt"] {
        fs::write(dir.path().join(std::ffi::OsStr::from_bytes(name)), LOOP_FA).expect("written");
    }
    let written = mtlint(dir.path(), &["check", "--write-baseline"]);
    assert_code(&written, 2);
    let said = err(&written);
    assert_eq!(said.matches("a baseline cannot hold its findings: its name is not UTF-8").count(), 2, "{said}");
    let known = baseline(dir.path());
    assert!(known.contains("\"a.txt\"") && !known.contains("bad"), "{known}");
}

#[test]
fn a_region_that_nothing_ends_is_named() {
    let text = format!("{CLEAN_FA}\n\n<!-- mtlint-ignore-start collapsed-pair: a poem -->\n{PAIR}\n");
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let output = mtlint(dir.path(), &["check", "a.txt"]);
    assert_code(&output, 0);
    assert!(err(&output).contains("a.txt:3: nothing ends what starts here"), "{}", err(&output));
}

#[test]
fn a_run_that_looks_for_less_drops_nothing_from_a_baseline() {
    let text = format!("{LOOP_FA}\n\n{PAIR}");
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let check = |args: &[&str]| mtlint(dir.path(), &[&["check", "--baseline", "mtlint-baseline.json"], args].concat());
    assert_code(&check(&["--write-baseline", "."]), 0);
    let full = baseline(dir.path());
    for less in [
        &["--select", "collapsed-pair"][..],
        &["--ignore", "decoder-loop"],
        &["--min-severity", "critical"],
        &["--min-confidence", "high"],
    ] {
        assert_code(&check(&[&["--write-baseline", "."], less].concat()), 0);
        assert_eq!(baseline(dir.path()), full, "{less:?}");
        let said = err(&check(&[&["."], less].concat()));
        assert!(!said.contains("of the baseline"), "nothing is gone with {less:?}: {said}");
    }
    fs::write(dir.path().join("a.txt"), PAIR).expect("written");
    assert_code(&check(&["--write-baseline", ".", "--select", "decoder-loop"]), 0);
    let rest = baseline(dir.path());
    assert!(!rest.contains("decoder-loop") && rest.contains("collapsed-pair"), "{rest}");
}

#[test]
fn a_baseline_in_another_folder_names_documents_from_its_own_place() {
    let dir = folder(&[("repo/news/a.txt", LOOP_FA.as_bytes()), ("gate/x.txt", b"")]);
    let check = |from: &str, args: &[&str]| mtlint(&dir.path().join(from), &[&["check"], args].concat());
    assert_code(&check("repo", &["--write-baseline", "--baseline", "../gate/known.json", "news"]), 0);
    let known = fs::read_to_string(dir.path().join("gate/known.json")).expect("a baseline");
    assert!(known.contains("\"../repo/news/a.txt\""), "{known}");
    assert_code(&check("repo/news", &["--baseline", "../../gate/known.json", "a.txt"]), 0);
    assert_code(&check("", &["--baseline", "gate/known.json", "repo"]), 0);
}

#[test]
fn a_text_from_the_standard_input_is_known_to_a_baseline_in_another_folder() {
    let dir = folder(&[("gate/x.txt", b"")]);
    let check =
        |args: &[&str]| with_stdin(dir.path(), &[&["check", "-", "--baseline"], args].concat(), LOOP_FA.as_bytes());
    for file in ["known.json", "gate/known.json"] {
        let written = check(&[file, "--write-baseline"]);
        assert_code(&written, 0);
        assert!(err(&written).contains("1 finding let through"), "{}", err(&written));
        assert_code(&check(&[file]), 0);
    }
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    for bad in [
        "",
        "[]",
        "{\"mtlint-baseline\": 9, \"documents\": {}}",
        "{\"mtlint-baseline\": 1, \"documents\": {\"a.txt\": [{\"rule\": \"x\", \"words\": \"\", \"fingerprint\": \"xyz\", \"count\": 1}]}}",
    ] {
        let dir = folder(&[("b.json", bad.as_bytes()), ("a.txt", CLEAN_FA.as_bytes())]);
        let refused = mtlint(dir.path(), &["check", "--baseline", "b.json", "a.txt"]);
        assert_code(&refused, 2);
        assert!(err(&refused).contains("b.json: is "), "{bad}: {}", err(&refused));
    }
    let dir = folder(&[("a.txt", CLEAN_FA.as_bytes())]);
    assert_code(&mtlint(dir.path(), &["check", "--baseline", "none.json", "a.txt"]), 2);
}

#[test]
fn a_habit_stays_known_while_its_places_are_mended_one_by_one() {
    let slips =
        |count: usize| "هیئت داوران جشنواره، جایزه بهترین فیلم را به کارگردانی جوان داد ، و رفت. ".repeat(count);
    let dir = folder(&[("a.txt", slips(4).as_bytes())]);
    let check = |args: &[&str]| {
        let args =
            [&["check", "--select", "spaced-mark", "--baseline", "b.json", "--format", "concise", "a.txt"], args];
        mtlint(dir.path(), &args.concat())
    };
    assert_code(&check(&["--write-baseline"]), 0);
    for left in [4, 3, 2, 1] {
        fs::write(dir.path().join("a.txt"), format!("{CLEAN_FA} {}", slips(left))).expect("written");
        assert_eq!(out(&check(&[])), "", "{left} left");
    }
}
