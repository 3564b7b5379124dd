"""The command `howff`: everything an operator types, on one screen."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from secrets import token_urlsafe

import django

from howff.website.environment import SettingError
from howff.website.errors import Refused

WITHOUT_SITE = ("assess", "themes", "votes")
PASSED_ON = {
    "manage": "Django's own commands, such as migrate or shell",
    "simulate": "simulated phones that join a conversation and answer",
}


def parser() -> ArgumentParser:
    """What may be typed; each command is the module of the same name in `website.commands`."""
    whole = ArgumentParser(prog="howff", description="An open meeting place for collaborations.")
    whole.add_argument("--version", action="version", version=f"howff {version('howff')}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, purpose: str) -> ArgumentParser:
        one = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
        one.add_argument("--data", metavar="DIR", help="the data folder (HOWFF_DATA)")
        return one

    serve = command("serve", "run the site")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve.add_argument("--port", type=int, default=8000, help="the port to listen on")
    serve.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes (more than one: PostgreSQL)"
    )
    demo = command("demo", "run an invented collaboration with a conversation going on now")
    demo.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    demo.add_argument("--port", type=int, default=8000, help="the port to listen on")
    demo.add_argument("--people", type=int, default=124, metavar="N", help="simulated participants")
    demo.set_defaults(data="demo-data", workers=1)
    command("worker", "run background tasks beside a site on PostgreSQL")
    command("check", "say whether this installation is safe to open to the world")
    command("backup", "write everything into one file, also while the site runs").add_argument(
        "file", metavar="FILE"
    )
    restore = command("restore", "bring a backup back, without the words taken back since")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="replace what is there now")
    restore.add_argument("--expired", action="store_true", help="even past the backup's last day")
    token = command("token", "print a key with which a program may act as this person")
    token.add_argument("email", metavar="EMAIL")
    polis = command("import-polis", "make a conversation from a Polis open-data export")
    polis.add_argument("folder", metavar="FOLDER")
    polis.add_argument("--collaboration", metavar="NAME", help="the collaboration to put it in")
    polis.add_argument("--owner", metavar="EMAIL", help="who facilitates it (by default the first)")
    _assess(command("assess", "tell what a spreadsheet of ratings shows, without a server"))
    _themes(command("themes", "find the themes in a spreadsheet of answers, without a server"))
    _votes(command("votes", "tell what the votes of a Polis export show, without a server"))
    for name, purpose in PASSED_ON.items():
        commands.add_parser(name, help=purpose, add_help=False)
    return whole


def _assess(one: ArgumentParser) -> None:
    """What may be typed after `howff assess`."""
    one.add_argument("responses", metavar="RESPONSES", help="answers, as CSV or XLSX")
    one.add_argument("--instrument", required=True, metavar="NAME", help="a name, or a file")
    one.add_argument("-o", "--output", required=True, metavar="OUT", help="its ending picks")
    one.add_argument("--title", metavar="TEXT", help="the title of the report")
    one.add_argument("--k", type=int, default=5, metavar="N", help="fewest people shown together")
    one.add_argument(
        "--weighting", choices=("pooled", "equal", "capped"), default="pooled", help="what leads"
    )
    one.add_argument(
        "--compare",
        choices=("either", "organisations", "places"),
        default="either",
        help="which groups come first where not all can be shown",
    )
    one.add_argument("--expected", metavar="FILE", help="how many people were expected")
    one.add_argument("--with-comments", action="store_true", help="quote what was written")


def _themes(one: ArgumentParser) -> None:
    """What may be typed after `howff themes`."""
    one.add_argument("answers", metavar="ANSWERS", help="answers to one question, as CSV or XLSX")
    one.add_argument("--column", required=True, metavar="NAME", help="the column of the answers")
    one.add_argument("--person", metavar="NAME", help="the column that tells people apart")
    one.add_argument("--language", default="en", metavar="TAG", help="of the answers, such as en")
    one.add_argument("--title", metavar="TEXT", help="the title of the page")
    one.add_argument("-o", "--output", required=True, metavar="OUT", help="its ending picks")


def _votes(one: ArgumentParser) -> None:
    """What may be typed after `howff votes`."""
    one.add_argument("folder", metavar="POLIS_EXPORT_FOLDER", help="a folder of CSV files")
    one.add_argument("-o", "--output", required=True, metavar="OUT", help="its ending picks")
    one.add_argument(
        "--mode", choices=("howff", "polis"), default="howff", help="how groups are found"
    )
    one.add_argument("--groups", type=int, metavar="N", help="draw N groups, borne out or not")
    one.add_argument("--seed", type=int, default=0, metavar="N", help="where chance begins")
    one.add_argument("--title", metavar="TEXT", help="the title of the page")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the result is the exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "howff.website.settings")
    try:
        if typed and typed[0] in PASSED_ON:
            return run(Namespace(command=typed[0], arguments=typed[1:]))
        options = parser().parse_args(typed)
        choose_settings(options)
        return run(options)
    except (SettingError, Refused) as problem:
        print(f"howff: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def choose_settings(options: Namespace) -> None:
    """Let what was typed decide, before the settings are read."""
    if options.data:
        os.environ["HOWFF_DATA"] = options.data
    if "port" in options:
        os.environ.setdefault("HOWFF_ADDRESS", f"http://localhost:{options.port}")
    if options.command in WITHOUT_SITE:  # nothing is kept, so no key is made in a data folder
        os.environ.setdefault("HOWFF_SECRET_KEY", token_urlsafe(40))
    if options.command == "demo":
        os.environ |= {"HOWFF_DATABASE_URL": "", "HOWFF_DEMO_KEY": token_urlsafe(9)}


def run(options: Namespace) -> int:
    """Make Django ready where it is needed, find the command's module and run it."""
    if options.command not in PASSED_ON:
        django.setup(set_prefix=False)
    module = import_module(f"howff.website.commands.{options.command.replace('-', '_')}")
    return int(module.run(options))
