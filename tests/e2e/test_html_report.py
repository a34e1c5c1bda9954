"""The HTML report in Chromium: what an editor sees, reaches with the keyboard and is told."""

import json
import pathlib
import re
import shutil
import subprocess
import time

import axe_playwright_python
import pytest
from conftest import ROOT, SHOWN

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
ARTICLES = sorted(ROOT.glob("corpora/*/*.txt"))
LOOP = "وزیر نیرو گفت که ساخت سد تازه در استان جنوبی در استان جنوبی در استان جنوبی آغاز می‌شود."
CLEAN = "شورای شهر روز یکشنبه بودجه سال آینده را تصویب کرد. بیشترین سهم به حمل‌ونقل عمومی می‌رسد."

# Texts that try to leave their place: markup, ends of elements, line separators, directions, controls.
HOSTILE = [
    "<img src=x onerror=\"window.hacked=1\"> <svg onload='window.hacked=1'>",
    "</script><script>window.hacked = 1</script>",
    "<!-- <script> --> ]]> </article></body></html>",
    "پیش \u2028 از \u2029 پس",
    "\u202eوارونه\u202c \u2066باز\u2067 و بسته\u2069 \u200e \u200f",
    "javascript:window.hacked=1 {{7*7}} ${7*7} %3Cscript%3E &lt;script&gt; &amp;",
    "\x01\x1b[31m\x7f\ufeff",
    "\"'><style>*{display:none}</style><base href=https://example.org/><form action=//example.org>",
]


@pytest.fixture(scope="module")
def report(program, tmp_path_factory):
    """Checks paths and gives the HTML report and the JSON of the same."""
    folder = tmp_path_factory.mktemp("reports")

    def report(*paths, cwd=ROOT):
        out = {}
        for form in ("html", "json"):
            file = folder / f"{len(list(folder.iterdir()))}.{form}"
            subprocess.run(
                [program, "check", "--isolated", "--exit-zero", "--format", form, "--output", file, *paths],
                cwd=cwd, check=True, stderr=subprocess.DEVNULL,
            )
            out[form] = file
        return out["html"], json.loads(out["json"].read_text())

    return report


@pytest.fixture(scope="module")
def batch(report):
    return report("corpora")


@pytest.fixture(scope="module")
def single(report):
    return report("corpora/fa/mt-grain-corridor.txt")


def paths(page):
    return page.locator("tbody .c-path").evaluate_all("cells => cells.map(cell => (cell.querySelector('.path') ?? cell).textContent)")


def test_an_article_opens_with_its_text_and_its_findings(show, single):
    file, [document] = single
    page = show(file)
    assert page.locator("h1").text_content() == document["path"]
    assert page.locator(".finding").count() == len(document["findings"])
    assert page.locator(".summary .badge").inner_text().endswith("fail")
    headline = page.locator("h2.headline")
    assert headline.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator("article").get_attribute("lang") == "fa"


def test_the_marks_are_exactly_the_words_of_every_finding(show, batch):
    file, documents = batch
    assert len(documents) == len(ARTICLES)
    page = show(file)
    compared = 0
    for index, document in enumerate(documents):
        if not document["findings"]:
            continue
        page.goto(f"file://{file}#a{index}")
        page.wait_for_function("path => document.querySelector('h1').textContent === path", arg=document["path"])
        assert page.evaluate(SHOWN) == [finding["text"] for finding in document["findings"]], document["path"]
        compared += len(document["findings"])
    assert compared == sum(len(document["findings"]) for document in documents) > 200


