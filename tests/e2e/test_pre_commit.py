"""The pre-commit hooks, in a repository of articles."""

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest
import yaml
from conftest import BAD, CLEAN, ROOT, TARGET, VERSION, Repository, run, snippet

WITHOUT_RUST = yaml.safe_load(snippet("Without Rust", "yaml"))
MANIFEST = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def pre_commit(repository, *arguments, code=0):
    return run(sys.executable, "-m", "pre_commit", *arguments, cwd=repository.path, env=repository.env, code=code)


def install(repository, config=WITHOUT_RUST, **changes):
    """Puts the hook up, with changes to it."""
    config = yaml.safe_load(yaml.safe_dump(config))
    config["repos"][0]["hooks"][0].update(changes)
    repository.add(".pre-commit-config.yaml", yaml.safe_dump(config, allow_unicode=True))
    pre_commit(repository, "install")


def commit(repository, code=0):
    """Commits what is staged, and gives what the hook said."""
    before = repository.commits()
    said = repository.git("commit", "--quiet", "--message", "Articles", code=code)
    assert repository.commits() == before + (code == 0), said
    return said


@pytest.fixture
def newsroom(repository):
    """A repository with the hook that the documentation shows."""
    install(repository)
    return repository


def test_a_clean_article_is_committed(newsroom):
    newsroom.add("articles/prices.txt", CLEAN)
    assert "Passed" in commit(newsroom)


def test_a_bad_article_blocks_the_commit(newsroom):
    newsroom.add("articles/prices.txt", CLEAN)
    newsroom.add("articles/grain.txt", BAD)
    assert "articles/grain.txt:5:109 critical decoder-loop" in commit(newsroom, code=1)


def test_the_hook_runs_the_program_of_the_wheel(newsroom, wheel):
    newsroom.add("article.txt", CLEAN)
    commit(newsroom)
    with zipfile.ZipFile(wheel) as files:
        ours = files.read("mtlint/_mtlint.abi3.so")
    home = newsroom.env["PRE_COMMIT_HOME"]
    installed = list(pathlib.Path(home).rglob("_mtlint.abi3.so"))
    assert installed and all(library.read_bytes() == ours for library in installed)


def test_names_with_spaces_and_persian_letters_are_read(newsroom):
    newsroom.add("گزارش‌های روز/غلات و بندر.txt", BAD)
    newsroom.add("clean (1) 'copy'.text", CLEAN)
    # Isolates keep a name in one piece in a line that runs from left to right.
    assert "\u2068گزارش‌های روز/غلات و بندر\u2069.txt:5:109 critical decoder-loop" in commit(newsroom, code=1)
    newsroom.git("rm", "--quiet", "--cached", "گزارش‌های روز/غلات و بندر.txt")
    assert "Passed" in commit(newsroom)


def test_files_that_are_no_articles_are_left_alone(newsroom):
    newsroom.add("notes.md", BAD)
    newsroom.add("data.csv", BAD)
    assert "no files to check" in commit(newsroom)


def test_a_damaged_file_blocks_the_commit(newsroom):
    (newsroom.path / "old.txt").write_bytes("قیمت نان در بازار هرات ثابت ماند.".encode() + b"\xff")
    newsroom.git("add", ".")
    assert "old.txt" in commit(newsroom, code=1)


def test_the_configuration_of_the_repository_holds(newsroom):
    newsroom.add("archive/grain.txt", BAD)
    commit(newsroom, code=1)
    newsroom.add("mtlint.toml", 'exclude = ["archive/**"]\n')
    commit(newsroom)
    newsroom.add("mtlint.toml", "[gate]\nmin-score = 100\nmin-typography = 100\nmin-extraction = 100\n")
    newsroom.add("prices.txt", CLEAN)
    assert "is under min-typography 100" in commit(newsroom, code=1)


def test_known_findings_of_a_baseline_do_not_block(newsroom, program):
    newsroom.add("archive/grain.txt", BAD)
    newsroom.add("mtlint.toml", 'baseline = "mtlint-baseline.json"\n')
    run(program, "check", "--write-baseline", ".", cwd=newsroom.path, env=newsroom.env)
    newsroom.git("add", "mtlint-baseline.json")
    commit(newsroom)
    newsroom.add("archive/grain.txt", BAD + "\nوزیر گفت که دولت نمی‌تواند و نمی‌تواند.\n")
    newsroom.add("new.txt", BAD)
    said = commit(newsroom, code=1)
    assert "new.txt:5:109 critical decoder-loop" in said
    assert "archive/grain.txt:5:109" not in said


