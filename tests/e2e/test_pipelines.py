"""The jobs of GitLab CI and Jenkins that docs/ci.md shows, run as their runners do."""

import json
import re
import sys
import xml.etree.ElementTree as xml

import pytest
import yaml
from conftest import BAD, CLEAN, ROOT, VERSION, run, snippet

GITLAB = yaml.safe_load(snippet("GitLab CI", "yaml"))["mtlint"]


@pytest.fixture
def checkout(tmp_path):
    """A checked-out project with a clean article."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "prices.txt").write_text(CLEAN)
    return tmp_path


@pytest.fixture(scope="module")
def image(tmp_path_factory, env):
    """The environment inside a fresh image with Python."""
    folder = tmp_path_factory.mktemp("image")
    run(sys.executable, "-m", "venv", folder, cwd=folder, env=env)
    return env | {"PATH": f"{folder / 'bin'}:{env['PATH']}"}


def gitlab(checkout, image, code):
    script = "\n".join(["set -eo pipefail", *GITLAB["script"]])
    said = run("bash", "-c", script, cwd=checkout, env=image, code=code)
    reports = GITLAB["artifacts"]["reports"]
    quality = json.loads((checkout / reports["codequality"]).read_text())
    return said, quality, xml.parse(checkout / reports["junit"]).getroot()


def test_a_bad_article_fails_the_job_of_gitlab_and_both_reports_name_it(checkout, image):
    (checkout / "articles/grain.txt").write_text(BAD)
    said, quality, junit = gitlab(checkout, image, code=1)
    assert "articles/grain.txt:5:109 critical decoder-loop" in said
    places = {(finding["check_name"], finding["location"]["path"]) for finding in quality}
    assert ("decoder-loop", "articles/grain.txt") in places
    failed = [case.get("name") for case in junit.iter("testcase") if case.find("failure") is not None]
    assert failed == ["articles/grain.txt"]


def test_a_clean_article_passes_the_job_of_gitlab(checkout, image):
    _, quality, junit = gitlab(checkout, image, code=0)
    assert all(finding["severity"] == "minor" for finding in quality)
    assert [case.find("failure") for case in junit.iter("testcase")] == [None]


def test_an_unreadable_article_fails_the_job_of_gitlab(checkout, image):
    (checkout / "articles/old.txt").write_bytes("قیمت نان".encode() + b"\xff")
    run("bash", "-c", "\n".join(["set -eo pipefail", *GITLAB["script"]]), cwd=checkout, env=image, code=2)


def test_the_job_of_gitlab_fits_its_schema(base_env, tmp_path):
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(snippet("GitLab CI", "yaml"))
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci"]
    run(*check, "--data-transform", "gitlab-ci", file, cwd=ROOT, env=base_env)


def test_a_bad_article_fails_the_stage_of_jenkins_and_its_report_names_it(checkout, env, program):
    stage = snippet("Jenkins", "groovy")
    (command,), (report,) = (re.findall(rf"{step} '(.*)'", stage) for step in ("sh", "junit"))
    path = {"PATH": f"{program.parent}:{env['PATH']}"}
    run("sh", "-xe", "-c", command, cwd=checkout, env=env | path, code=0)
    (checkout / "articles/grain.txt").write_text(BAD)
    run("sh", "-xe", "-c", command, cwd=checkout, env=env | path, code=1)
    junit = xml.parse(checkout / report).getroot()
    failed = [case.get("name") for case in junit.iter("testcase") if case.find("failure") is not None]
    assert failed == ["articles/grain.txt"]


def test_documents_and_action_name_the_version_of_today():
    page = (ROOT / "docs/ci.md").read_text()
    named = re.findall(r"(?:mtlint==|mtlint@v|rev: v|`version` \| `)([0-9][^\"`\s]*)", page)
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert len(named) >= 6 and {*named, action["inputs"]["version"]["default"]} == {VERSION}, named
