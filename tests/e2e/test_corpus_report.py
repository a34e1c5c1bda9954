"""The report of a corpus in Chromium: what a data team reads, in every language, on paper and with a screen reader."""

import json
import pathlib
import re
import subprocess
import urllib.parse

import axe_playwright_python
import pytest
from conftest import ROOT

AXE = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
GOOD, BAD = ([path.read_text() for path in sorted(ROOT.glob(f"corpora/*/{kind}-*.txt"))] for kind in ("human", "mt"))
HOSTILE = ["</script><script>window.hacked=1</script>", "<img src=x onerror='window.hacked=1'>", "\u202egnihton\u202c", "javascript:window.hacked=1"]
# Rules of an earlier run may be called as members of every object are.
HOSTILE_RULES = {"constructor": 90, "__proto__": 80, "toString": 70}
LANGUAGES = {"en": ("ltr", "as a table"), "fa": ("rtl", "جدول"), "ar": ("rtl", "جدول")}
UNSAID = re.compile(r"undefined|null|NaN|\{\w+\}|\$|\[object")


def documents(worse):
    """Articles by outlet; of the outlets one has names that mean harm, and one got worse."""
    for number in range(120):
        outlet = number % 6
        bad = outlet == 5 or (worse and outlet == 1 and number % 4 == 1)
        texts = BAD if bad else GOOD
        text = texts[number % len(texts)]
        name = HOSTILE[number // 6 % 4] if outlet == 0 else f"outlet-{outlet}"
        url = HOSTILE[3] if outlet == 0 else f"https://example.org/{number}"
        yield {"id": f"{name} {number}", "url": url, "outlet": name, "text": f"{text}\n{number}" if number % 40 else None}


@pytest.fixture(scope="module")
def report(program, tmp_path_factory):
    """A report with groups and an earlier run, and the summary that it shows."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, worse in [("old", False), ("new", True)]:
        rows = (json.dumps(row, ensure_ascii=False) + "\n" for row in documents(worse))
        (folder / f"{name}.jsonl").write_text("".join(rows))
    command = [program, "score", "--isolated", "--quiet", "--group-by", "outlet"]
    subprocess.run([*command, "old.jsonl", "-o", "scores.jsonl"], cwd=folder, stderr=subprocess.DEVNULL)
    rows = [json.loads(line) for line in (folder / "scores.jsonl").read_text().splitlines()]
    for row in rows:
        if "counts" in row:
            row["counts"] |= HOSTILE_RULES
    (folder / "scores.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    more = ["--compare", "scores.jsonl", "--ignore", "kashida", "--report", "report.html", "--summary", "summary.json", "-o", "new.csv"]
    subprocess.run([*command, "new.jsonl", *more], cwd=folder, stderr=subprocess.DEVNULL)
    return folder / "report.html", json.loads((folder / "summary.json").read_text())


@pytest.fixture(scope="module")
def many(program, tmp_path_factory):
    """A report with more groups than are shown at once, of documents without an id."""
    folder = tmp_path_factory.mktemp("many")
    slug = urllib.parse.quote("خبر-" * 60)
    rows = [{"outlet": f"outlet {number}", "url": f"https://example.org/{number}/{slug}", "text": BAD[number % len(BAD)]} for number in range(60)]
    rows += [{**rows[number], "text": f"{GOOD[0]}\n{number}"} for number in range(5) for _ in range(number)]
    (folder / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [program, "score", "--isolated", "--quiet", "--group-by", "outlet", "--report", "report.html", "many.jsonl"]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL)
    return folder / "report.html", {row["url"] for row in rows}


def says(text, number, within=0.06):
    """Whether a text has a number, rounded as it may be."""
    return any(abs(float(found) - number) < within for found in re.findall(r"\d+(?:\.\d+)?", text))


def table(page, name):
    return page.get_by_role("region", name=name).locator("tbody tr")


def test_the_page_shows_the_numbers_of_the_summary_and_injects_nothing(show, report):
    _, summary = report
    page = show(report[0])
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, iframe, base, form, object").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    fail = summary["total"]["verdicts"]["fail"]
    assert says(page.locator(".tile.fail strong").inner_text(), 100 * fail["share"])
    assert f"{fail['documents']} documents" in page.locator(".tile.fail").inner_text()
    rows = table(page, "Groups by")
    shown = rows.locator("th").all_inner_texts()
    assert len(shown) == len(summary["groups"]) == 9
    assert all(any(name.replace("\u202e", "").replace("\u202c", "")[:12] in row.replace("⟨RLO⟩", "") for row in shown) for name in HOSTILE)
    page.locator("th button[data-sort=name]").click()
    assert rows.locator("th").all_inner_texts() != shown
    assert page.locator("th[aria-sort=ascending]").count() == 1
    rates = sorted((one["per_thousand_words"] for one in summary["total"]["findings"]), reverse=True)
    first = page.get_by_role("region", name="Findings per 1,000 words", exact=True).locator("tbody tr").first
    assert says(first.locator("td.n").first.inner_text(), rates[0], 0.006)
    # Each histogram says in words what it shows, and its numbers stand in a table.
    assert page.locator(".histogram svg[role=img]").count() == 3
    label = page.locator(".histogram svg").first.get_attribute("aria-label")
    assert "mean" in label and says(label, summary["total"]["scores"]["translation"]["mean"])
    page.locator(".numbers summary").click()
    cells = page.locator(".numbers tbody td").all_inner_texts()
    assert [int(cell) for cell in cells[::3]] == summary["total"]["scores"]["translation"]["bins"]
    change = summary["compare"]["scores"]["translation"]
    assert change["significant"] == "worse" and not summary["compare"]["comparable"]
    assert page.locator(".warning").first.is_visible()
    line = table(page, "Both runs side by side").first.inner_text()
    assert "worse" in line and "−" in line and says(line, -change["change"])


def test_a_group_is_found_by_a_name_of_several_words(show, many):
    page = show(many[0])
    find = page.locator("input[name=find]")
    find.press_sequentially("outlet 7")
    assert find.input_value() == "outlet 7"
    assert table(page, "Groups by").locator("th").all_inner_texts() == ["outlet 7"]
    find.fill(" ")
    assert table(page, "Groups by").count() == 50


def test_a_heading_says_which_way_its_column_is_sorted(show, many):
    page = show(many[0])
    for sort, first in [("documents", "descending"), ("fail", "descending"), ("mean", "ascending"), ("rate", "descending"), ("name", "ascending")]:
        for order in [first, {"ascending": "descending", "descending": "ascending"}[first]]:
            page.locator(f"th button[data-sort={sort}]").click()
            heading = page.locator("th[aria-sort=ascending], th[aria-sort=descending]")
            assert heading.count() == 1 and heading.get_attribute("aria-sort") == order
            assert heading.locator(f"[data-sort={sort}] .arrow").inner_text() == {"ascending": "▲", "descending": "▼"}[order]
            if sort == "documents":
                cells = table(page, "Groups by").locator("td:nth-child(2)").all_inner_texts()
                counts = [int(cell) for cell in cells]
                assert counts == sorted(counts, reverse=order == "descending") and (5 if order == "descending" else 1) == counts[0]


def test_long_addresses_lead_where_the_corpus_says(show, many):
    file, urls = many
    links = table(show(file), "Worst documents").locator("a")
    found = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(found) == 20 and set(found) <= urls and all(len(url) > 1000 for url in found)
    assert all(len(text) == 201 for text in links.all_text_contents())


def test_rules_may_be_called_as_members_of_every_object_are(show, report):
    page = show(report[0])
    page.locator("select.ui").select_option("fa")
    names = page.locator("main.corpus table tbody th .axis").all_inner_texts()
    assert set(HOSTILE_RULES) <= set(names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_the_language_and_keeps_within_the_page(show, report, lang):
    page = show(report[0], color_scheme="dark")
    page.locator("select.ui").select_option(lang)
    assert page.evaluate("document.documentElement.dir") == LANGUAGES[lang][0]
    assert LANGUAGES[lang][1] in page.locator(".numbers summary").inner_text()
    assert not UNSAID.search(page.locator("h1, h2, h3, .note, .warning, thead").evaluate_all("nodes => nodes.map(node => node.textContent).join(' ')"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("fa", "light")])
def test_axe_finds_no_serious_violation(browser, report, lang, scheme):
    # The checker itself is no part of the page that its policy protects.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"file://{report[0]}")
    page.locator("select.ui").select_option(lang)
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")["violations"]
    grave = [(v["id"], [node["html"] for node in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]
    assert not grave
    context.close()


def test_it_prints_without_what_paper_cannot_do(show, report):
    page = show(report[0])
    page.emulate_media(media="print")
    assert page.locator(".histogram svg").first.is_visible()
    assert not page.locator(".theme").is_visible() and not page.locator(".numbers summary").is_visible()
