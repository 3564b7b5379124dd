"""Studies for programs: what is looked at, how far the machine is, and what came of it."""

import json
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from howff.people.api import PROBLEMS, Id, Refusal, by
from howff.people.queries import collaboration_for
from howff.sensemaking.actions import studies as actions
from howff.sensemaking.actions.deciding import choose_level
from howff.sensemaking.api.shapes import AnalysisOut, StudyOut, ThemeOut, study_json, theme_json
from howff.sensemaking.queries import access, exporting, votes, votes_files
from howff.sensemaking.queries.choosing import collaboration_to_decide
from howff.sensemaking.queries.exporting_files import FILES
from howff.sensemaking.queries.sources import sources_in
from howff.sensemaking.queries.themes import Bench

router = Router()
REFUSED = {**PROBLEMS, 409: Refusal}


class NewStudy(Schema):
    """What is looked at together: the names of sources, all of one kind."""

    sources: list[str] = Field(min_length=1, max_length=200)
    kind: Literal["themes", "votes"] = "themes"


class Level(Schema):
    """How many themes to see, from fewer to more; null leaves it to the machine."""

    level: int | None = Field(None, ge=0, le=100)


class SourceOut(Schema):
    """Words or votes that can be looked at."""

    name: str
    kind: str
    title: str
    place: str
    answers: int


@router.get("/collaborations/{int:pk}/sources", response={200: list[SourceOut], **PROBLEMS})
def sources(request: HttpRequest, pk: Id) -> Any:
    """What can be looked at in a collaboration."""
    return sources_in(collaboration_to_decide(by(request), pk))


@router.get("/collaborations/{int:pk}/studies", response={200: list[StudyOut], **PROBLEMS})
def listed(request: HttpRequest, pk: Id) -> Any:
    """What is looked at in a collaboration, newest first."""
    person = by(request)
    here = collaboration_for(person, pk)
    return [study_json(one) for one in access.studies_for(person, here)]


@router.post("/collaborations/{int:pk}/studies", response={201: StudyOut, **REFUSED})
def begin(request: HttpRequest, pk: Id, sent: NewStudy) -> Any:
    """Choose what is looked at together; then ask the machine to look."""
    here = collaboration_to_decide(by(request), pk)
    study = actions.begin_study(collaboration=here, **sent.dict(), by=by(request))
    return Status(201, study_json(study))


@router.get("/studies/{int:pk}", response={200: StudyOut, **PROBLEMS})
def study(request: HttpRequest, pk: Id) -> Any:
    """A study, and how far its newest analysis is."""
    return study_json(access.study_for(by(request), pk))


@router.post("/studies/{int:pk}/look", response={202: AnalysisOut, **REFUSED})
def look(request: HttpRequest, pk: Id) -> Any:
    """Ask the machine to look at all that was said by now."""
    found = access.study_to_decide(by(request), pk)
    return Status(202, actions.ask_again(study=found, by=by(request)))


@router.post("/analyses/{int:pk}/cancel", response={200: StudyOut, **REFUSED})
def cancel(request: HttpRequest, pk: Id) -> Any:
    """Stop an analysis; what was found before stays."""
    analysis = access.analysis_to_decide(by(request), pk)
    actions.cancel(analysis=analysis, by=by(request))
    return study_json(access.study_for(by(request), analysis.study_id))


@router.put("/studies/{int:pk}/level", response={200: StudyOut, **REFUSED})
def level(request: HttpRequest, pk: Id, sent: Level) -> Any:
    """See fewer or more themes; what people decided stays."""
    found = access.study_to_decide(by(request), pk)
    choose_level(study=found, level=sent.level, by=by(request))
    return study_json(found)


@router.get("/studies/{int:pk}/themes", response={200: list[ThemeOut], **PROBLEMS})
def themes(request: HttpRequest, pk: Id) -> Any:
    """The themes with their quotes and numbers, as on the page."""
    bench = Bench(exporting.study_of_themes(by(request), pk))
    return [theme_json(one) for one in bench.cards]


@router.get("/votes/{int:pk}", response={200: dict[str, Any], **PROBLEMS})
def common_ground(request: HttpRequest, pk: Id) -> Any:
    """Common ground, what divides, views of fewer people and groups in how people voted."""
    content, _kind = votes_files.exported(votes.votes_for(by(request), pk), "json")
    return json.loads(content)


@router.get("/studies/{int:pk}/files/{name}", response={200: bytes, **REFUSED})
def file(
    request: HttpRequest, pk: Id, name: str, audience: Literal["", "report"] = ""
) -> HttpResponse:
    """The themes or the answers as a file: themes.json, themes.csv, answers.csv, and others."""
    person = by(request)
    found = exporting.study_of_themes(person, pk)
    kind = FILES.get(name)
    if kind is None:
        raise Http404
    whose = exporting.audience_for(person, found, outside=audience == "report")
    content = kind.write(exporting.themes_file(found, whose, person))
    return HttpResponse(content, content_type=kind.content_type)
