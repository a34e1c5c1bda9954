//! `mtlint.toml`: found, read, merged, explained; rules of the house.

use crate::cli::{CLEAN_FA, LOOP_FA, assert_code, err, folder, json_lines, mtlint, out};
use crate::project;
use mtlint::config::{ConfigFile, schema};
use mtlint::lang::Lang;
use std::fs;
use std::path::Path;

/// A paragraph with one slip of typography and no sign of translation; written for mtlint.
const COMMA_FA: &str = "هیئت داوران جشنواره, جایزه بهترین فیلم را به کارگردانی جوان از تبریز داد و از بازیگر نقش اول آن \
                        قدردانی کرد.";

fn rules_of(dir: &Path, args: &[&str]) -> Vec<String> {
    let args = [&["check", "--exit-zero", "--format", "jsonl"], args].concat();
    let output = mtlint(dir, &args);
    assert_code(&output, 0);
    let mut rules = Vec::new();
    for line in out(&output).lines() {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let findings = document["findings"].as_array().expect("findings");
        rules.extend(findings.iter().map(|finding| finding["rule"].as_str().expect("a name").to_owned()));
    }
    rules
}

#[test]
fn the_nearest_file_upward_holds_for_each_article() {
    let dir = folder(&[
        ("mtlint.toml", b"ignore = [\"ascii-marks\"]"),
        ("a.txt", COMMA_FA.as_bytes()),
        ("desk/b.txt", COMMA_FA.as_bytes()),
        ("wire/deep/.mtlint.toml", b""),
        ("wire/deep/c.txt", COMMA_FA.as_bytes()),
    ]);
    assert!(rules_of(dir.path(), &["a.txt", "desk"]).is_empty());
    assert_eq!(rules_of(dir.path(), &["wire"]), ["ascii-marks"]);
    assert!(rules_of(&dir.path().join("desk"), &["b.txt"]).is_empty());
    assert_eq!(rules_of(dir.path(), &["--isolated", "a.txt"]), ["ascii-marks"]);
    assert_eq!(rules_of(dir.path(), &["--config", "wire/deep/.mtlint.toml", "a.txt"]), ["ascii-marks"]);
}

#[test]
fn a_path_that_leads_up_and_down_again_takes_nothing_from_the_folder_that_it_leaves() {
    let dir = folder(&[
        ("desk/mtlint.toml", b"ignore = [\"ascii-marks\"]"),
        ("desk/a.txt", COMMA_FA.as_bytes()),
        ("wire/b.txt", COMMA_FA.as_bytes()),
    ]);
    let desk = dir.path().join("desk");
    assert!(rules_of(&desk, &["a.txt"]).is_empty());
    assert!(rules_of(&desk, &["../desk/a.txt"]).is_empty());
    assert_eq!(rules_of(&desk, &["../wire"]), ["ascii-marks"]);
}

#[test]
fn the_command_line_stands_above_the_file() {
    let dir = folder(&[
        ("mtlint.toml", b"select = [\"kashida\"]\nmin-severity = \"critical\""),
        ("a.txt", COMMA_FA.as_bytes()),
    ]);
    assert!(rules_of(dir.path(), &["a.txt"]).is_empty());
    assert!(rules_of(dir.path(), &["--select", "ascii-marks", "a.txt"]).is_empty());
    assert_eq!(rules_of(dir.path(), &["--select", "ascii-marks", "--min-severity", "minor", "a.txt"]), ["ascii-marks"]);
}

#[test]
fn files_extend_each_other_and_lists_of_words_grow() {
    let dir = folder(&[
        ("base/common.toml", b"min-confidence = \"high\"\n[terms]\nextend = [\"names.txt\"]\n[gate]\nmax-minor = 0"),
        ("base/names.txt", "# words of the house\nجشنواره\n".as_bytes()),
        ("mtlint.toml", b"extend = \"base/common.toml\"\nmin-confidence = \"low\"\n[terms]\nallow = [\"x\"]"),
        ("a.txt", COMMA_FA.as_bytes()),
    ]);
    let shown = mtlint(dir.path(), &["check", "--show-settings", "a.txt"]);
    assert_code(&shown, 0);
    let shown = out(&shown);
    let line =
        |key: &str| shown.lines().find(|line| line.starts_with(key)).unwrap_or_else(|| panic!("{key} in {shown}"));
    assert!(line("min-confidence").contains("\"low\"") && line("min-confidence").ends_with("# mtlint.toml"));
    assert!(line("gate.max-minor").ends_with("# base/common.toml"));
    assert!(line("terms.allow").ends_with("# mtlint.toml"));
    assert!(line("terms.extend").contains("names.txt"));
    assert!(line("lang").ends_with("# default"));
}

