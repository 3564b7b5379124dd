"""Instruments are begun, copied, changed, frozen and removed, each with its line of history."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404

from howff.instruments import actions, queries
from howff.instruments.definitions import InstrumentError, built_in, digest_of
from howff.instruments.models import Instrument, InstrumentVersion
from howff.people.actions import create_collaboration
from howff.people.models import Change, Collaboration, Person


@pytest.fixture
def draft(collaboration: Collaboration, ana: Person) -> InstrumentVersion:
    """A copy of the pulse that Ana can change."""
    version = queries.builtin("pulse")
    return actions.copy(version=version, collaboration=collaboration, by=ana)


def history() -> list[tuple[str, str]]:
    lines = Change.objects.filter(verb__contains="instrument").order_by("pk")
    return list(lines.values_list("verb", "subject"))


def test_what_comes_with_howff_is_kept_once_and_frozen(db: None) -> None:
    first, second = queries.builtin("pulse"), queries.builtin("pulse")
    assert first == second
    assert (first.number, first.frozen_at is not None) == (1, True)
    assert queries.definition_of(first) == built_in("pulse")
    assert (Instrument.objects.count(), InstrumentVersion.objects.count()) == (1, 1)
    assert history() == []


def test_what_comes_with_a_later_howff_is_the_next_version(db: None, monkeypatch) -> None:
    first = queries.builtin("pulse")
    later = replace(built_in("pulse"), title="Later pulse")
    monkeypatch.setattr(queries, "built_in", lambda name: later)
    second = queries.builtin("pulse")
    assert (second.number, second.instrument) == (2, first.instrument)
    assert queries.definition_of(second).title == "Later pulse"
    monkeypatch.undo()
    assert queries.builtin("pulse") == first


def test_there_is_no_other_built_in_instrument(db: None) -> None:
    with pytest.raises(InstrumentError, match="There is no instrument"):
        queries.builtin("horoscope")


def test_one_begins_with_a_statement_to_change(collaboration, ana) -> None:
    version = actions.begin(collaboration=collaboration, title=" Our  week ", by=ana)
    definition = queries.definition_of(version)
    assert (definition.title, definition.name, version.instrument.name) == (
        "Our week",
        "our-week",
        "our-week",
    )
    assert [one.title for one in definition.principles] == ["Trust"]
    assert history() == [("began the instrument", "Our week")]


@pytest.mark.parametrize("title", ["", "  ", "会议"])
def test_every_title_gives_a_name(title: str, collaboration, ana) -> None:
    names = [
        actions.begin(collaboration=collaboration, title=title, by=ana).instrument.name
        for _once in range(2)
    ]
    assert names in (["our-own-questions", "our-own-questions-2"], ["own", "own-2"])


def test_a_copy_goes_on_from_the_items_of_the_original(draft, collaboration) -> None:
    definition = queries.definition_of(draft)
    assert definition.mapping == {one.id: one.id for one in built_in("pulse").principles}
    assert replace(definition, mapping={}, name="pulse") == built_in("pulse")
    assert (draft.instrument.collaboration, draft.frozen_at) == (collaboration, None)
    assert str(draft.instrument) == "Two-minute pulse"
    assert draft.note == "From “Two-minute pulse”, version 1"
    assert history() == [("copied the instrument", "Two-minute pulse")]


def test_saving_keeps_the_definition_and_raises_the_revision(draft, ana) -> None:
    changed = replace(queries.definition_of(draft), title="Our pulse", name="stolen")
    saved = actions.save(version=draft, definition=changed, by=ana, revision=1)
    kept = InstrumentVersion.objects.get(pk=draft.pk)
    assert (kept.revision, saved.revision) == (2, 2)
    assert queries.definition_of(kept) == replace(changed, name="two-minute-pulse")
    assert kept.digest == digest_of(queries.definition_of(kept))
    assert Instrument.objects.get(pk=draft.instrument_id).title == "Our pulse"
    assert history()[1:] == [("changed the instrument", "Our pulse")]


def test_two_editors_do_not_overwrite_each_other(draft, ana) -> None:
    definition = queries.definition_of(draft)
    actions.save(version=draft, definition=definition, by=ana, revision=1)
    with pytest.raises(InstrumentError, match="Somebody else changed") as error:
        actions.save(version=draft, definition=definition, by=ana, revision=1)
    assert (error.value.code, error.value.status) == ("changed", 409)


def test_what_does_not_hold_together_is_not_kept(draft, ana) -> None:
    broken = replace(queries.definition_of(draft), categories=())
    with pytest.raises(InstrumentError, match="there is nothing to rate"):
        actions.save(version=draft, definition=broken, by=ana, revision=1)
    assert InstrumentVersion.objects.get(pk=draft.pk).revision == 1


def test_a_frozen_version_refuses_edits_and_offers_the_next(draft, ana) -> None:
    frozen = actions.freeze(version=draft, by=ana)
    since = actions.freeze(version=draft, by=ana).frozen_at
    assert since == frozen.frozen_at == draft.frozen_at
    for refused in (
        lambda: actions.save(
            version=draft, definition=queries.definition_of(draft), by=ana, revision=1
        ),
        lambda: actions.remove(version=draft, by=ana),
    ):
        with pytest.raises(InstrumentError, match=r"Make version 2 to change it\.$") as error:
            refused()
        assert (error.value.code, error.value.status) == ("frozen", 409)
    assert history()[1:] == [("froze the instrument", "Two-minute pulse")]


def test_the_next_version_goes_on_from_the_one_before(draft, ana) -> None:
    actions.freeze(version=draft, by=ana)
    second = actions.new_version(instrument=draft.instrument, by=ana)
    assert (second.number, second.frozen_at) == (2, None)
    items = [one.id for one in queries.definition_of(draft).principles]
    assert queries.definition_of(second).mapping == dict(zip(items, items, strict=True))
    assert actions.new_version(instrument=draft.instrument, by=ana) == second
    assert [one.number for one in queries.siblings_of(draft)] == [2, 1]


def test_an_instrument_has_one_draft_and_counts_its_versions_once(draft) -> None:
    for number in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            InstrumentVersion.objects.create(
                instrument=draft.instrument, number=number, content={}, digest=""
            )


def test_built_in_names_are_given_once(db: None) -> None:
    queries.builtin("pulse")
    with pytest.raises(IntegrityError), transaction.atomic():
        Instrument.objects.create(name="pulse", title="Another")


def test_a_removed_draft_takes_its_instrument_along_only_if_it_was_the_last(draft, ana) -> None:
    actions.freeze(version=draft, by=ana)
    second = actions.new_version(instrument=draft.instrument, by=ana)
    actions.remove(version=second, by=ana)
    assert [one.number for one in queries.siblings_of(draft)] == [1]
    other = actions.begin(collaboration=draft.instrument.collaboration, title="Gone", by=ana)
    actions.remove(version=other, by=ana)
    assert not Instrument.objects.filter(pk=other.instrument_id).exists()
    assert history()[-1] == ("removed the instrument", "Gone")


def test_a_draft_that_a_round_waits_for_stays(draft, ana, monkeypatch) -> None:
    def protected(version: InstrumentVersion) -> None:
        raise ProtectedError("A round uses it.", {version})

    monkeypatch.setattr(InstrumentVersion, "delete", protected)
    with pytest.raises(InstrumentError, match="A round is being prepared with it") as error:
        actions.remove(version=draft, by=ana)
    assert (error.value.code, error.value.status) == ("in_use", 409)


def test_an_import_is_ones_own(collaboration, ana) -> None:
    index = built_in("collaborative-providers-index")
    made = actions.import_definition(definition=index, collaboration=collaboration, by=ana)
    assert queries.definition_of(made) == index
    assert made.frozen_at is None
    assert history() == [("imported the instrument", "Collaborative Providers Index")]


def test_a_collaboration_asks_its_own_and_what_is_built_in(draft, collaboration, ana, dev) -> None:
    actions.freeze(version=draft, by=ana)
    second = actions.new_version(instrument=draft.instrument, by=ana)
    elsewhere = create_collaboration(name="Elsewhere", by=dev)
    actions.begin(collaboration=elsewhere, title="Theirs", by=dev)
    found = queries.versions_for(ana, collaboration)
    names = [(one.instrument.name, one.number) for one in found]
    assert names == [
        ("two-minute-pulse", 2),
        ("collaborative-providers-index", 1),
        ("pulse", 1),
        ("misconceptions-check", 1),
        ("collaboration-spectrum", 1),
    ]
    assert found[0] == second
    with pytest.raises(Http404):
        queries.versions_for(dev, collaboration)


def test_everybody_sees_what_is_built_in_and_only_members_the_rest(draft, ana, ben, dev) -> None:
    shipped = queries.builtin("pulse")
    assert [queries.version_for(one, shipped.pk) for one in (ana, ben, dev)] == [shipped] * 3
    assert queries.version_for(ben, draft.pk) == draft
    for person, pk in ((dev, draft.pk), (ana, 10**30), (ana, draft.pk + 99)):
        with pytest.raises(Http404):
            queries.version_for(person, pk)


def test_facilitators_change_their_own_and_nobody_what_is_built_in(draft, ana, ben, hana) -> None:
    assert queries.version_to_change(ana, draft.pk) == draft
    for person, pk in ((ben, draft.pk), (hana, draft.pk), (ana, queries.builtin("pulse").pk)):
        with pytest.raises(PermissionDenied):
            queries.version_to_change(person, pk)


def test_definitions_are_read_once_and_forgotten_when_there_are_many(draft, monkeypatch) -> None:
    monkeypatch.setattr(queries, "_read", {})
    first = queries.definition_of(draft)
    assert queries.definition_of(draft) is first
    monkeypatch.setattr(queries, "MOST_REMEMBERED", 1)
    queries.definition_of(queries.builtin("misconceptions-check"))
    queries.definition_of(queries.builtin("collaboration-spectrum"))
    assert queries.definition_of(draft) == first
    assert queries.definition_of(draft) is not first
