"""Instruments, for programs."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from howff.instruments import actions, queries
from howff.instruments.definitions import from_json, parse_definition, to_json
from howff.instruments.exchange import FORMATS, write_file
from howff.people.api import PROBLEMS, Id, by
from howff.people.queries import collaboration_for, collaboration_to_facilitate

router = Router(tags=["instruments"])
FILES: dict[str, Any] = {one.content_type: {"schema": {}} for one in FORMATS.values()}
Extension = Literal["xlsx", "xlsform", "toml"]


class NewInstrument(Schema):
    """An instrument: as plain values (`definition`), or as the text of a TOML file (`toml`)."""

    definition: dict[str, Any] | None = None
    toml: str = ""


class InstrumentOut(Schema):
    """A version of an instrument; `frozen` ones are in use and stay as they are."""

    id: int
    name: str
    title: str
    number: int
    built_in: bool
    frozen: bool


def as_json(version: Any) -> dict[str, Any]:
    """A version as programs see it."""
    return {
        "id": version.pk,
        "name": version.instrument.name,
        "title": version.instrument.title,
        "number": version.number,
        "built_in": version.instrument.collaboration_id is None,
        "frozen": version.frozen_at is not None,
    }


@router.get("/collaborations/{int:pk}/instruments", response={200: list[InstrumentOut], **PROBLEMS})
def instruments(request: HttpRequest, pk: Id) -> Any:
    """What a collaboration can ask: its own instruments, and those that come with Howff."""
    here = collaboration_for(by(request), pk)
    return [as_json(one) for one in queries.versions_for(by(request), here)]


@router.post("/collaborations/{int:pk}/instruments", response={201: InstrumentOut, **PROBLEMS})
def import_instrument(request: HttpRequest, pk: Id, sent: NewInstrument) -> Any:
    """Bring in an instrument as a draft; where it does not hold together, nothing is kept."""
    here = collaboration_to_facilitate(by(request), pk)
    told = sent.definition
    definition = parse_definition(sent.toml) if told is None else from_json(told)
    made = actions.import_definition(definition=definition, collaboration=here, by=by(request))
    return Status(201, as_json(made))


@router.get("/instruments/{int:pk}", response={200: dict[str, Any], **PROBLEMS})
def instrument(request: HttpRequest, pk: Id) -> Any:
    """All that a version asks; what nobody set is left out."""
    return to_json(queries.definition_of(queries.version_for(by(request), pk)))


@router.get(
    "/instruments/{int:pk}/files/{extension}",
    response={200: None, **PROBLEMS},
    openapi_extra={"responses": {200: {"description": "The instrument", "content": FILES}}},
)
def export(request: HttpRequest, pk: Id, extension: Extension) -> HttpResponse:
    """A version as a file."""
    version = queries.version_for(by(request), pk)
    written = write_file(queries.definition_of(version), extension, version=str(version.number))
    name = f"{version.instrument.name}-{version.number}.{FORMATS[extension].ending}"
    return HttpResponse(
        written,
        content_type=FORMATS[extension].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
