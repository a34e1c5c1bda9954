"""The words of a finding are the same wherever somebody reads them: in the file, in JSON, in the browser, in an editor,
over HTTP."""

import asyncio
import html
import json
import re
import subprocess
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from conftest import ROOT, SHOWN
from test_language_server import editing, words

FILES = [*sorted(ROOT.glob("corpora/*/*.txt")), *sorted(ROOT.glob("tests/pages/*.*"))]
# Media type and name of the language in editors.
KINDS = {".txt": ("text/plain", "plaintext"), ".html": ("text/html", "html"), ".md": ("text/markdown", "markdown")}

# What the report shows of each document, from one page.
SHOWN_OF_ALL = """async (count) => {
  const shown = %s;
  const all = [];
  for (let index = 0; index < count; index++) {
    const turned = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = `a${index}`;
    await turned;
    all.push([document.querySelector("h1").textContent, shown()]);
  }
  return all;
}""" % SHOWN


def check(program, form, folder):
    out = folder / f"report.{form}"
    names = [file.relative_to(ROOT) for file in FILES]
    command = [program, "check", "--isolated", "--exit-zero", "--format", form, "--output", out, *names]
    subprocess.run(command, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
    return out


def read(markup):
    """What markup says, on one line."""
    text = html.unescape(re.sub(r"<[^>]*>|\*\*|`|\]\([^)]*\)", "", markup))
    return " ".join(text.replace("`", "").split())


def in_the_browser(browser, page, count):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"file://{page}")
    shown = tab.evaluate(SHOWN_OF_ALL, count)
    context.close()
    return dict(shown)


def over_http(service, file):
    query = urllib.parse.urlencode({"filename": str(file.relative_to(ROOT))})
    headers = {"content-type": KINDS[file.suffix][0]}
    request = urllib.request.Request(f"{service}/v1/check?{query}", file.read_bytes(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


async def in_an_editor(program, folder):
    shown = {}
    async with editing(program, folder) as editor:
        for number, file in enumerate(FILES):
            text = file.read_bytes().decode()
            uri = (folder / f"{number}{file.suffix}").as_uri()
            editor.open(uri, text, KINDS[file.suffix][1])
            shown[file] = [(one.code, words(text, one.range)) for one in await editor.diagnostics(uri, 1)]
    return shown


def test_the_words_of_every_finding_are_the_same_in_the_file_in_json_in_the_browser_in_an_editor_and_over_http(
    program, service, browser, tmp_path
):
    lines = check(program, "jsonl", tmp_path).read_text().splitlines()
    documents = {ROOT / document["path"]: document for document in map(json.loads, lines)}
    assert list(documents) == FILES
    marked = in_the_browser(browser, check(program, "html", tmp_path), len(FILES))
    # A thread of its own: the browser has a loop in this one.
    with ThreadPoolExecutor() as threads:
        edited = threads.submit(asyncio.run, in_an_editor(program, tmp_path)).result()
    compared = set()
    for file, document in documents.items():
        found = document["findings"]
        bytes = file.read_bytes()
        assert marked[document["path"]] == [finding["text"] for finding in found], file
        assert over_http(service, file) == document
        assert [rule for rule, _ in edited[file]] == [finding["rule"] for finding in found], file
        for finding, (_, there) in zip(found, edited[file]):
            here = bytes[finding["byte_start"] : finding["byte_end"]].decode()
            assert here == there == bytes.decode()[finding["start"] : finding["end"]]
            if file.suffix == ".txt":
                assert here == finding["text"]
            elif finding["rule"] != "page-furniture":
                assert read(here) == read(finding["text"]), file
            compared.add((file, finding["start"], finding["rule"]))
    assert len(compared) == sum(len(document["findings"]) for document in documents.values()) > 280
