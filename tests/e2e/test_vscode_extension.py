"""The extension for Visual Studio Code: built from its lock file, tested, packaged."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

EXTENSION = ROOT / "editors" / "vscode"


@pytest.fixture(scope="module")
def npm():
    """npm as a wheel of PyPI brings it, else the one of the machine."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    program = shutil.which("npm", path=path)

    def run(*args, cwd):
        done = subprocess.run(
            [program, *args], cwd=cwd, env={**os.environ, "PATH": path, "NO_COLOR": "1"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=600,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    return run


def test_the_extension_is_built_tested_and_packaged_without_a_warning(npm, tmp_path):
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "dist", "*.vsix"))
    npm("ci", "--no-audit", "--no-fund", cwd=folder)
    assert "# fail 0" in npm("test", cwd=folder)
    said = npm("run", "package", cwd=folder)
    assert "WARNING" not in said and "ERROR" not in said, said
    names = set(zipfile.ZipFile(folder / "mtlint.vsix").namelist())
    assert names == {
        "[Content_Types].xml", "extension.vsixmanifest", "extension/LICENSE.txt", "extension/dist/extension.js",
        "extension/package.json", "extension/readme.md",
    }
