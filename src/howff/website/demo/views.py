"""Signing in to the demo, where nobody reads e-mail."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from howff.people.models import Person


@require_safe
@login_not_required
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in as the demo's facilitator with the link that `howff demo` printed."""
    if not settings.DEMO_KEY or not constant_time_compare(key, settings.DEMO_KEY):
        raise Http404
    ana = Person.objects.order_by("pk").first()
    if ana is None:
        raise Http404
    login(request, ana, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("people:home")