def test_the_overview_filters(show, batch):
    file, documents = batch
    page = show(file)
    everything = {document["path"] for document in documents}
    assert set(paths(page)) == everything

    def having(**wanted):
        fits = lambda finding: all(finding[key] == value for key, value in wanted.items())
        return {document["path"] for document in documents if any(map(fits, document["findings"]))}

    for name, value in [("rule", "decoder-loop"), ("axis", "typography"), ("severity", "critical")]:
        page.locator(f"select[name={name}]").select_option(value)
        assert set(paths(page)) == having(**{name: value}) != everything
        page.locator(".clear").click()
    page.locator("select[name=axis]").select_option("extraction")
    page.locator("select[name=severity]").select_option("major")
    assert set(paths(page)) == having(axis="extraction", severity="major")
    page.locator(".clear").click()
    for name, key, value in [("verdict", "verdict", "fail"), ("lang", "lang", "ar")]:
        page.locator(f"select[name={name}]").select_option(value)
        assert set(paths(page)) == {document["path"] for document in documents if document[key] == value}
        page.locator(".clear").click()
    page.locator("input[name=find]").type("grain")
    assert paths(page) == ["corpora/fa/mt-grain-corridor.txt"]
    page.locator("input[name=find]").fill("no such article")
    assert paths(page) == [] and "No article" in page.locator(".rows").inner_text()
    page.locator(".clear").click()
    page.locator(".tile.pass").click()
    assert set(paths(page)) == {document["path"] for document in documents if document["verdict"] == "pass"}


def test_the_overview_sorts_worst_first_and_as_one_likes(show, batch):
    file, documents = batch
    page = show(file)
    score = {document["path"]: document["scores"]["translation"] for document in documents}
    worst = [score[path] for path in paths(page)]
    assert worst == sorted(worst)
    page.locator("th button[data-sort=path]").click()
    names = paths(page)
    assert names == sorted(names)
    page.locator("th button[data-sort=path]").click()
    assert paths(page) == names[::-1]
    assert page.locator("th.c-path").first.get_attribute("aria-sort") == "descending"
    for order in ["descending", "ascending"]:
        page.locator("th button[data-sort=findings]").click()
        heading = page.locator("th.c-findings").first
        assert heading.get_attribute("aria-sort") == order
        assert heading.locator(".arrow").inner_text() == {"ascending": "▲", "descending": "▼"}[order]
        found = {document["path"]: len(document["findings"]) for document in documents}
        assert [found[path] for path in paths(page)] == sorted(found.values(), reverse=order == "descending")
    page.locator("select[name=sort]").select_option("words")
    words = {document["path"]: document["words"] for document in documents}
    assert [words[path] for path in paths(page)] == sorted(words.values(), reverse=True)


def test_the_charts_count_what_is_shown(show, batch):
    file, documents = batch
    page = show(file)
    counts = {}
    for document in documents:
        for finding in document["findings"]:
            counts[finding["rule"]] = counts.get(finding["rule"], 0) + 1
    rule = page.locator(".rules button").first
    assert counts[rule.locator(".name").inner_text()] == int(rule.locator(".value").inner_text()) == max(counts.values())
    assert page.locator(".histogram svg[role=img]").count() == 3
    rule.click()
    assert page.locator(".rules button").count() == 1
    assert page.locator("select[name=rule]").input_value() == rule.locator(".name").inner_text()


