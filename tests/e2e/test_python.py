"""The Python package, as the wheel installs it."""

import ast
import copy
import gc
import inspect
import json
import multiprocessing
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time

import pyarrow as pa
import pytest
from conftest import BAD, CLEAN, ROOT, VERSION, run

ARTICLES = [path.read_text() for path in sorted((ROOT / "corpora").glob("*/*.txt"))]


def lines(program, folder, *arguments, stdin=None, code=0):
    done = subprocess.run([program, *arguments], cwd=folder, input=stdin, capture_output=True)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode().splitlines()


@pytest.fixture(scope="module")
def scored(program, tmp_path_factory):
    """What the command says of all articles, in one corpus."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [json.dumps({"id": number, "text": text}) for number, text in enumerate(ARTICLES)]
    (folder / "article").write_text("\n".join(rows))
    arguments = ["--isolated", "--findings", "--format", "jsonl", "--input-format", "jsonl", "article"]
    return lines(program, folder, "score", *arguments)


def test_import_loads_nothing_but_the_package(program, base_env):
    """Modules that are not loaded take no time: it is 3 ms over the bare interpreter."""
    script = "import sys; before = set(sys.modules); import mtlint; print(*sorted(set(sys.modules) - before))"
    loaded = run(program.with_name("python"), "-c", script, cwd=ROOT, env=base_env).split()
    assert loaded == ["mtlint", "mtlint._mtlint"]


def test_the_package_needs_no_other_package(program, base_env, tmp_path):
    (tmp_path / "bad.txt").write_text(BAD)
    script = "import mtlint; print(mtlint.check(open('bad.txt', encoding='utf-8').read()).verdict, mtlint.__version__)"
    assert run(program.with_name("python"), "-c", script, cwd=tmp_path, env=base_env).split() == ["fail", VERSION]


def test_a_document_is_what_the_command_says_bit_for_bit(mtlint, scored):
    for text, line in zip(ARTICLES, scored, strict=True):
        said = json.loads(line)
        place = {key: said.pop(key) for key in ["id", "line"]}
        document = mtlint.check(text)
        assert document.to_dict() == {**said, "id": None}, place
        # The places are those of JSON; all else has the same bytes.
        as_line = document.to_json().replace('"id":null', f'"line":{place["line"]},"id":"{place["id"]}"')
        assert as_line == line


def test_fields_have_the_names_of_the_json_contract(mtlint):
    document = mtlint.check(BAD)
    said = document.to_dict()
    for name in ["path", "lang", "words", "verdict", "tolerance", "counts", "mtlint", "rules", "config"]:
        assert getattr(document, name) == said[name], name
    assert list(document.rate_interval) == said["rate_interval"]
    for group in ["scores", "penalty", "severities"]:
        for name, value in said[group].items():
            assert getattr(getattr(document, group), name) == value, (group, name)
    assert len(document.findings) == len(said["findings"]) > 10
    for finding, fields in zip(document.findings, said["findings"], strict=True):
        for name, value in fields.items():
            if name in ("related", "fix"):
                for place, inner in zip(getattr(finding, name), value, strict=True):
                    assert all(getattr(place, key) == inner[key] for key in inner)
            else:
                assert getattr(finding, name) == value, name
        assert BAD[finding.start : finding.end] == finding.text
        assert BAD.encode()[finding.byte_start : finding.byte_end].decode() == finding.text


def test_a_batch_is_its_documents_in_order_for_any_number_of_threads(mtlint):
    texts = ARTICLES * 12
    expected = [mtlint.check(text) for text in ARTICLES] * 12
    for threads in [0, 1, 3]:
        assert mtlint.check_batch(texts, threads=threads) == expected
    assert mtlint.check_batch([]) == []


def test_another_thread_runs_while_texts_are_checked(mtlint):
    """Holds with one core too: the batch must not keep the interpreter's lock from its beginning to its end."""
    steps, done = [0], threading.Event()

    def count():
        while not done.is_set():
            steps[0] += 1
            time.sleep(0)

    other = threading.Thread(target=count)
    other.start()
    try:
        while not steps[0]:
            time.sleep(0.001)
        for check in [
            lambda: mtlint.check("".join(ARTICLES)),
            lambda: mtlint.check_batch(ARTICLES, threads=1),
            lambda: pa.table(mtlint.score_arrow(pa.table({"text": ARTICLES}), threads=1)),
        ]:
            before = steps[0]
            check()
            assert steps[0] > before
    finally:
        done.set()
        other.join()


