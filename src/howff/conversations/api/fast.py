"""Joining and answering without Django's machinery: what hundreds of phones do at once."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from howff.conversations.actions.answering import AnswerRequest
from howff.conversations.actions.joining import Joined, read_join
from howff.conversations.actions.supporting import VoteRequest
from howff.conversations.queries.access import present
from howff.conversations.queries.identity import Who, who_holds
from howff.conversations.queries.joining import welcome_json
from howff.conversations.queries.taking_part import (
    everything_json,
    results_json,
)
from howff.conversations.rules import Refused
from howff.conversations.rules.budget import spend
from howff.live import writer
from howff.live.hub import healing

type Reply = tuple[int, Mapping[str, Any]]
type Handler = Callable[[dict[str, str], bytes], Awaitable[Reply]]

LARGEST = 2**63 - 1
_reader = ThreadPoolExecutor(1, "joining")


async def join(_headers: dict[str, str], body: bytes) -> Reply:
    """`POST /join`: become a participant, and learn what is asked."""
    try:
        joined: Joined = await _kept("join", read_join(_json(body)))
        who = Who(joined.participant, joined.conversation)
        return 200, await _read(welcome_json, who)
    except Refused as refused:
        return refused.status, refused.as_json()


async def answer(headers: dict[str, str], body: bytes) -> Reply:
    """`POST /answers`: answer a prompt; acknowledged only when it is durable."""
    try:
        request = read_answer(_participant(headers), _json(body))
        return 201, {"id": await _kept("answer", request)}
    except Refused as refused:
        return refused.status, refused.as_json()


async def vote(headers: dict[str, str], body: bytes) -> Reply:
    """`POST /questions/{id}/votes`: support a question, or take your support back."""
    try:
        participant, value = _participant(headers), read_vote(_json(body))
        question = min(int(headers[":path"].split("/")[-2]), LARGEST)
        request = VoteRequest(participant, question, value)
        return 200, {"id": question, "votes": await _kept("vote", request)}
    except Refused as refused:
        return refused.status, refused.as_json()


async def prompts(headers: dict[str, str], _body: bytes) -> Reply:
    """`GET /prompts`: what all phones fetch at once when something opens."""
    try:
        return 200, await _read(everything_for, _who(headers))
    except Refused as refused:
        return refused.status, refused.as_json()


async def results(headers: dict[str, str], _body: bytes) -> Reply:
    """`GET /prompts/{id}/results`: a prompt's results, if the participant may see them."""
    try:
        prompt = int(headers[":path"].split("/")[-2])
        return 200, await _read(results_for, (_who(headers), prompt))
    except Refused as refused:
        return refused.status, refused.as_json()


def everything_for(who: Who) -> dict[str, Any]:
    """All that this participant's phone needs."""
    return everything_json(_present(who))


def results_for(wanted: tuple[Who, int]) -> dict[str, Any]:
    """A prompt's results for this participant."""
    who, prompt = wanted
    try:
        return results_json(_present(who), prompt)
    except Http404:
        message = _("There is no such prompt in this conversation.")
        raise Refused("not_found", message, status=404) from None


def read_answer(participant: int, raw: object) -> AnswerRequest:
    """An answer from JSON, or what is wrong with it."""
    if not isinstance(raw, dict):
        raise Refused("invalid", _("Please send a JSON object."))
    prompt, key = raw.get("prompt"), raw.get("key") or ""
    if isinstance(prompt, bool) or not isinstance(prompt, int) or not 0 < prompt < 2**63:
        raise Refused("invalid", _("Please name the prompt by its number."), field="prompt")
    if not isinstance(key, str) or len(key) > 64:
        message = _("The key is text of at most 64 characters.")
        raise Refused("invalid", message, field="key")
    if "value" not in raw:
        raise Refused("invalid", _("Please send a value, or null."), field="value")
    return AnswerRequest(participant, prompt, raw["value"], key)


def read_vote(raw: object) -> bool:
    """Whether a vote supports a question; saying nothing means that it does."""
    value = raw.get("value", True) if isinstance(raw, dict) else None
    if not isinstance(value, bool):
        raise Refused("invalid", _("Please send true or false."), field="value")
    return value


ENDPOINTS: Mapping[tuple[str, str], Handler] = {
    ("POST", "/api/v1/join"): join,
    ("POST", "/api/v1/answers"): answer,
    ("POST", "/api/v1/questions/{id}/votes"): vote,
    ("GET", "/api/v1/prompts"): prompts,
    ("GET", "/api/v1/prompts/{id}/results"): results,
}


def _participant(headers: dict[str, str]) -> int:
    who = _who(headers)
    spend(who.participant)
    return who.participant


def _who(headers: dict[str, str]) -> Who:
    scheme, _space, token = headers.get("authorization", "").partition(" ")
    return _known(who_holds(token) if scheme.lower() == "bearer" else None)


def _present(who: Who) -> Any:
    return _known(present(who.participant))


def _known[Someone](someone: Someone | None) -> Someone:
    if someone is None:
        raise Refused("bad_token", _("Please join the conversation again."), status=401)
    return someone


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("invalid", _("This is not JSON."), status=400) from None


async def _read[Key, Told](query: Callable[[Key], Told], key: Key) -> Told:
    """Ask the database in the thread that reads for joining and voting."""
    return await asyncio.get_running_loop().run_in_executor(_reader, healing, query, key)


async def _kept(kind: str, job: object) -> Any:
    try:
        return await asyncio.wrap_future(writer.submit(kind, job))
    except writer.Unavailable:
        message = _("This could not be kept just now. Please try again in a moment.")
        raise Refused("unavailable", message, status=503) from None