def test_a_finding_is_reached_from_the_list_and_told_on_hover_focus_and_tap(show, single):
    file, [document] = single
    page = show(file)
    last = len(document["findings"]) - 1
    page.locator(f".finding[data-id='{last}'] .jump").click()
    mark = page.locator(f"mark[data-f~='{last}']").first
    assert mark.evaluate("node => node === document.activeElement")
    box = mark.bounding_box()
    assert 0 <= box["y"] <= 900
    assert page.url.endswith(f"#a0f{last}")
    assert document["findings"][last]["rule"] in page.locator("#tip").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()
    page.mouse.move(1, 1)
    first = page.locator("mark[data-f~='0']").first
    first.hover()
    assert document["findings"][0]["rule"] in page.locator("#tip").inner_text()
    page.mouse.move(1, 1)
    assert page.locator("#tip").is_hidden()
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".finding[aria-current]").get_attribute("data-id") == "0"
    page.locator(".steps button").last.click()
    assert page.locator(".finding[aria-current]").get_attribute("data-id") == "1"

    phone = show(file, size=(390, 844), has_touch=True, is_mobile=True)
    phone.locator("mark[data-f~='2']").first.tap()
    assert document["findings"][2]["rule"] in phone.locator("#tip").inner_text()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_places_of_a_finding_are_joined(show, single):
    file, [document] = single
    index = next(i for i, finding in enumerate(document["findings"]) if len(finding["related"]) > 1)
    page = show(file, f"#a0f{index}")
    places = min(12, len(document["findings"][index]["related"]))
    assert 1 < page.locator(".joins path").count() <= places
    assert page.locator("mark.joined").count() >= places
    assert page.locator(".finding[aria-current] .others button").count() == places


def test_the_filters_of_an_article_leave_the_other_marks_out(show, single):
    file, [document] = single
    page = show(file)
    page.locator(".side select[name=severity]").select_option("critical")
    critical = [finding for finding in document["findings"] if finding["severity"] == "critical"]
    assert page.locator(".finding").count() == len(critical)
    assert page.locator("mark[tabindex]").count() == len(critical)


def test_furniture_is_grey_and_folds(show, single):
    file, _ = single
    page = show(file)
    fold = page.locator("details.fold").first
    assert fold.locator("mark").first.is_visible()
    fold.locator("summary").click()
    assert not fold.locator("mark").first.is_visible()
    # A jump into it opens it.
    index = fold.locator("mark").first.get_attribute("data-f").split()[0]
    page.locator(f".finding[data-id='{index}'] .jump").click()
    assert fold.locator("mark").first.is_visible()


def test_back_and_forward_go_between_the_overview_and_the_articles(show, batch):
    file, _ = batch
    page = show(file)
    page.locator("tbody a").first.click()
    page.locator(".text").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.locator(".siblings a").last.click()
    page.wait_for_function("document.querySelector('h1.file')")
    page.locator(".back").click()
    page.locator("tbody").wait_for()
    page.go_back()
    page.locator(".text").wait_for()


def test_an_article_without_findings_is_whole_only_when_it_is_alone(show, report, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "loop.txt").write_text(LOOP)
    file, _ = report(".", cwd=tmp_path)
    assert "Nothing was found here" in show(file, "#a0").locator(".text").inner_text()
    file, _ = report("clean.txt", cwd=tmp_path)
    assert CLEAN in show(file).locator(".text").inner_text()


