"""The service as people meet it in a browser and programs through its interface."""

import json
import pathlib
import subprocess
import sys

from conftest import ROOT, SHOWN

PAGE = ROOT / "tests/pages/agency-fa.html"
ARTICLE = ROOT / "corpora/fa/mt-grain-corridor.txt"


def visit(browser, service):
    page = browser.new_context().new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(service)
    return page


def leave(page):
    assert not page.complaints
    page.context.close()


def findings(program, *files):
    """What the command line finds, file by file."""
    report = subprocess.run(
        [program, "check", "--isolated", "--exit-zero", "--format", "json", *files], capture_output=True, check=True
    )
    return [[finding["text"] for finding in document["findings"]] for document in json.loads(report.stdout)]


def test_a_file_that_is_chosen_is_shown_with_its_marks(browser, service, program):
    page = visit(browser, service)
    page.get_by_label("Or choose files").set_input_files(PAGE)
    page.get_by_role("button", name="Check the files").click()
    page.wait_for_function("document.querySelector('h1').textContent === 'agency-fa.html'")
    [found] = findings(program, PAGE)
    assert page.evaluate(SHOWN) == found and "نمی‌تواند و نمی‌تواند" in found
    page.go_back()
    page.get_by_label("Article").wait_for()
    leave(page)


def test_several_files_become_one_report_and_one_that_is_none_is_named(browser, service, tmp_path):
    (tmp_path / "عکس.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    page = visit(browser, service)
    page.get_by_label("Or choose files").set_input_files([ARTICLE, PAGE, tmp_path / "عکس.txt"])
    page.get_by_role("button", name="Check the files").click()
    page.locator("tbody").wait_for()
    assert page.locator("tbody tr").count() == 3
    page.locator("tbody a", has_text="عکس.txt").click()
    page.get_by_text("could not be checked: binary file").wait_for()
    leave(page)


def test_a_text_that_is_pasted_is_shown_with_its_marks(browser, service, program):
    page = visit(browser, service)
    page.get_by_label("Article").fill(ARTICLE.read_text())
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".finding").first.wait_for()
    [found] = findings(program, ARTICLE)
    assert page.evaluate(SHOWN) == found != []
    leave(page)


def test_who_chooses_too_much_or_nothing_is_told_on_the_page(browser, service, tmp_path):
    (tmp_path / "film.txt").write_bytes(b"x" * 20_000_000)
    page = visit(browser, service)
    page.get_by_role("button", name="Check the files").click()
    assert page.get_by_role("alert").count() == 0 and page.locator("input:invalid").count() == 1
    page.get_by_label("Or choose files").set_input_files(tmp_path / "film.txt")
    page.get_by_role("button", name="Check the files").click()
    page.get_by_role("alert").wait_for()
    assert "at most 1000000 bytes" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Article").is_visible()
    # Chromium tells of every answer that is an error.
    page.complaints = [complaint for complaint in page.complaints if "413" not in complaint]
    leave(page)


def test_the_interface_is_what_its_description_says(service, tmp_path):
    schemathesis = pathlib.Path(sys.executable).with_name("schemathesis")
    command = [schemathesis, "run", f"{service}/openapi.json", "--max-examples", "20", "--seed", "1", "--no-color"]
    # Every body is a text: "{}" that is sent as Markdown too. tests/integration/serve.rs holds what is refused.
    command += ["--exclude-checks", "negative_data_rejection"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
