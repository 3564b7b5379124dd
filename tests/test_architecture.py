"""The house stands as it is drawn: its arrows hold, and each is caught when it is broken."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from operating import ROOT

SOURCE = ROOT / "src" / "howff"
LONGER_FOR_A_REASON: dict[str, str] = {}

BROKEN = {
    "Computation and formats know nothing of the web": ("sense/stray.py", "import django"),
    "Capabilities rest only on those beneath them": (
        "live/stray.py",
        "import howff.conversations.models",
    ),
    "Inside a capability, arrows point down": ("people/rules.py", "import howff.people.queries"),
    "Pages reach data only through queries and actions": (
        "people/views/stray.py",
        "import howff.people.models",
    ),
    "Only actions and tasks announce": ("reports/stray.py", "import howff.live.announce"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the house in this folder."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house, to be broken."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("static", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_there_are_five_contracts_and_each_has_its_counterexample() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert {one["name"] for one in contracts["contracts"]} == set(BROKEN)
    assert len(BROKEN) == 5


def test_every_contract_is_kept() -> None:
    done = lint(ROOT)
    assert "Contracts: 5 kept, 0 broken." in done.stdout, done.stdout


@pytest.mark.parametrize("name", BROKEN)
def test_a_contract_that_is_broken_is_caught(name: str, copy: Path) -> None:
    file, line = BROKEN[name]
    stray = copy / "src" / "howff" / file
    stray.write_text((stray.read_text() if stray.exists() else "") + f"\n{line}\n")
    done = lint(copy)
    assert done.returncode == 1
    assert f"{name} BROKEN" in done.stdout


def test_a_new_folder_must_declare_its_place(copy: Path) -> None:
    (copy / "src" / "howff" / "stray").mkdir()
    (copy / "src" / "howff" / "stray" / "__init__.py").touch()
    done = lint(copy)
    assert done.returncode == 1
    assert "Capabilities rest only on those beneath them BROKEN" in done.stdout


def test_no_file_holds_two_ideas() -> None:
    lengths = {
        str(file.relative_to(SOURCE)): len(file.read_text().splitlines())
        for file in SOURCE.rglob("*.py")
        if not {"migrations", "tests"} & set(file.parts)
    }
    assert {name for name, lines in lengths.items() if lines > 300} == set(LONGER_FOR_A_REASON)


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "helpers", "common", "core", "services", "managers"}
    assert [file for file in SOURCE.rglob("*") if file.stem in drawers] == []


def test_our_own_javascript_stays_small() -> None:
    ours = [file for file in SOURCE.rglob("static/**/*.js") if "vendor" not in file.parts]
    assert sum(len(file.read_text().splitlines()) for file in ours) < 1500


def test_pages_carry_no_inline_style_script_or_handler() -> None:
    wrong = re.compile(
        r"\sstyle=|<style(?![^>]*nonce)|\son[a-z]+=\"|<script(?![^>]*(src=|nonce|application/json))"
    )
    downloads = {"standalone.html"}  # carries its style with it, and no policy forbids it there
    pages = [file for file in SOURCE.rglob("templates/**/*.html") if file.name not in downloads]
    assert [str(file.relative_to(SOURCE)) for file in pages if wrong.search(file.read_text())] == []


def tracked() -> list[Path]:
    """Every text file that is, or is about to be, part of the tree."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_nothing_names_the_machine_on_which_it_was_written() -> None:
    wrong = re.compile(rb"/(?:wor[k]/(?:main|shared|[.]librar[y])|roo[t]|far[m])/|/tmp/howf[f]")
    assert [str(file) for file in tracked() if wrong.search(file.read_bytes())] == []


def test_locks_name_no_index_and_pin_every_package_with_its_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert not re.search(r"https?://|--(?:find-links|index-url|extra-index-url)", text)
        pins = re.findall(r"^[a-z0-9].*$", text, re.MULTILINE)
        assert pins
        assert [line for line in pins if not re.search(r"==\S+.*\\$", line)] == []
