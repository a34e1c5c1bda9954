"""The GitHub Action, run as GitHub's runner does."""

import json
import os
import re
import subprocess
import sys

import pytest
import yaml
from conftest import BAD, CLEAN, ROOT, run, snippet

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())


class Job:
    """A job of a workflow: a workspace with articles, and what the runner keeps of the steps."""

    def __init__(self, folder, env):
        self.workspace, self.temp = folder / "work space", folder / "temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.summary = self.temp / "summary.md"
        self.summary.touch()
        self.env = env | {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
        }
        self.log, self.failed, self.outputs = "", False, {}

    def uses_mtlint(self, **inputs):
        """Runs the steps of action.yml until one fails. An underscore in a name stands for a hyphen."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= ACTION["inputs"].keys()
        values = {f"inputs.{name}": given.get(name, known["default"]) for name, known in ACTION["inputs"].items()}
        for step in ACTION["runs"]["steps"]:
            if not self.failed and evaluate(step.get("if", "true"), values):
                self.run(step, values)
        for name, output in ACTION["outputs"].items():
            self.outputs[name] = substitute(output["value"], values)
        return self

    def run(self, step, values):
        assert step["shell"] == "bash"
        script, output = self.temp / "script.sh", self.temp / "output"
        script.write_text(substitute(step["run"], values))
        output.write_text("")
        env = {name: substitute(value, values) for name, value in step["env"].items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=self.workspace,
            env=self.env | env | {"GITHUB_OUTPUT": str(output)}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300,
        )
        self.log += done.stdout
        self.failed = done.returncode != 0
        for line in output.read_text().splitlines():
            name, value = line.split("=", 1)
            values[f"steps.{step['id']}.outputs.{name}"] = value

    def commands(self, kind):
        """The workflow commands of a kind that stand in the log."""
        return [line for line in self.log.splitlines() if line.startswith(f"::{kind} ")]


def evaluate(expression, values):
    """The few expressions that action.yml needs: names, `a || b`, `a == 'text'`, `true`."""
    for operand in expression.split("||"):
        name, _, text = (part.strip() for part in operand.partition("=="))
        value = True if name == "true" else values.get(name, "")
        if text:
            value = value == text.strip("'")
        if value:
            return value
    return ""


def substitute(text, values):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1], values)), str(text))


@pytest.fixture
def job(tmp_path, env):
    job = Job(tmp_path, env)
    for name, text in {"articles/prices.txt": CLEAN, "articles/غلات و بندر.txt": BAD}.items():
        file = job.workspace / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return job


def test_a_bad_article_fails_the_step_and_its_lines_are_marked(job):
    job.uses_mtlint(paths="articles/")
    assert job.failed and job.outputs == {"exit-code": "1", "sarif-file": ""}
    errors = job.commands("error")
    assert any("file=articles/غلات و بندر.txt,line=5," in error and "decoder-loop" in error for error in errors), job.log
    assert job.commands("warning")


def test_the_job_gets_a_summary(job):
    job.uses_mtlint(paths="articles/", sarif_file="mtlint.sarif")
    summary = job.summary.read_text()
    assert summary.startswith("### mtlint: 2 documents") and "غلات و بندر" in summary
    assert summary.count("### mtlint") == 1


def test_a_clean_article_passes(job):
    job.uses_mtlint(paths="articles/prices.txt")
    assert not job.failed and job.outputs["exit-code"] == "0", job.log
    assert not job.commands("error")


def test_everything_is_checked_when_no_path_is_given(job):
    assert job.uses_mtlint().outputs["exit-code"] == "1"


def test_a_failing_article_is_let_through_on_demand(job):
    job.uses_mtlint(fail="false")
    assert not job.failed and job.outputs["exit-code"] == "1"
    assert job.commands("error")


def test_a_file_that_cannot_be_checked_always_fails_the_step(job):
    job.uses_mtlint(paths="articles/\nmissing.txt", fail="false")
    assert job.failed and job.outputs["exit-code"] == "2"
    assert "missing.txt" in job.log and "decoder-loop" in job.log


def test_sarif_is_written_beside_the_annotations(job):
    job.uses_mtlint(paths="articles/", sarif_file="out put.sarif")
    assert job.outputs == {"exit-code": "1", "sarif-file": "out put.sarif"}
    results = json.loads((job.workspace / "out put.sarif").read_text())["runs"][0]["results"]
    assert "decoder-loop" in {result["ruleId"] for result in results}
    assert job.commands("error")


def test_a_sarif_file_that_cannot_be_written_fails_the_step(job):
    job.uses_mtlint(paths="articles/prices.txt", sarif_file="no/such/folder.sarif")
    assert job.failed and job.outputs == {"exit-code": "2", "sarif-file": ""}


def test_arguments_and_paths_stand_one_a_line(job):
    paths = "articles/prices.txt\narticles/غلات و بندر.txt\n"
    job.uses_mtlint(paths=paths, args="--select=kashida\n--min-severity=major\n")
    assert not job.failed and job.outputs["exit-code"] == "0", job.log


def test_the_log_takes_any_format(job):
    job.uses_mtlint(format="concise")
    assert "غلات و بندر.txt:5:109" in job.log and not job.commands("error")
    assert job.summary.read_text() == ""


def test_only_changed_lines_are_marked_on_demand(job, program):
    def git(*arguments):
        run("git", *arguments, cwd=job.workspace, env=job.env)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Archive")
    git("switch", "--quiet", "--create", "branch")
    (job.workspace / "new.txt").write_text(BAD)
    git("add", ".")
    git("commit", "--quiet", "--message", "Article")
    job.uses_mtlint(args="--since=main", mtlint=str(program))
    assert any("new.txt" in error for error in job.commands("error"))
    assert "غلات" not in job.log


def test_a_program_that_is_there_is_used_and_nothing_installed(job, program):
    job.env["PIP_NO_INDEX"], job.env["PIP_FIND_LINKS"] = "1", ""
    job.uses_mtlint(paths="articles/", mtlint=str(program))
    assert job.outputs["exit-code"] == "1"
    assert not (job.temp / "mtlint").exists()


def test_a_version_that_does_not_exist_fails_the_step(job):
    job.env["PIP_NO_INDEX"] = "1"
    assert job.uses_mtlint(version="0.0.0").failed
    assert job.outputs["exit-code"] == ""


@pytest.mark.parametrize("name", [name for name in ACTION["inputs"] if name != "mtlint"])
@pytest.mark.parametrize("value", ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned; '", "a\ntouch pwned"])
def test_no_input_is_run_as_a_command(job, program, name, value):
    # pip would ask the network for a version; the other steps are run with the program that is there.
    job.env["PIP_NO_INDEX"] = "1"
    inputs = {name: value} if name == "version" else {name: value, "mtlint": str(program)}
    job.uses_mtlint(**inputs)
    assert job.failed and not (job.workspace / "pwned").exists(), job.log


def test_no_script_has_an_expression_in_it():
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"], step["name"]


def test_shellcheck_finds_nothing(base_env, tmp_path):
    scripts = [ROOT / "tests/e2e/run", ROOT / ".ci/run"]
    for step in ACTION["runs"]["steps"]:
        scripts.append(tmp_path / f"{step['id']}.sh")
        assigned = "".join(f"export {name}=''\n" for name in step["env"])
        scripts[-1].write_text(f"#!/bin/bash\n{assigned}{step['run']}")
    shellcheck = os.path.join(os.path.dirname(sys.executable), "shellcheck")
    run(shellcheck, *scripts, cwd=ROOT, env=base_env)


def test_the_action_and_the_documented_workflow_fit_their_schemas(base_env, tmp_path):
    workflow = tmp_path / "workflow.yml"
    workflow.write_text(snippet("GitHub Actions", "yaml"))
    for schema, file in [("github-actions", ROOT / "action.yml"), ("github-workflows", workflow)]:
        check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
        run(*check, file, cwd=ROOT, env=base_env)


def test_the_documentation_names_what_the_action_takes():
    documented = re.findall(r"^\| `([a-z-]+)` \| (?:`(.*?)` )?\|", (ROOT / "docs/ci.md").read_text(), re.MULTILINE)
    assert dict(documented) == {name: known["default"] for name, known in ACTION["inputs"].items()}
    (step,) = (step for step in yaml.safe_load(snippet("GitHub Actions", "yaml"))["jobs"]["mtlint"]["steps"] if "id" in step)
    assert step["with"].keys() <= ACTION["inputs"].keys()
