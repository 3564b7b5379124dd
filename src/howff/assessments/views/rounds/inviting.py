"""Who is told of a round by e-mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from howff.assessments.actions import rounds as actions
from howff.assessments.forms.rounds import AddressesForm
from howff.assessments.queries import rounds as queries
from howff.assessments.queries.access import round_to_run
from howff.assessments.views.rounds.desk import PAGE, at_desk, desk
from howff.people.forms import sent
from howff.people.views.pages import signed_in
from howff.people.views.replies import acted, fragment, told, wants_part


@require_POST
def addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """Put pasted addresses on the list; whatever is no address is given back to be mended."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    form = AddressesForm(request.POST)
    pasted: list[actions.Pasted] = []
    done = sent(
        form,
        lambda data: pasted.append(
            actions.add_addresses(round=round, text=data["addresses"], by=person)
        ),
    )
    if done and not pasted[0].wrong:
        return told(request, added(pasted[0].added), back=queries.desk_of(round))
    if done:
        form = AddressesForm(initial={"addresses": pasted[0].left})
    context = desk(round, person, form) | {"pasted": pasted[0] if pasted else None}
    name = f"{PAGE}#list" if wants_part(request) else PAGE
    return fragment(request, name, context, wrong=True)


@require_POST
def remove(request: HttpRequest, pk: int, address: int) -> HttpResponse:
    """Take an address off the list."""
    person = signed_in(request)
    round = round_to_run(person, pk)
    one = get_object_or_404(round.addresses, pk=address)
    return acted(
        request,
        lambda: actions.remove_address(address=one, by=person),
        _("Removed from the list."),
        back=queries.desk_of(round),
    )


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to everybody on the list who was not written to yet."""
    return at_desk(request, pk, actions.invite_everybody, _("The invitations are on their way."))


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind everybody on the list now, whoever has answered."""
    done = _("The reminders are on their way, to everybody on the list.")
    return at_desk(request, pk, actions.remind_everybody, done)


def added(count: int) -> str:
    """How many addresses are new on the list."""
    told_one = ngettext("%(n)s address is new on the list.", "%(n)s are new on the list.", count)
    return told_one % {"n": count}
