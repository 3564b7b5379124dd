"""Pages that belong to the site itself: the front door, promises, and the gallery of components."""

from importlib.metadata import version
from urllib.parse import urlsplit

import segno
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """The front door; people who are signed in go straight to their own home."""
    if request.user.is_authenticated:
        return redirect("people:home")
    return render(request, "website/front.html")


@require_safe
@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    """What Howff is, who makes it, and where its source is."""
    return render(request, "website/about.html", {"version": version("howff")})


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens with people's words."""
    context = {
        "backup_days": settings.BACKUP_DAYS,
        "wording_host": urlsplit(settings.WORDING.get("URL", "")).netloc,
    }
    return render(request, "website/privacy.html", context)


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "website/accessibility.html")


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on one page, so that they can be seen and tested together."""
    shown = {
        "form": GalleryForm(),
        "wrong": GalleryForm({"meeting": ""}, prefix="wrong"),
        "kinds": range(1, 7),
        "crumbs": [(_("Start"), reverse("website:front"))],
        "attributions": [("none", _("Nothing")), ("role", _("My role")), ("name", _("My name"))],
        "quote": {"text": _("We stopped guarding our desks."), "attribution": _("a volunteer")},
        "withdrawn": {"text": "", "attribution": ""},
        "qr": segno.make("https://howff.example/join/?code=TALK12").svg_inline(
            omitsize=True, border=0
        ),
    }
    return render(request, "website/gallery.html", shown)


@login_not_required
def no_passwords(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001
    """Nobody has a password, so nothing about passwords is here."""
    raise Http404


class GalleryForm(forms.Form):
    """One field of each kind."""

    meeting = forms.CharField(
        label=_("What is your meeting called?"),
        help_text=_("People see this name when they join."),
        max_length=100,
    )
    about = forms.CharField(
        label=_("What is it about?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    day = forms.ChoiceField(label=_("Day"), choices=[("1", _("Monday")), ("2", _("Tuesday"))])
    share = forms.ChoiceField(
        label=_("Who may see the results?"),
        choices=[("group", _("This group only")), ("report", _("Everyone who reads the report"))],
        widget=forms.RadioSelect,
        initial="group",
    )
    wanted = forms.MultipleChoiceField(
        label=_("What do you need?"),
        choices=[("room", _("A room")), ("help", _("A second helper"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remind = forms.BooleanField(
        label=_("Remind me the day before"),
        required=False,
        help_text=_("We send one e-mail."),
    )
