"""The Python wheel."""

import email
import zipfile

from conftest import BAD, CLEAN, ROOT, VERSION, run

# The program with everything in it, of which 0.85 MB are word lists, and half a megabyte of ways into it from Python. Here it
# is built for speed of building: a release has about a fifth less.
LARGEST_WHEEL = 13_000_000


def metadata(wheel):
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(files.read(name))


def test_the_installed_program_checks_the_shipped_articles_without_rust(program, base_env):
    assert run(program, "--version", cwd=ROOT, env=base_env).split() == ["mtlint", VERSION]
    found = run(program, "check", "corpora/", cwd=ROOT, env=base_env, code=1)
    assert "corpora/fa/mt-grain-corridor.txt:5:109 critical decoder-loop" in found
    run(program, "check", "corpora/fa/human-kabul-prices.txt", cwd=ROOT, env=base_env)


def test_an_article_comes_from_a_pipe(program, base_env, tmp_path):
    (tmp_path / "clean.txt").write_text(CLEAN)
    (tmp_path / "bad.txt").write_text(BAD)
    run("bash", "-c", f"'{program}' check - <clean.txt", cwd=tmp_path, env=base_env)
    run("bash", "-c", f"'{program}' check - <bad.txt", cwd=tmp_path, env=base_env, code=1)


def test_the_package_says_what_it_is(wheel):
    told = metadata(wheel)
    assert (told["Name"], told["Version"]) == ("mtlint", VERSION)
    assert told["License-Expression"] == "(MIT OR Apache-2.0) AND CC-BY-SA-4.0"
    assert "machine translation" in told["Summary"]
    assert told.get_payload().startswith("# mtlint")
    needed = told.get_all("Requires-Dist")
    assert needed and all("extra ==" in requirement for requirement in needed), needed


def test_the_licences_come_with_the_program(wheel):
    with zipfile.ZipFile(wheel) as files:
        names = files.namelist()
    for licence in ["LICENSE-APACHE", "LICENSE-MIT", "src/lang/words.md"]:
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in names), names


def test_the_wheel_is_small_and_holds_the_library_once(wheel):
    assert wheel.stat().st_size < LARGEST_WHEEL
    with zipfile.ZipFile(wheel) as files:
        others = sorted(name for name in files.namelist() if ".dist-info/" not in name)
        (entry,) = (name for name in files.namelist() if name.endswith("entry_points.txt"))
        assert files.read(entry).decode().split() == ["[console_scripts]", "mtlint=mtlint._cli:main"]
    modules = ["__init__.py", "__main__.py", "_cli.py", "_mtlint.abi3.so", "_mtlint.pyi", "datatrove.py", "py.typed", "spark.py"]
    assert others == [f"mtlint/{name}" for name in modules]


def test_one_wheel_is_for_every_python(wheel):
    assert "-cp39-abi3-" in wheel.name