def test_hostile_articles_inject_nothing(show, program, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    names = ["<img src=x onerror=window.hacked=1>.txt", "a&b \u202etxt.\u202c \u2028.txt"]
    text = "\n\n".join([LOOP, *HOSTILE, LOOP.replace("سد", "</script><b>سد</b>"), "واژه , واژه"]) + "\n"
    for name in names:
        (folder / name).write_text(text)
    (folder / "broken.txt").write_bytes(b"<script>window.hacked=1</script>\xff\xff\x00")
    command = [program, "check", "--isolated", "--exit-zero", folder, "--output"]
    for form in ("html", "json"):
        subprocess.run([*command, tmp_path / form, "--format", form], stderr=subprocess.DEVNULL)
    documents = json.loads((tmp_path / "json").read_text())
    file = (tmp_path / "html").rename(tmp_path / "report.html")
    page = show(file)
    for index, document in enumerate(documents):
        page.goto(f"file://{file}#a{index}")
        page.locator(".text").wait_for()
        page.wait_for_function("index => document.querySelector('h1').textContent.length > 0", arg=index)
        for finding in document.get("findings", []):
            assert finding["text"] in page.evaluate(SHOWN)
        if "findings" in document:
            # Paragraphs end at line separators; the space around them is not shown.
            body = "".join(page.locator(".text").evaluate("node => node.textContent").split())
            for line in HOSTILE:
                assert "".join(line.split()) in body
        assert page.evaluate("window.hacked") is None
        assert page.locator(".text :is(img, script, style, base, form, b, iframe)").count() == 0
        assert page.locator("base, form[action], img, iframe, object").count() == 0


def test_the_policy_of_the_page_stops_what_a_text_could_smuggle_in(browser, single):
    file, _ = single
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{file}")
    page.evaluate(
        """() => {
          const policy = { createScript: (text) => text, createHTML: (text) => text };
          const attempts = [
            () => trustedTypes.createPolicy("mine", policy),
            () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 1'>"),
            () => document.body.append(Object.assign(document.createElement("script"), { text: "window.hacked = 1" })),
            () => document.body.append(Object.assign(document.createElement("style"), { textContent: "body{display:none}" })),
            () => document.body.append(Object.assign(document.createElement("img"), { src: "x" })),
          ];
          for (const attempt of attempts) try { attempt(); } catch {}
        }"""
    )
    assert page.evaluate("window.hacked") is None
    assert page.locator("h1").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, batch, single, scheme):
    for (file, _), address in [(batch, ""), (batch, "#a26"), (single, "#a0f3")]:
        # The checker itself is no part of the page that its policy protects.
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(f"file://{file}{address}")
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run()")["violations"]
        grave = [
            (violation["id"], [node["html"] for node in violation["nodes"]][:3])
            for violation in found
            if violation["impact"] in ("serious", "critical")
        ]
        assert not grave, (scheme, address)
        context.close()


def test_it_prints_with_numbers_that_lead_to_the_findings(show, single):
    file, [document] = single
    page = show(file, "#a0f3")
    page.emulate_media(media="print")
    assert page.locator("mark.own").first.evaluate("node => getComputedStyle(node, '::after').content") == '"[1]"'
    assert page.locator(".finding").count() == len(document["findings"])
    for hidden in (".filters", ".theme", ".joins", ".detail"):
        assert not page.locator(hidden).first.is_visible()


def test_two_thousand_articles_open_at_once(show, program, tmp_path, capsys):
    folder = tmp_path / "articles"
    folder.mkdir()
    texts = [file.read_text() for file in ARTICLES]
    for number in range(2000):
        (folder / f"{number:04}.txt").write_text(texts[number % len(texts)])
    file = tmp_path / "report.html"
    subprocess.run([program, "check", "--isolated", "--exit-zero", "--format", "html", "--output", file, folder], check=True)
    began = time.monotonic()
    page = show(file)
    page.locator("tbody a").first.wait_for()
    opened = time.monotonic() - began
    assert page.locator("tbody tr").count() == 100
    page.locator(".pages button").last.click()
    assert "101–200 of 2,000" in page.locator(".pages").inner_text()
    began = time.monotonic()
    page.locator("tbody a").first.click()
    page.locator(".text .block").first.wait_for()
    turned = time.monotonic() - began
    with capsys.disabled():
        print(f"\n2,000 articles, {file.stat().st_size / 1e6:.1f} MB: open in {opened:.2f} s, one article in {turned:.2f} s")
    assert opened < 10


LANGUAGES = {"en": ("ltr", "All articles"), "fa": ("rtl", "همه مطالب"), "ar": ("rtl", "كل المقالات")}
# A letter of ours that is in none of the languages would show as an empty box or a name of a table.
UNSAID = "undefined|null|NaN|\\{\\w+\\}|\\$"


def speak(page, lang):
    page.locator("select.ui").select_option(lang)
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.evaluate("document.documentElement.dir") == LANGUAGES[lang][0]
    assert page.evaluate("document.activeElement.className") == "ui"


