"""Saying that themes of different conversations are the same, and taking that back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from howff.people.actions import remember
from howff.people.actions.keeping import tidy
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sensemaking.models import Strand, Theme, Thread


@transaction.atomic
def join_themes(
    *, collaboration: Collaboration, themes: Sequence[Theme], name: str, by: Person
) -> Thread:
    """Say that these themes are the same; threads that they are part of become one."""
    if len(themes) < 2 or any(one.study.collaboration_id != collaboration.pk for one in themes):
        raise Refused("few", _("Please choose at least two themes of this collaboration."))
    held = Strand.objects.filter(theme__in=[one.pk for one in themes])
    threads = list(Thread.objects.filter(strands__in=held).distinct().order_by("pk"))
    thread = threads[0] if threads else _new(collaboration, name, by)
    Strand.objects.filter(thread__in=threads).update(thread=thread)
    for one in themes:
        Strand.objects.get_or_create(theme=one, defaults={"thread": thread})
    Thread.objects.filter(pk__in=[one.pk for one in threads[1:]]).delete()
    remember(collaboration=collaboration, by=by, verb="joined themes", subject=thread.name)
    return thread


@transaction.atomic
def part_themes(*, thread: Thread, by: Person) -> None:
    """Say that the themes of a thread are not the same after all; each stands alone again."""
    remember(collaboration=thread.collaboration, by=by, verb="parted themes", subject=thread.name)
    thread.delete()


@transaction.atomic
def rename_thread(*, thread: Thread, name: str, by: Person) -> Thread:
    """Give a thread another name."""
    thread.name = _checked(name)
    thread.save(update_fields=["name"])
    remember(
        collaboration=thread.collaboration, by=by, verb="renamed a thread", subject=thread.name
    )
    return thread


def _new(collaboration: Collaboration, name: str, by: Person) -> Thread:
    return Thread.objects.create(collaboration=collaboration, name=_checked(name), created_by=by)


def _checked(name: str) -> str:
    words = tidy(name)
    if not 0 < len(words) <= 200:
        raise Refused("invalid", _("Please give it a name of 1 to 200 characters."), field="name")
    return words
