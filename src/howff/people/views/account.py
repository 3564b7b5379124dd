"""Pages about oneself: name, language, and keys for programs."""

from django.conf import settings
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from howff.people import actions, queries
from howff.people.forms import PersonForm, TokenForm, sent
from howff.people.views.pages import page, signed_in


@require_http_methods(["GET", "POST"])
def you(request: HttpRequest) -> HttpResponse:
    """My name and language, and the way to my address, passkeys and keys."""
    by = signed_in(request)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial=model_to_dict(by, ["name", "language"]),
    )
    if sent(form, lambda data: actions.edit_person(**data, by=by)):
        messages.success(request, _("Saved."))
        response = redirect("people:you")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, by.language, samesite="Lax")
        return response
    return page(request, "you", {"form": form}, wrong=form.is_bound)


@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys that let programs act for me; a new one is shown this once."""
    by = signed_in(request)
    form = TokenForm(request.POST if request.method == "POST" else None)
    made: list[str] = []
    done = sent(form, lambda data: made.append(actions.make_token(person=by, **data)))
    context = {
        "form": TokenForm() if done else form,
        "made": made,
        "tokens": queries.tokens_of(by),
    }
    return page(request, "tokens", context, wrong=form.is_bound and not done)


@require_POST
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """Make a key useless at once."""
    by = signed_in(request)
    actions.revoke_token(token=queries.token_of(by, token), by=by)
    messages.success(request, _("The key no longer works."))
    return redirect("people:tokens")
