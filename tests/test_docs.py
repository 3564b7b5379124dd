"""The documentation says what is so."""

import ast
import re
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest
from operating import ROOT

from howff.website.cli import PASSED_ON, parser

DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "howff"
SETTING = re.compile(r"\bHOWFF_[A-Z_]+\b")
PAGES = [page for page in DOCS.rglob("*.md") if "_build" not in page.parts]
ROOT_PAGES = list(ROOT.glob("*.md"))


def commands() -> dict[str, ArgumentParser]:
    """Every command with its parser."""
    (found,) = [one for one in parser()._actions if isinstance(one, _SubParsersAction)]
    return dict(found.choices)


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    read = {
        name
        for file in SOURCE.rglob("*.py")
        if "tests" not in file.parts
        for name in SETTING.findall(file.read_text())
    }
    documented = re.findall(r"^\| `(HOWFF_[A-Z_]+)`", text("reference/settings.md"), re.MULTILINE)
    assert set(documented) == read
    assert len(documented) == len(set(documented))


@pytest.mark.parametrize("page", PAGES + ROOT_PAGES, ids=lambda page: page.name)
def test_pages_name_only_settings_that_exist(page: Path) -> None:
    tests_only = {"HOWFF_BROWSER", "HOWFF_NO_BROWSER"}
    known = set(SETTING.findall(text("reference/settings.md"))) | tests_only
    assert set(SETTING.findall(page.read_text())) <= known


def test_every_command_and_option_is_documented() -> None:
    sections = re.split(r"^## ", text("reference/command.md"), flags=re.MULTILINE)[1:]
    documented = {section.split("`")[1].removeprefix("howff "): section for section in sections}
    assert set(documented) == set(commands())
    for name, one in commands().items():
        options = {flag for action in one._actions for flag in action.option_strings}
        wanted = {flag for flag in options if flag.startswith("--")} - {"--help", "--data"}
        written = set(re.findall(r"^`(--[a-z-]+)|, `(--[a-z-]+)", documented[name], re.MULTILINE))
        assert {flag for pair in written for flag in pair if flag} == wanted


def test_every_command_has_its_module() -> None:
    for name in {*commands(), *PASSED_ON}:
        assert (SOURCE / "website" / "commands" / f"{name.replace('-', '_')}.py").exists()


def test_the_map_has_every_capability_with_its_own_sentence() -> None:
    written = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text("explanation/map.md"), re.MULTILINE))
    folders = {file.parent.name: file for file in SOURCE.glob("*/__init__.py")}
    sentences = {
        name: " ".join((ast.get_docstring(ast.parse(file.read_text())) or "").split())
        for name, file in folders.items()
    }
    assert written == sentences


def test_every_decision_is_listed_numbered_and_short() -> None:
    listed = re.findall(r"^\d{4}-[a-z-]+$", text("explanation/decisions/index.md"), re.MULTILINE)
    files = sorted(DOCS.glob("explanation/decisions/0*.md"))
    assert listed == [file.stem for file in files]
    for number, file in enumerate(files, start=1):
        assert file.read_text().startswith(f"# {number}. ")
        assert len(file.read_text().split()) < 300


@pytest.mark.parametrize("page", PAGES + ROOT_PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def text(name: str) -> str:
    """A page of the documentation."""
    return (DOCS / name).read_text()
