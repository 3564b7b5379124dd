"""What the pages of answering share: who opens what, and the form in a language and wording."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from howff.assessments.queries.access import round_by_code
from howff.assessments.queries.answering import Asking, asking_of, filled, opened_by
from howff.assessments.rules import may_see

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class Shown:
    """The form in the language and wording that somebody chose."""

    asking: Asking
    query: str
    easy_query: str
    languages: tuple[tuple[str, str], ...]


def shown(request: HttpRequest, round: Any) -> Shown:
    """The form as the address asks for it, and the addresses of its other forms."""
    whole = asking_of(round)
    wanted = request.GET.get("language", "")
    language = wanted if wanted in whole.languages else ""
    easy = "easy" in request.GET and whole.has_easy
    return Shown(
        asking_of(round, language=language, easy=easy),
        _query(language, easy=easy),
        _query(language, easy=not easy),
        tuple((one, _query(one, easy=easy)) for one in whole.languages),
    )


def _query(language: str, *, easy: bool) -> str:
    chosen = {"language": language, "easy": "1" if easy else ""}
    given = urlencode({name: one for name, one in chosen.items() if one})
    return f"?{given}" if given else "?"


def is_open(round: Any) -> bool:
    """Whether a round takes answers."""
    return bool(round.state == OPEN)


def mine(code: str, key: str) -> tuple[Any, Any]:
    """The round, and the response that a private link opens in it, if it still does."""
    response = opened_by(code, key)
    if response:
        return response.round, response
    round = round_by_code(code)
    if round is None:
        raise Http404
    return round, None


def over(request: HttpRequest, round: Any, status: int = 200, **more: Any) -> HttpResponse:
    """Say kindly that a round takes no more answers, and where its results are."""
    context = {"round": round, "may_see": may_see(request.user, round), **more}
    return render(request, "assessments/answering/over.html", context, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """Say that a code belongs to no round, and whom to ask."""
    return render(request, "assessments/answering/unknown.html", status=404)


def gone(request: HttpRequest, round: Any) -> HttpResponse:
    """Say that a private link opens nothing, and what to do."""
    if not is_open(round):
        return over(request, round, status=404, gone=True)
    return render(request, "assessments/answering/gone.html", {"round": round}, status=404)


def answers(response: Any, asking: Asking, typed: Any = None) -> dict[str, Any]:
    """The form with what is kept, or with what was just typed."""
    ratings, words = typed or (response.ratings, response.words)
    parts = filled(asking, ratings, words)
    rated = sum(bool(one.rated) for part in parts for one in part.asked)
    return {"parts": parts, "rated": rated}
