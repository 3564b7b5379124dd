"""`howff votes`: what the votes of a Polis export show, without a server or a database."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from django.utils.translation import ngettext

from howff.formats.polis import PolisConversation, PolisError, read_polis
from howff.formats.tables import Cell, Table, table, write_xlsx
from howff.sense.votes import (
    UNPLACED,
    Divide,
    Ground,
    VoteFindings,
    Votes,
    findings_of,
    polis_like,
)
from howff.sensemaking.pictures.vote_map import name_of
from howff.sensemaking.queries.verdicts import in_words
from howff.website.commands.votes_page import REFUSED, page
from howff.website.errors import Refused
from howff.website.files import ending_of, write_whole

ENDINGS = ("html", "xlsx", "json")
MOST_GROUPS = 8


def run(options: Namespace) -> int:
    """Read the votes, find what they show, and write it whole or not at all."""
    target = Path(options.output)
    ending = ending_of(target, ENDINGS)
    conversation = _conversation(Path(options.folder))
    found = _found(votes_in(conversation), options)
    write_whole(target, _content(conversation, found, ending, options.title))
    print(f"{_counted(found)}: see {target}.")
    print(f"{in_words(found.groups).heading}. {in_words(found.groups).why}")
    return 0


def votes_in(conversation: PolisConversation) -> Votes:
    """Give the votes of an export by place; statements that moderators refused are not ranked."""
    people = {one.id: place for place, one in enumerate(conversation.participants)}
    statements = {one.id: place for place, one in enumerate(conversation.statements)}
    votes = conversation.votes
    return Votes.of(
        [people[each.voter] for each in votes],
        [statements[each.statement] for each in votes],
        [each.vote for each in votes],
        people=len(people),
        statements=len(statements),
        ranked=[one.moderated >= 0 for one in conversation.statements],
    )


def _counted(found: VoteFindings) -> str:
    """How many votes by how many people."""
    votes = ngettext("%(n)s vote", "%(n)s votes", found.votes) % {"n": f"{found.votes:,}"}
    people = ngettext("%(n)s person", "%(n)s people", found.people) % {"n": f"{found.people:,}"}
    return f"{votes} by {people} on {len(found.statements):,} statements"


def _conversation(folder: Path) -> PolisConversation:
    """Read the export, or say what is wrong with it."""
    try:
        return read_polis(folder)
    except (PolisError, OSError) as error:
        raise Refused(f"{folder} cannot be read. {error}") from None


def _found(votes: Votes, options: Namespace) -> VoteFindings:
    """Find what was asked for, and tell somebody who waits at a terminal how far it is."""
    watching = sys.stderr.isatty()

    def told(share: float) -> None:
        if watching:
            print(f"\r{share:4.0%}", end="\n" if share == 1 else "", file=sys.stderr, flush=True)

    if options.groups is not None and not 1 <= options.groups <= MOST_GROUPS:
        raise Refused(f"--groups {options.groups} should be from 1 to {MOST_GROUPS}.")
    if options.seed < 0:
        raise Refused(f"--seed {options.seed} should be nought or more.")
    if options.mode == "polis":
        return polis_like(votes, seed=options.seed)
    return findings_of(votes, seed=options.seed, k=options.groups, progress=told)


def _content(
    conversation: PolisConversation, found: VoteFindings, ending: str, title: str | None
) -> bytes:
    """Give the whole file."""
    if ending == "html":
        return page(conversation, found, title or conversation.topic)
    if ending == "xlsx":
        return write_xlsx(_sheets(conversation, found))
    people = (one.id for one in conversation.participants)
    statements = (one.id for one in conversation.statements)
    values = {"title": title or conversation.topic, **found.to_json(people, statements)}
    return json.dumps(values, ensure_ascii=False, indent=1).encode() + b"\n"


def _sheets(conversation: PolisConversation, found: VoteFindings) -> dict[str, Table]:
    """Give a sheet for each part."""
    return {
        "Statements": _statements(conversation, found),
        "Common ground": _ranked(conversation, found.common_ground, "At least agree"),
        "Refused by all": _ranked(conversation, found.common_refusal, "At least disagree"),
        "What divides": _ranked(conversation, found.divisive, "At least apart"),
        "Views of fewer": _views(conversation, found),
        "Groups": _groups(conversation, found),
        "People": _people(conversation, found),
    }


def _words(conversation: PolisConversation, place: int) -> tuple[int, str]:
    """A statement's number and words; those that moderators refused are not passed on."""
    one = conversation.statements[place]
    return one.id, REFUSED if one.moderated < 0 else one.text


def _statements(conversation: PolisConversation, found: VoteFindings) -> Table:
    columns = ("Statement", "Words", "Agree", "Disagree", "Pass", "People", "Enough votes")
    return table(
        columns,
        (
            (*_words(conversation, i), each.agree, each.disagree, each.passed, each.n,
             bool(found.ranked[i]) and i not in found.too_few)
            for i, each in enumerate(found.statements)
        ),
    )  # fmt: skip


def _ranked(
    conversation: PolisConversation, told: Iterable[Ground | Divide], measure: str
) -> Table:
    columns = ("Rank", "Statement", "Words", measure, "People")
    rows: list[tuple[Cell, ...]] = [
        (rank, *_words(conversation, one.statement),
         round(one.lower if isinstance(one, Ground) else one.apart, 4), one.n)
        for rank, one in enumerate(told, 1)
    ]  # fmt: skip
    return table(columns, rows)


def _views(conversation: PolisConversation, found: VoteFindings) -> Table:
    columns = ("Rank", "Statement", "Words", "Agree", "New people", "People")
    return table(
        columns,
        (
            (rank, *_words(conversation, one.statement), one.backers, one.new, one.n)
            for rank, one in enumerate(found.minority, 1)
        ),
    )


def _groups(conversation: PolisConversation, found: VoteFindings) -> Table:
    columns = ("Group", "People", "Statement", "Words", "Agrees", "Here", "Elsewhere", "Voted")
    return table(
        columns,
        (
            (name_of(number), group.people, *_words(conversation, one.statement), one.agrees,
             round(one.likely, 4), round(one.elsewhere, 4), one.n)
            for number, group in enumerate(found.groups.groups)
            for one in group.telling
        ),
    )  # fmt: skip


def _people(conversation: PolisConversation, found: VoteFindings) -> Table:
    groups, picture = found.groups, found.picture
    sure = groups.probabilities.max(axis=1, initial=0.0)
    places = np.stack([picture.x, picture.y], axis=1).round(4)
    columns = ("Person", "Group", "Probability", "Left to right", "Bottom to top")
    return table(
        columns,
        (
            (one.id, *_placed(int(groups.member[i]), float(sure[i])),
             *(places[i].tolist() if picture.on[i] else (None, None)))
            for i, one in enumerate(conversation.participants)
        ),
    )  # fmt: skip


def _placed(group: int, sure: float) -> tuple[str | None, float]:
    return None if group == UNPLACED else name_of(group), round(sure, 4)
