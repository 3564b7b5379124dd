"""The interface for programs, at /api/v1/: what people can do, with JSON in and out."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from howff.assessments.api import router as assessments
from howff.conversations.api import router as conversations
from howff.instruments.api import router as instruments
from howff.instruments.definitions import InstrumentError
from howff.meetings.api import router as meetings
from howff.people.actions import person_using
from howff.people.api import router as people
from howff.people.errors import Refused
from howff.reports.api import router as reports
from howff.sensemaking.api import router as sensemaking

logger = logging.getLogger(__name__)


class Key(HttpBearer):
    """A key made on the settings page or by `howff token`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person whom the program acts for."""
        person = person_using(token)
        if person:
            request.user = person
        return person


api = NinjaAPI(
    title="Howff",
    version="1",
    description="Collaborations, conversations and reports, for programs.",
    auth=Key(),
    docs_url=None,
    urls_namespace="api",
)
for router in (people, conversations, instruments, assessments, meetings, sensemaking, reports):
    api.add_router("", router)


def problem(status: int, code: str, message: str, field: str | None = None) -> HttpResponse:
    """An error as every part of the interface sends it."""
    content = {"error": {"code": code, "message": message, "field": field}}
    return api.create_response(HttpRequest(), content, status=status)


@api.exception_handler(ValidationError)
def invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    """What was sent has the wrong shape: the first thing that is wrong, and where."""
    first = error.errors[0]
    inside = first["loc"][2 if first["loc"][0] == "body" else 1 :]
    field = ".".join(str(part) for part in inside)
    return problem(422, "invalid", first["msg"], field or None)


@api.exception_handler(Refused)
def refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    """This cannot be done, and the message says why."""
    return problem(error.status, error.code, error.message, error.field)


@api.exception_handler(InstrumentError)
def unusable(_request: HttpRequest, error: Any) -> HttpResponse:
    """An instrument cannot be used or changed so."""
    return problem(error.status, error.code, error.message, error.where or None)


@api.exception_handler(AuthenticationError)
def unknown(_request: HttpRequest, _error: Any) -> HttpResponse:
    """The key is missing, wrong or expired."""
    return problem(401, "bad_token", _("Send a valid key: Authorization: Bearer KEY."))


@api.exception_handler(PermissionDenied)
def forbidden(_request: HttpRequest, _error: Any) -> HttpResponse:
    """The person may see this but not do that."""
    return problem(403, "forbidden", _("You may not do this here."))


@api.exception_handler(Http404)
def missing(_request: HttpRequest, _error: Any) -> HttpResponse:
    """There is no such thing, or this person may not know of it."""
    return problem(404, "not_found", _("There is nothing here that you can see."))


@api.exception_handler(RequestDataTooBig)
def too_large(_request: HttpRequest, _error: Any) -> HttpResponse:
    """More was sent than anybody needs to say."""
    return problem(413, "too_large", _("That is too large to send."))


@api.exception_handler(HttpError)
def other(_request: HttpRequest, error: Any) -> HttpResponse:
    """Anything else that the framework refuses, such as a body that is not JSON."""
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return problem(error.status_code, code, str(error))


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Our own mistake: logged for the operator, with nothing of the inside shown."""
    route = request.resolver_match.route if request.resolver_match else ""
    logger.error("Could not answer %s %s", request.method, route, exc_info=error)
    return problem(500, "unexpected", _("Something went wrong on our side. Please try again."))


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, for programs: no cookie is asked for, and a wrong method is told in JSON, too."""

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        response = view(request, **parts)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        told = problem(405, "method_not_allowed", _("This address does not take this method."))
        told["Allow"] = response["Allow"]
        return told

    return csrf_exempt(login_not_required(answered))


@in_json
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """No such address."""
    return missing(request, rest)


addresses: list[Any] = api.urls[0]
urls = [
    *(path(str(one.pattern), in_json(one.callback), name=one.name) for one in addresses),
    path("<path:rest>", nothing),
]