def test_the_page_speaks_three_languages_and_the_articles_keep_theirs(show, batch):
    file, documents = batch
    index = next(i for i, document in enumerate(documents) if len(document["findings"]) > 5)
    page = show(file)
    articles = paths(page)
    for lang, (_, back) in LANGUAGES.items():
        speak(page, lang)
        assert sorted(paths(page)) == sorted(articles)
        assert not page.locator("#app").get_by_text(re.compile(UNSAID)).count()
    page.goto(f"file://{file}#a{index}")
    page.locator("article.text").wait_for()
    shown = page.evaluate(SHOWN)
    messages = {}
    for lang, (_, back) in LANGUAGES.items():
        speak(page, lang)
        assert page.locator(".back").inner_text() == back
        assert page.evaluate(SHOWN) == shown
        assert page.locator("article.text").get_attribute("lang") == documents[index]["lang"]
        assert not page.locator(".side, .summary").get_by_text(re.compile(UNSAID)).count()
        messages[lang] = page.locator(".finding .message").all_inner_texts()
        for node in page.locator(".finding .message").all():
            assert node.evaluate("node => getComputedStyle(node).direction") == LANGUAGES[lang][0]
    assert len(set(map(tuple, messages.values()))) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_what_the_other_formats_say(show, program, tmp_path, lang):
    out = {}
    for form in ("html", "json"):
        out[form] = tmp_path / f"report.{form}"
        command = [program, "check", "--isolated", "--exit-zero", "--ui-lang", lang, "--format", form, "--output", out[form], "corpora"]
        subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    documents = json.loads(out["json"].read_text())
    page = show(out["html"])
    assert page.evaluate("document.documentElement.lang") == lang
    said = re.compile("[\u2066-\u2069]")
    for index, document in enumerate(documents):
        if not document["findings"]:
            continue
        page.goto(f"file://{out['html']}#a{index}")
        page.wait_for_function("path => document.querySelector('h1').textContent === path", arg=document["path"])
        texts = page.locator(".finding .message").evaluate_all("nodes => nodes.map(node => node.textContent)")
        assert [said.sub("", text) for text in texts] == [finding["message"] for finding in document["findings"]][: len(texts)]


def test_a_chosen_language_keeps_what_one_looked_at(show, batch):
    file, documents = batch
    index = next(i for i, document in enumerate(documents) if len(document["findings"]) > 5)
    page = show(file)
    page.locator("select[name=verdict]").select_option("fail")
    failed = paths(page)
    speak(page, "fa")
    assert page.locator("select[name=verdict]").input_value() == "fail" and sorted(paths(page)) == sorted(failed)
    page.goto(f"file://{file}#a{index}f3")
    page.locator(".finding[aria-current]").wait_for()
    speak(page, "ar")
    assert page.locator(".finding[aria-current]").get_attribute("data-id") == "3"
    assert page.url.endswith(f"#a{index}f3")


@pytest.mark.parametrize("lang", ["fa", "ar"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_the_page_is_mirrored_and_nothing_leaves_it(show, batch, single, lang, size):
    for (file, _), address in [(batch, ""), (single, "#a0f3")]:
        page = show(file, address, size=size)
        speak(page, lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        title = page.locator("h1").bounding_box()
        choice = page.locator("select.ui").bounding_box()
        assert choice["x"] + choice["width"] / 2 < size[0] / 2 or size[0] < 500
        assert title["x"] + title["width"] > size[0] / 2
        if size[0] > 1000 and address:
            # What was found stands beside the text, at the end of the line.
            assert page.locator(".side").bounding_box()["x"] < page.locator("article.text").bounding_box()["x"]


@pytest.mark.parametrize("lang", ["fa", "ar"])
def test_axe_finds_no_serious_violation_in_other_languages(browser, batch, single, lang):
    for (file, _), address in [(batch, ""), (single, "#a0f3")]:
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"file://{file}{address}")
        page.locator("select.ui").select_option(lang)
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run()")["violations"]
        grave = [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]
        assert not grave, (lang, address)
        context.close()