def test_only_changed_lines_are_shown_on_demand(repository):
    install(repository, args=["--quiet", "--changed"])
    repository.add("grain.txt", BAD)
    assert "critical decoder-loop" in commit(repository, code=1)
    repository.git("commit", "--quiet", "--no-verify", "--message", "Archive")
    lines = len(BAD.splitlines())
    repository.add("grain.txt", BAD + "\nوزیر گفت که دولت نمی‌تواند و نمی‌تواند.\n")
    said = commit(repository, code=1)
    assert f"grain.txt:{lines + 2}:" in said and "collapsed-pair" in said
    assert "critical decoder-loop" not in said


def test_what_is_certain_is_mended_on_demand_and_waits_to_be_staged(repository):
    install(repository, args=["--quiet", "--fix"])
    repository.add("prices.txt", CLEAN)
    assert "files were modified by this hook" in commit(repository, code=1)
    assert (repository.path / "prices.txt").read_text() == CLEAN.replace("شاروالي", "شاروالی")
    repository.git("add", "prices.txt")
    assert "Passed" in commit(repository)


def test_what_is_not_staged_does_not_count(newsroom):
    newsroom.add("article.txt", CLEAN)
    (newsroom.path / "article.txt").write_text(BAD)
    commit(newsroom)
    assert (newsroom.path / "article.txt").read_text() == BAD


def test_findings_can_be_shown_without_stopping_anybody(repository):
    install(repository, args=["--quiet", "--exit-zero"], verbose=True)
    repository.add("grain.txt", BAD)
    assert "critical decoder-loop" in commit(repository)


@pytest.fixture
def hooks(tmp_path, base_env):
    """The project, as a repository that pre-commit clones."""
    path = tmp_path / "mtlint"
    path.mkdir()
    files = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT, env=base_env)
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes((ROOT / name).read_bytes())
    project = Repository(path, base_env)
    project.git("add", ".")
    project.git("commit", "--quiet", "--message", "Release")
    project.git("tag", f"v{VERSION}")
    return project


def from_the_repository(hooks, hook):
    config = yaml.safe_load(snippet("From the repository", "yaml"))
    config["repos"][0]["repo"] = str(hooks.path)
    config["repos"][0]["hooks"][0]["id"] = hook
    return config


@pytest.fixture
def rust():
    """Variables with which pip builds on the dependencies of the wheel, mtlint itself without optimisation. What only this
    build can use is taken away afterwards: the sources lie in a new folder each time."""
    def ours():
        return {path for kind in ("deps", ".fingerprint") for path in (TARGET / "release" / kind).glob("*mtlint-*")}

    before = ours()
    quick = "--config profile.release.package.mtlint.opt-level=0"
    yield {"PATH": os.environ["PATH"], "CARGO_TARGET_DIR": str(TARGET), "MATURIN_PEP517_ARGS": quick}
    left = [str(path) for path in ours() - before]
    subprocess.run(["rm", "-r", "--", *left], check=bool(left))


def test_the_hook_builds_from_the_repository(repository, hooks, base_env, rust, tmp_path):
    repository.env = base_env | rust | {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    install(repository, from_the_repository(hooks, "mtlint"))
    repository.add("articles/prices.txt", CLEAN)
    assert "Passed" in commit(repository)
    repository.add("articles/grain.txt", BAD)
    assert "articles/grain.txt:5:109 critical decoder-loop" in commit(repository, code=1)


def test_the_hook_runs_the_program_that_is_installed(repository, hooks, program):
    repository.env = repository.env | {"PATH": f"{program.parent}{os.pathsep}{repository.env['PATH']}"}
    install(repository, from_the_repository(hooks, "mtlint-system"))
    repository.add("prices.txt", CLEAN)
    assert "Passed" in commit(repository)
    repository.add("grain.txt", BAD)
    assert "grain.txt:5:109 critical decoder-loop" in commit(repository, code=1)


def test_pre_commit_accepts_the_manifest(base_env):
    run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT, env=base_env)


def test_the_documented_hook_does_what_the_manifest_says():
    (documented,) = WITHOUT_RUST["repos"][0]["hooks"]
    (built,) = (hook for hook in MANIFEST if hook["id"] == "mtlint")
    for key in ["name", "entry", "args", "language", "types", "files", "require_serial"]:
        assert documented[key] == built[key], key
