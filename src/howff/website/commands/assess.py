"""`howff assess`: the results of a round from a spreadsheet, without a server or a database."""

from argparse import Namespace
from collections import defaultdict
from pathlib import Path

from django.utils.timezone import localtime
from django.utils.translation import ngettext

from howff.formats.ratings import RatingsError, Responses, read_responses
from howff.instruments.definitions import BUILT_IN, Definition, InstrumentError, built_in
from howff.instruments.exchange import read_file
from howff.reports.rendering.formats import FORMATS, write
from howff.reports.rounds.feedback import feedback
from howff.reports.rounds.files import FILES
from howff.reports.rounds.responses import Wanted, stock_from
from howff.reports.rounds.stock import Stock
from howff.sense.rounds.figures import INSIDE
from howff.website.errors import Refused
from howff.website.files import ending_of, read_rows, write_whole

REPORTS = ("html", "pdf", "docx", "odt", "md")
ENDINGS = (*REPORTS, *FILES)
EXPECTED = ("organisation", "place", "expected")


def run(options: Namespace) -> int:
    """Read the answers, work out what may be shown, and write it whole or not at all."""
    target = Path(options.output)
    ending = ending_of(target, ENDINGS)
    if target.exists() and target.samefile(options.responses):
        raise Refused(f"{target} holds the answers: give the report another name.")
    definition = _definition(options.instrument)
    responses = _responses(Path(options.responses), definition)
    stock = stock_from(responses, definition, _wanted(options, definition))
    write_whole(target, _content(stock, ending, options.title))
    print(f"{_counted(responses)}: see {target}.")
    unrated = [one.id for one in definition.items() if not _rated(responses, one.id)]
    if unrated:
        print(f"Nobody rated {', '.join(unrated)}: is a column missing, or called otherwise?")
    if not stock.figures.enough:
        print(f"Fewer than {stock.figures.k} people answered, so no numbers are shown.")
    return 0


def _rated(responses: Responses, item: str) -> bool:
    """Whether anybody answered this item, be it that they do not know."""
    return any(item in row.ratings for row in responses.rows)


def _counted(responses: Responses) -> str:
    """How many answers came from how many organisations and places."""
    rows, organisations, places = map(
        len, (responses.rows, responses.organisations, responses.places)
    )
    answers = ngettext("%(n)s answer", "%(n)s answers", rows) % {"n": rows}
    partners = ngettext("%(n)s organisation", "%(n)s organisations", organisations)
    told = ngettext("%(n)s place", "%(n)s places", places) % {"n": places}
    return f"{answers} from {partners % {'n': organisations}} and {told}"


def _wanted(options: Namespace, definition: Definition) -> Wanted:
    """What was typed, as far as it may be."""
    if options.k < INSIDE:
        raise Refused(f"--k {options.k} is too low: the fewest people shown together are {INSIDE}.")
    expected = _expected(Path(options.expected)) if options.expected else None
    return Wanted(
        title=options.title or definition.title,
        k=options.k,
        weighting=options.weighting,
        prefer=options.compare,
        comments=options.with_comments,
        expected=expected,
    )


def _definition(named: str) -> Definition:
    """A built-in instrument by its name, or one in a file."""
    file = Path(named)
    try:
        if not file.suffix and named in BUILT_IN:
            return built_in(named)
        return read_file(_read(file), file.name)
    except InstrumentError as error:
        raise Refused(f"The instrument {named} cannot be used. {error}") from None


def _responses(file: Path, definition: Definition) -> Responses:
    """The answers in a spreadsheet, or everything that is wrong with them."""
    rows = read_rows(file)
    items = {one.id: one.levels for one in definition.items()}
    questions = [each.id for one in definition.principles for each in one.questions]
    try:
        found = read_responses([rows.columns, *rows.rows], items, questions)
    except RatingsError as error:
        raise Refused(f"{file} cannot be read.\n{error}") from None
    if not found.rows:
        raise Refused(f"{file} holds no answers: there is nothing below its first row.")
    return found


def _expected(file: Path) -> dict[tuple[str, str], int]:
    """How many people were expected, by organisation and place."""
    rows = read_rows(file)
    if not {"organisation", "expected"} <= set(rows.columns) <= set(EXPECTED):
        raise Refused(f"{file} should have the columns {', '.join(EXPECTED)}.")
    people: dict[tuple[str, str], int] = defaultdict(int)
    for number, row in enumerate(rows.records(), 2):
        told = str(row["expected"] or "").strip().removesuffix(".0")
        if not told.isdecimal():
            raise Refused(f"{file}, row {number}, column expected: write a whole number.")
        names = (str(row.get(name) or "").strip() for name in EXPECTED[:2])
        organisation, place = names
        people[organisation, place] += int(told)
    return dict(people)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        known = f" The built-in instruments are {', '.join(BUILT_IN)}." if not file.suffix else ""
        raise Refused(f"{file} cannot be opened: {error.strerror}.{known}") from None


def _content(stock: Stock, ending: str, title: str | None) -> bytes:
    """The figures as a file, or the whole feedback report."""
    if ending not in REPORTS:
        return FILES[ending].write(stock)
    assert ending in FORMATS
    instrument = stock.definition.title if stock.definition and title else ""
    return write(feedback(stock, collaboration=instrument, date=localtime()), ending)