#[test]
fn files_that_extend_each_other_in_a_circle_are_refused() {
    let dir = folder(&[
        ("mtlint.toml", b"extend = \"other.toml\""),
        ("other.toml", b"extend = \"mtlint.toml\""),
        ("a.txt", CLEAN_FA.as_bytes()),
    ]);
    let refused = mtlint(dir.path(), &["check", "a.txt"]);
    assert_code(&refused, 2);
    assert!(err(&refused).contains("circle"), "{}", err(&refused));
}

#[test]
fn some_files_have_settings_of_their_own() {
    let dir = folder(&[
        (
            "mtlint.toml",
            b"[per-file.\"wire/**\"]\nignore = [\"ascii-marks\"]\n[per-file.\"desk/**\".gate]\nmin-typography = 100",
        ),
        ("wire/a.txt", COMMA_FA.as_bytes()),
        ("desk/b.txt", COMMA_FA.as_bytes()),
    ]);
    assert!(rules_of(dir.path(), &["wire"]).is_empty());
    assert_eq!(rules_of(dir.path(), &["desk"]), ["ascii-marks"]);
    let missed = mtlint(dir.path(), &["check", "."]);
    assert_code(&missed, 1);
    let told: Vec<String> = out(&missed)
        .split("\n\n")
        .filter(|part| part.contains("is under min-typography 100"))
        .map(str::to_owned)
        .collect();
    assert!(told.len() == 1 && told[0].starts_with("desk/b.txt"), "{}", out(&missed));
    let shown = out(&mtlint(dir.path(), &["check", "--show-settings", "wire/a.txt"]));
    assert!(shown.contains("mtlint.toml, [per-file.\"wire/**\"]"), "{shown}");
}

#[test]
fn of_two_globs_the_later_one_in_the_file_wins() {
    let of = |first: &str, second: &str| {
        let config = format!(
            "[per-file.\"{first}\"]\nselect = [\"kashida\"]\n[per-file.\"{second}\"]\nselect = [\"ascii-marks\"]"
        );
        let dir = folder(&[("mtlint.toml", config.as_bytes()), ("desk/a.txt", COMMA_FA.as_bytes())]);
        rules_of(dir.path(), &["desk"])
    };
    assert_eq!(of("desk/*", "**/a.txt"), ["ascii-marks"]);
    assert_eq!(of("**/a.txt", "desk/*"), ["ascii-marks"]);
}

#[test]
fn a_star_is_anything_in_the_configuration_and_stays_in_its_folder_on_the_command_line() {
    let config = "exclude = [\"*.md\"]\n[per-file.\"news/*.txt\"]\nignore = [\"ascii-marks\"]";
    let dir = folder(&[
        ("mtlint.toml", config.as_bytes()),
        ("news/a.txt", COMMA_FA.as_bytes()),
        ("news/deep/b.txt", COMMA_FA.as_bytes()),
        ("news/deep/c.md", COMMA_FA.as_bytes()),
    ]);
    let files = |args: &[&str]| out(&mtlint(dir.path(), &[&["check", "--show-files"], args].concat()));
    assert_eq!(files(&["news"]), "news/a.txt\nnews/deep/b.txt\n");
    assert!(rules_of(dir.path(), &["news"]).is_empty());
    assert_eq!(files(&["news/*.txt"]), "news/a.txt\n");
    assert_eq!(files(&["news/**/*.txt"]), "news/a.txt\nnews/deep/b.txt\n");
}

#[test]
fn excluded_files_are_left_out_and_named_ones_said_so() {
    let dir = folder(&[
        ("mtlint.toml", b"exclude = [\"archive/**\"]"),
        ("a.txt", CLEAN_FA.as_bytes()),
        ("archive/old.txt", LOOP_FA.as_bytes()),
    ]);
    let all = mtlint(dir.path(), &["check", "--show-files"]);
    assert_eq!(out(&all), "a.txt\n");
    assert_code(&mtlint(dir.path(), &["check"]), 0);
    let named = mtlint(dir.path(), &["check", "a.txt", "archive/old.txt"]);
    assert_code(&named, 0);
    assert!(err(&named).contains("archive/old.txt: left out"));
}

