"""What the end-to-end tests share: the wheel, the program that it installs, a service, Chromium, articles, repositories."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]

CLEAN = (ROOT / "corpora/fa/human-kabul-prices.txt").read_text()
BAD = (ROOT / "corpora/fa/mt-grain-corridor.txt").read_text()

# What a report in the browser shows as the place of each finding.
SHOWN = """() => {
  const shown = [];
  for (const mark of document.querySelectorAll("mark[data-f]"))
    for (const id of mark.dataset.f.split(" ").filter(Boolean))
      shown[id] = (shown[id] ?? "") + mark.textContent;
  return shown;
}"""


def run(*command, cwd, env, code=0):
    """Runs a command that must end with a code (None: any), and gives what it wrote to both streams."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=600,
    )
    assert code is None or done.returncode == code, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def snippet(heading, language):
    """The first block of a language under a heading of docs/ci.md."""
    section = (ROOT / "docs/ci.md").read_text().split(f"# {heading}\n", 1)[1]
    return re.search(rf"^```{language}\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)[1]


@pytest.fixture(scope="session")
def base_env(tmp_path_factory):
    """The environment of somebody without Rust, and without settings of their own for git and pre-commit."""
    folder = tmp_path_factory.mktemp("without-rust")
    path = []
    for number, entry in enumerate(map(pathlib.Path, os.environ["PATH"].split(os.pathsep))):
        if not any((entry / tool).exists() for tool in ("cargo", "rustc", "mtlint")):
            path.append(str(entry))
            continue
        others = folder / str(number)
        others.mkdir()
        for tool in entry.iterdir():
            if not tool.name.startswith(("cargo", "rust", "mtlint")):
                (others / tool.name).symlink_to(tool)
        path.append(str(others))
    settings = folder / "gitconfig"
    settings.write_text(
        "[user]\nname = Editor\nemail = editor@example.org\n[init]\ndefaultBranch = main\n[commit]\ngpgsign = false\n"
    )
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "PRE_COMMIT"))}
    return ours | {
        "PATH": os.pathsep.join(path),
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, as a release builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    env = os.environ | {"CARGO_TARGET_DIR": str(TARGET)}
    run(sys.executable, "-m", "maturin", "build", "--quiet", "--out", folder, cwd=ROOT, env=env)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="session")
def env(base_env, wheel):
    """Where pip finds the wheel, as it would on PyPI."""
    return base_env | {"PIP_FIND_LINKS": str(wheel.parent)}


@pytest.fixture(scope="session")
def program(tmp_path_factory, base_env, request):
    """The program that the wheel installs into a fresh environment, where no Rust is; that of MTLINT where one is named."""
    if "MTLINT" in os.environ:
        return pathlib.Path(os.environ["MTLINT"]).resolve()
    wheel = request.getfixturevalue("wheel")
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", folder, cwd=folder, env=base_env)
    run(folder / "bin/python", "-m", "pip", "install", "--no-index", wheel, cwd=folder, env=base_env)
    return folder / "bin/mtlint"


@pytest.fixture(scope="session")
def mtlint_path(wheel, tmp_path_factory):
    """A folder with the package of the wheel in it, and no other."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", folder, wheel, cwd=folder, env=os.environ)
    return folder


@pytest.fixture(scope="session")
def mtlint(mtlint_path):
    """The package, beside the packages that it works with."""
    sys.path.insert(0, str(mtlint_path))
    import mtlint

    assert pathlib.Path(mtlint.__file__).parent == mtlint_path / "mtlint"
    return mtlint


@pytest.fixture(scope="module")
def browser():
    # Its loop runs in the thread of the tests: those of asyncio need the thread for themselves.
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        # Root, as whom builds run, has no sandbox.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser):
    """Opens a report; at the end nothing may have gone wrong in it, and nothing been loaded."""
    complaints, contexts = [], []

    def show(file, address="", size=(1280, 900), **options):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
        page.goto(f"file://{file}{address}")
        return page

    yield show
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def service(program, tmp_path_factory):
    """The address of a service that runs with the defaults."""
    server = subprocess.Popen(
        [program, "serve", "--isolated", "--port", "0"],
        cwd=tmp_path_factory.mktemp("service"), stderr=subprocess.PIPE, encoding="utf-8",
    )
    yield server.stderr.readline().split()[-1]
    server.terminate()
    assert server.wait(30) == 0


class Repository:
    """A newsroom's git repository."""

    def __init__(self, path, env):
        self.path, self.env = path, env
        self.git("init", "--quiet")

    def git(self, *arguments, code=0):
        return run("git", *arguments, cwd=self.path, env=self.env, code=code)

    def add(self, name, text):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.git("add", "--", name)

    def commits(self):
        return len(self.git("rev-list", "--all").split())


@pytest.fixture
def repository(tmp_path, env):
    path = tmp_path / "newsroom"
    path.mkdir()
    return Repository(path, env)