def check_in_child(text):
    import mtlint

    return [document.verdict for document in mtlint.check_batch([text] * 8)]


def test_a_child_of_a_fork_has_threads_of_its_own(mtlint):
    expected = [document.verdict for document in mtlint.check_batch([BAD] * 8)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(check_in_child, [BAD] * 4).get(timeout=60) == [expected] * 4


def test_documents_findings_and_checkers_are_passed_on(mtlint):
    document = mtlint.check(BAD)
    for copied in [pickle.loads(pickle.dumps(document)), copy.deepcopy(document), mtlint.Document.from_json(document.to_json())]:
        assert copied == document and copied.findings == document.findings
    assert document != mtlint.check(CLEAN)
    checker = pickle.loads(pickle.dumps(mtlint.Checker({"ignore": ["decoder-loop"]}, "fa")))
    assert checker.check(BAD) == mtlint.check(BAD, config={"ignore": ["decoder-loop"]}, ui_lang="fa")


def test_the_language_is_what_somebody_says_or_the_text_tells(mtlint):
    assert mtlint.check(BAD).lang == "fa"
    assert mtlint.check(BAD, "ar").lang == mtlint.check(BAD, config={"lang": "ar"}).lang == "ar"
    assert mtlint.check(BAD, "fa", {"lang": "ar"}).lang == "fa"


def test_messages_are_in_the_language_that_is_asked_for(mtlint):
    by_lang = {lang: mtlint.check(BAD, ui_lang=lang) for lang in ["en", "fa", "ar"]}
    assert len({document.findings[0].message for document in by_lang.values()}) == 3
    assert len({document.findings[0].message_id for document in by_lang.values()}) == 1


def test_a_configuration_is_a_file_or_a_dictionary(mtlint, program, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.txt").write_text("غلات\n")
    (tmp_path / "base.toml").write_text('ignore = ["decoder-loop"]\n')
    (tmp_path / "mtlint.toml").write_text(
        'extend = "base.toml"\nmin-severity = "major"\n[severity]\nkashida = "critical"\n'
        '[terms]\nextend = ["terms.txt"]\n[per-file."archive/**"]\nselect = ["kashida"]\n'
    )
    said = {
        "extend": "base.toml",
        "min-severity": "major",
        "severity": {"kashida": "critical"},
        "terms": {"extend": ["terms.txt"]},
        "per-file": {"archive/**": {"select": ["kashida"]}},
    }
    (tmp_path / "archive").mkdir()
    for path in ["bad.txt", "archive/bad.txt"]:
        (tmp_path / path).write_text(BAD)
        [line] = lines(program, tmp_path, "score", "--config", "mtlint.toml", "--findings", "--format", "jsonl", path)
        for config in ["mtlint.toml", pathlib.Path("mtlint.toml"), said]:
            document = mtlint.check(BAD, config=config, path=path)
            expected = json.loads(line)
            # A list is known by its content, not by how it was named.
            assert document.to_dict() == expected | {"config": document.config}, config
        assert mtlint.check(BAD, config="mtlint.toml", path=path).to_json() == line
    assert mtlint.check(BAD, config="mtlint.toml") != mtlint.check(BAD)
    # A file that nobody names is not read.
    assert mtlint.check(BAD) == mtlint.Checker().check(BAD) == mtlint.Checker({}).check(BAD)


def test_what_a_configuration_lets_stand_is_not_there(mtlint):
    finding = mtlint.check(BAD).findings[0]
    entry = {"rule": finding.rule, "text": finding.text, "reason": "a quotation"}
    document = mtlint.check(BAD, config={"silence": [entry]})
    assert finding not in document.findings
    assert document.counts.get(finding.rule, 0) < mtlint.check(BAD).counts[finding.rule]


def test_errors_are_those_of_the_command(mtlint, program, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(BAD)
    wrong = {
        "key.toml": "selct = []\n",
        "rule.toml": 'ignore = ["decoder-lop"]\n',
        "list.toml": '[terms]\nextend = ["missing.txt"]\n',
        "glob.toml": '[per-file."{"]\nselect = []\n',
        "circle.toml": 'extend = "circle.toml"\n',
        "syntax.toml": "select = [\n",
    }
    for name, text in wrong.items():
        (tmp_path / name).write_text(text)
        done = subprocess.run([program, "check", "--config", name, "article.txt"], cwd=tmp_path, capture_output=True)
        with pytest.raises(ValueError) as error:
            mtlint.Checker(name)
        assert done.stderr.decode().strip() == f"mtlint: {error.value}", name
    with pytest.raises(ValueError, match='there is no key "selct"'):
        mtlint.check(BAD, config={"selct": []})
    with pytest.raises(ValueError, match="decoder-lop"):
        mtlint.check(BAD, config={"ignore": ["decoder-lop"]})
    with pytest.raises(ValueError, match="missing.toml"):
        mtlint.check(BAD, config="missing.toml")
    with pytest.raises(ValueError, match="config"):
        mtlint.check(BAD, config={"ignore": None})
    with pytest.raises(TypeError, match="a path or a dict"):
        mtlint.check(BAD, config=7)
    with pytest.raises(ValueError, match='no language pack "xx"'):
        mtlint.check(BAD, "xx")
    with pytest.raises(ValueError, match="1024 at most"):
        mtlint.check_batch([], threads=1025)
    with pytest.raises(ValueError, match='no messages in "xx"'):
        mtlint.check(BAD, ui_lang="xx")


def test_what_is_no_text_is_refused(mtlint):
    for value in [None, 7, BAD.encode()]:
        with pytest.raises(TypeError):
            mtlint.check(value)
        with pytest.raises(TypeError):
            mtlint.check_batch([CLEAN, value])
    with pytest.raises(UnicodeEncodeError):
        mtlint.check("half a pair \ud800")
    with pytest.raises(ValueError, match="^longer than 100 bytes"):
        mtlint.check(BAD, config={"max-bytes": 100})
    with pytest.raises(ValueError, match="^text 300: longer than 100 bytes"):
        mtlint.check_batch(["دولت"] * 300 + [BAD], config={"max-bytes": 100})
    with pytest.raises(ValueError):
        mtlint.Document.from_json('{"schema":1}')


@pytest.mark.parametrize("text", ["", "\0", "\ufeff" * 9, "\u202e\u2066\u200c", "ا" * 100_000, "دولت " * 50_000, "\r\n\r", "😀" * 99])
def test_hostile_texts_are_documents(mtlint, text):
    document = mtlint.check(text)
    assert all(text[finding.start : finding.end] == finding.text for finding in document.findings)
    [row] = pa.table(mtlint.score_arrow(pa.table({"text": [text]}))).to_pylist()
    assert (row["verdict"], row["translation"]) == (document.verdict, document.scores.translation)


def test_ctrl_c_ends_a_long_batch(mtlint):
    script = f"import sys; sys.path.insert(0, {str(pathlib.Path(mtlint.__file__).parents[1])!r}); import mtlint\n"
    script += "text = sys.stdin.read(); print('begun', flush=True); mtlint.check_batch([text] * 10**6)"
    child = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    child.stdin.write(BAD)
    child.stdin.close()
    assert child.stdout.readline() == "begun\n"
    child.send_signal(signal.SIGINT)
    assert "KeyboardInterrupt" in child.stderr.read()
    assert child.wait(60) != 0


def test_memory_does_not_grow_with_the_calls(mtlint):
    import resource

    def most():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def work():
        for _ in range(20):
            mtlint.check_batch(ARTICLES)
            pa.table(mtlint.score_arrow(pa.table({"text": ARTICLES}), findings=True))
            mtlint.Checker({"ignore": ["kashida"]}).check(BAD).findings
        gc.collect()

    work()
    before = most()
    work()
    work()
    assert most() - before < 20_000, "kilobytes"


def test_stubs_say_what_the_extension_has(mtlint_path, base_env, tmp_path):
    """Names, arguments and defaults by mypy's stubtest; the package and its use in strict mode."""
    env = base_env | {"MYPYPATH": f"{mtlint_path}:{tmp_path}"}
    run(sys.executable, "-m", "mypy.stubtest", "mtlint._mtlint", cwd=tmp_path, env=env | {"PYTHONPATH": str(mtlint_path)})
    (tmp_path / "use.py").write_text(
        "from typing import assert_type\nimport mtlint\nimport pyarrow as pa\n"
        "document = mtlint.check('text', 'fa', {'ignore': ['kashida']})\n"
        "assert_type(document, mtlint.Document)\nassert_type(document.findings[0].suggestion, str | None)\n"
        "assert_type(mtlint.check_batch(['text'], threads=2), list[mtlint.Document])\n"
        "assert_type(mtlint.score_arrow(pa.table({'text': ['text']}), keep=['id']), mtlint.ScoreReader)\n"
    )
    run(sys.executable, "-m", "mypy", "--strict", "-m", "use", "-p", "mtlint", cwd=tmp_path, env=env)
    (tmp_path / "misuse.py").write_text("import mtlint\nmtlint.check(7)\nmtlint.check('a').verdict == 'good'\n")
    said = run(sys.executable, "-m", "mypy", "--strict", "misuse.py", cwd=tmp_path, env=env, code=1)
    assert "Found 2 errors" in said, said


def test_help_says_what_the_stubs_say(mtlint):
    stubs = ast.parse(pathlib.Path(mtlint._mtlint.__file__).with_name("_mtlint.pyi").read_text())
    compared = 0
    for node in stubs.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name.startswith("_"):
            continue
        known = getattr(mtlint._mtlint, node.name)
        inner = [(getattr(known, inside.name), inside) for inside in node.body if isinstance(inside, ast.FunctionDef)]
        for thing, stub in [(known, node), *inner]:
            if documentation := ast.get_docstring(stub):
                assert inspect.getdoc(thing) == documentation, (node.name, stub.name)
                compared += 1
    assert compared > 40


def test_the_command_of_the_package_is_the_command(program, base_env, tmp_path):
    (tmp_path / "bad.txt").write_text(BAD)
    python = program.with_name("python")
    as_module = run(python, "-m", "mtlint", "check", "bad.txt", cwd=tmp_path, env=base_env, code=1)
    assert as_module == run(program, "check", "bad.txt", cwd=tmp_path, env=base_env, code=1)
    said = run(python, "-m", "mtlint", "chek", cwd=tmp_path, env=base_env, code=2)
    assert "Usage: mtlint" in said


def test_the_command_ends_as_programs_do(program, tmp_path):
    """A closed pipe ends it silently, a signal at once, whatever it does."""
    (tmp_path / "bad.txt").write_text(BAD)
    piped = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{program}' check --format jsonl {'bad.txt ' * 400} | head -c 10"],
        cwd=tmp_path, capture_output=True,
    )
    assert (len(piped.stdout), piped.stderr) == (10, b"")
    for number in [signal.SIGINT, signal.SIGTERM]:
        child = subprocess.Popen(
            [program, "check", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        # It is up when it reads.
        child.stdin.write(b"x" * 100_000)
        child.stdin.flush()
        child.send_signal(number)
        assert child.wait(60) in (128 + number, -number)
        assert b"Traceback" not in child.stderr.read()