#[test]
fn whatever_is_wrong_in_a_file_is_named_with_its_place_and_the_nearest_right_word() {
    for (text, expected) in [
        ("selct = []", "mtlint.toml:1:1: there is no key \"selct\"; did you mean select?"),
        ("\n[gate]\nmin-scor = 5", "mtlint.toml:3:1: there is no key \"min-scor\"; did you mean min-score?"),
        ("min-severity = \"majr\"", "mtlint.toml:1:16: there is no value \"majr\"; did you mean major?"),
        ("ignore = [\"repeated-prase\"]", "there is no rule \"repeated-prase\"; did you mean repeated-phrase?"),
        ("[severity]\nkashidaa = \"major\"", "there is no rule \"kashidaa\"; did you mean kashida?"),
        ("[per-file.\"x\"]\nselect = [\"kashidaa\"]", "there is no rule \"kashidaa\"; did you mean kashida?"),
        ("[[silence]]\nrule = \"kashidaa\"\nreason = \"x\"", "there is no rule \"kashidaa\"; did you mean kashida?"),
        ("[[silence]]\nrule = \"kashida\"", "missing field `reason`"),
        ("lang = \"farsi\"", "there is no language \"farsi\""),
        ("[gate]\nmin-score = 101", "a score is a number from 0 to 100"),
        ("[gate]\nmin-score = nan", "a score is a number from 0 to 100"),
        ("[score]\ntolerance = [3, 30]", "less than 6.6 times"),
        ("[score]\ntolerance = [3, 3.003]", "must be more"),
        ("max-bytes = -1", "expected a whole number, 0 or more"),
        ("[gate]\nmin-score = \"x\"", "mtlint.toml:2:13: invalid type: string \"x\", expected a number"),
        ("ignore = \"kashida\"", "mtlint.toml:1:10: invalid type: string \"kashida\", expected a list in brackets"),
        ("exclude = [\"a[\"]", "\"a[\" is no glob"),
        ("[per-file.\"a[\"]", "\"a[\" is no glob"),
        ("[lexicon]\nextend = [\"none.tsv\"]", "none.tsv: cannot be read"),
        ("extend = \"none.toml\"", "none.toml: cannot be read"),
        ("a = ", "mtlint.toml:1:"),
        ("[terms]\nallow = [\"بار\", \"#x\"]", "terms.allow: \"#x\" is never found: it does not begin with a word"),
        ("[terms]\nallow = [\"\"]", "terms.allow: \"\" is never found"),
        ("[terms]\nallow = [\"a\\tb\"]", "terms.allow: \"a\\tb\" is never found"),
        ("[[rule]]\nname = \"Own\"\nmessage = \"m\"\nregex = \"x\"", "lower-case words with hyphens"),
        ("[[rule]]\nname = \"kashida\"\nmessage = \"m\"\nregex = \"x\"", "mtlint has a rule of this name"),
        ("[[rule]]\nname = \"own\"\nmessage = \"m\"", "give either phrases or a regex"),
        ("[[rule]]\nname = \"own\"\nmessage = \"m\"\nregex = \"x*\"", "matches where there is nothing"),
        ("[[rule]]\nname = \"own\"\nmessage = \"m\"\nregex = \"(\"", "rule \"own\": regex: unclosed group"),
        ("[[rule]]\nname = \"own\"\nmessage = \"m\"\nphrases = [\"_ x\"]", "is never found"),
    ] {
        let dir = folder(&[("mtlint.toml", text.as_bytes()), ("a.txt", CLEAN_FA.as_bytes())]);
        let refused = mtlint(dir.path(), &["check", "a.txt"]);
        let said = err(&refused);
        assert!(said.contains(expected), "{text}: {said}");
        assert_code(&refused, 2);
        assert_eq!(out(&refused), "", "{text}");
    }
}

