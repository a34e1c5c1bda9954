"""The XML reports against the XML Schema of Jenkins' xUnit plugin and with another parser."""

import subprocess
from xml.etree import ElementTree

import pytest
import xmlschema
from conftest import ROOT

SCHEMA = xmlschema.XMLSchema(str(ROOT / "tests" / "schemas" / "junit-10.xsd"))

LOOP = "وزیر نیرو گفت که ساخت سد تازه در استان جنوبی در استان جنوبی در استان جنوبی از بهار آغاز می‌شود."
CLEAN = "شورای شهر روز یکشنبه بودجه سال آینده را تصویب کرد و ساخت دو ایستگاه تازه مترو نیز در برنامه آمده است."
EVERY_LETTER = " ".join(map(chr, range(0x600, 0x700)))
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 0x7F, 0x85, 0x9B, 0xFFFE, 0xFFFF]))


def check(program, folder, form):
    """The report on a folder."""
    run = subprocess.run([program, "check", "--isolated", "--format", form, "."], cwd=folder, capture_output=True)
    assert run.returncode in (0, 1, 2), run.stderr.decode()
    return run.stdout.decode()


@pytest.fixture
def folder(tmp_path):
    """Articles and names of every kind, one of them unreadable."""
    files = {
        "clean.txt": CLEAN,
        "loop.txt": LOOP,
        "empty.txt": "",
        "خبر ‌<&> 'a' \"b\".txt": f"\ufeff{LOOP}\r\n{CLEAN} ]]> <b>&amp;\r\n",
        "odd.txt": f"{EVERY_LETTER}\n{CONTROLS}\n{LOOP.replace('استان', 'استان' + CONTROLS)}\n😀 {LOOP}\n",
        "tab\tline\nend.txt": LOOP,
    }
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "binary.txt").write_bytes(b"\0")
    return tmp_path


def test_junit_is_valid_for_jenkins(program, folder):
    report = check(program, folder, "junit")
    SCHEMA.validate(report)
    suites = ElementTree.fromstring(report.encode()).findall("testsuite")
    assert len(suites) == 7
    for suite in suites:
        for count, element in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
            assert int(suite.get(count)) == len(suite.findall(element))
    failed = {suite.get("name") for suite in suites if suite.find("testcase/failure") is not None}
    assert "loop.txt" in failed and "clean.txt" not in failed
    assert [suite.get("name") for suite in suites if suite.find("testcase/error") is not None] == ["binary.txt"]


def test_checkstyle_names_every_file(program, folder):
    report = ElementTree.fromstring(check(program, folder, "checkstyle").encode())
    names = {file.get("name") for file in report.findall("file")}
    assert len(names) == 7 and "خبر ‌<&> 'a' \"b\".txt" in names
    for error in report.iter("error"):
        assert int(error.get("line")) >= 1 and int(error.get("column")) >= 1
        assert error.get("severity") in ("error", "warning", "info")
        assert error.get("source").startswith("mtlint.") and error.get("message")