#[test]
fn severities_and_costs_can_be_set() {
    let dir = folder(&[
        ("mtlint.toml", b"[severity]\nascii-marks = \"critical\"\n[score]\ncritical = 50"),
        ("a.txt", COMMA_FA.as_bytes()),
    ]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl", "a.txt"]);
    let document: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(document["findings"][0]["severity"], "critical");
    assert_eq!(document["penalty"]["typography"], 5.0, "one class of slips costs at most 5 points");
}

#[test]
fn terms_are_never_flagged_in_any_spelling() {
    let text = "نماینده گفت مردم نمی‌توانند و نمی‌توانند این هزینه را بپردازند.";
    for (terms, left) in
        [("هزینه", 1), ("نمی‌توانند و نمی‌توانند", 0), ("نمي\u{200C}توانند و نمي‌توانند", 0), ("نمی‌توانند", 1)]
    {
        let config = format!("[terms]\nallow = [\"{terms}\"]");
        let dir = folder(&[("mtlint.toml", config.as_bytes()), ("a.txt", text.as_bytes())]);
        assert_eq!(rules_of(dir.path(), &["a.txt"]).len(), left, "{terms}");
    }
}

#[test]
fn lists_of_the_house_are_found_like_those_of_mtlint() {
    let list = "~خط لوله استعداد\tliteral\ttalent pipeline\tپرورش استعدادها\tmajor\n";
    let dir = folder(&[
        ("mtlint.toml", b"[lexicon]\nextend = [\"calques.tsv\"]"),
        ("calques.tsv", list.as_bytes()),
        ("a.txt", "باشگاه شهر می‌خواهد خط لوله استعداد خود را بازسازی کند.".as_bytes()),
    ]);
    let output = mtlint(dir.path(), &["check", "--format", "jsonl", "a.txt"]);
    let document: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    let finding = &document["findings"][0];
    assert_eq!((&finding["rule"], &finding["severity"]), (&"literal-calque".into(), &"major".into()));
    assert_eq!(finding["suggestion"], "پرورش استعدادها");
    // Of two rows the longer counts, also that of the house: «آتش دوستانه» is one of mtlint's.
    fs::write(dir.path().join("calques.tsv"), "آتش دوستانه متقابل\tliteral\tmutual friendly fire\tx\tmajor\n")
        .expect("written");
    fs::write(dir.path().join("b.txt"), "دو سرباز در آتش دوستانه متقابل در مرز زخمی شدند و به بیمارستان رفتند.")
        .expect("written");
    let longer = json_lines(&mtlint(dir.path(), &["check", "--format", "jsonl", "b.txt"]));
    assert_eq!(longer[0]["findings"][0]["text"], "آتش دوستانه متقابل");
    fs::write(dir.path().join("calques.tsv"), "خط لوله\tnoun\tpipeline\t\tmajor\n").expect("written");
    let refused = mtlint(dir.path(), &["check", "a.txt"]);
    assert_code(&refused, 2);
    assert!(err(&refused).contains("calques.tsv:1:1: the kind is \"noun\", not literal or sense"), "{}", err(&refused));
    fs::write(dir.path().join("calques.tsv"), format!("{list}خط قرمز\tliteral\tred line\t\tmayor\n")).expect("written");
    let refused = mtlint(dir.path(), &["check", "a.txt"]);
    assert_code(&refused, 2);
    assert!(err(&refused).contains("calques.tsv:2:1: the severity is \"mayor\""), "{}", err(&refused));
}

const HOUSE: &str = r#"
[[rule]]
name = "house-title"
message = "Reminder: the house writes «رئیس‌جمهور» with a joiner."
phrases = ["رییس جمهوری/جمهور|رئیس جمهوری/جمهور"]
suggestion = "رئیس‌جمهور"
lang = "fa"
severity = "major"
flags = ["⟦رييس جمهور⟧ فرانسه وارد بغداد شد", "سخنان رئیس جمهوری پخش شد"]
passes = ["رئیس‌جمهور فرانسه وارد بغداد شد"]

[[rule]]
name = "phone-number"
message = "Error: a telephone number stands in the article."
regex = '[0۰]\d{10}'
axis = "extraction"
flags = ["با شماره ⟦09121234567⟧ تماس بگیرید"]
"#;

#[test]
fn a_house_writes_rules_without_code() {
    let text = "رییس جمهور کره جنوبی با خبرنگاران سخن گفت. شماره دفتر او ۰۲۱۸۸۷۷۶۶۵۵ است.";
    let dir = folder(&[("mtlint.toml", HOUSE.as_bytes()), ("a.txt", text.as_bytes())]);
    assert_eq!(rules_of(dir.path(), &["a.txt"]), ["house-title", "phone-number"]);
    assert_eq!(rules_of(dir.path(), &["--ignore", "house-title", "a.txt"]), ["phone-number"]);
    assert_eq!(rules_of(dir.path(), &["--select", "house-title", "a.txt"]), ["house-title"]);
    let sound = mtlint(dir.path(), &["check-config"]);
    assert_code(&sound, 0);
    assert_eq!(out(&sound), "mtlint.toml: sound; 2 rules of the house, 4 examples as they say\n");
}

#[test]
fn examples_that_do_not_hold_are_named() {
    let house = HOUSE
        .replace("⟦رييس جمهور⟧ فرانسه", "⟦رييس جمهور فرانسه⟧")
        .replace("passes = [\"رئیس‌جمهور", "passes = [\"رئیس جمهور");
    let house = house.replace("flags = [\"با شماره ⟦09121234567⟧ تماس بگیرید\"]", "");
    let dir = folder(&[("mtlint.toml", house.as_bytes())]);
    let failed = mtlint(dir.path(), &["check-config"]);
    assert_code(&failed, 1);
    let said = out(&failed);
    assert!(said.contains("house-title: flags"), "{said}");
    assert!(said.contains("in an example that must pass"), "{said}");
    assert!(said.contains("phone-number: an example in `flags` is missing"), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
    let none = folder(&[]);
    assert_code(&mtlint(none.path(), &["check-config"]), 2);
}

#[test]
fn the_examples_of_the_documentation_hold() {
    let page = fs::read_to_string(project("docs/configuration.md")).expect("there is a page");
    let blocks: String = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let keys = blocks.find("[severity]").expect("the keys come first");
    assert!(blocks.len() > keys);
    let list = "خط لوله استعداد\tliteral\ttalent pipeline\tپرورش استعدادها\tmajor\n";
    let dir = folder(&[
        ("newsroom.toml", b""),
        ("desk/mtlint.toml", blocks.as_bytes()),
        ("desk/names.txt", "روزنامه آفتاب\n".as_bytes()),
        ("desk/calques.tsv", list.as_bytes()),
    ]);
    assert_code(&mtlint(&dir.path().join("desk"), &["check", "--write-baseline"]), 0);
    let sound = mtlint(&dir.path().join("desk"), &["check-config"]);
    assert_code(&sound, 0);
    assert_eq!(out(&sound), "mtlint.toml: sound; 2 rules of the house, 3 examples as they say\n");
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let table: toml::Table = toml::from_str(&blocks).expect("TOML");
    assert!(validator.is_valid(&serde_json::to_value(table).expect("JSON")));
    for key in schema()["properties"].as_object().expect("properties").keys() {
        let named = page.contains(&format!("\n{key} = "))
            || page.contains(&format!("[{key}"))
            || page.contains(&format!("{key} = ["));
        assert!(named, "docs/configuration.md does not name {key}");
    }
}

#[test]
fn the_published_schema_is_that_of_the_types_and_accepts_what_mtlint_accepts() {
    let path = project("mtlint.schema.json");
    let published: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&path).expect("the schema is there")).expect("JSON");
    assert_eq!(published, schema(), "write it anew: mtlint check-config --schema > mtlint.schema.json");
    let validator = jsonschema::validator_for(&published).expect("a schema");
    let as_json = |text: &str| {
        let table: toml::Table = toml::from_str(text).expect("TOML");
        serde_json::to_value(table).expect("JSON")
    };
    assert!(validator.is_valid(&as_json(HOUSE)));
    for wrong in ["selct = []", "lang = \"farsi\"", "[gate]\nmin-score = 101", "min-severity = \"majr\""] {
        assert!(ConfigFile::parse(wrong, Path::new("mtlint.toml")).is_err(), "{wrong}");
        assert!(!validator.is_valid(&as_json(wrong)), "{wrong}");
    }
    let languages: Vec<&str> = Lang::supported().iter().map(|lang| lang.code()).collect();
    let known = &published["properties"]["lang"]["enum"];
    assert_eq!(known, &serde_json::json!([&["auto"], &languages[..]].concat()));
}
