"""Themes of many collaborations: by consent, of enough people and places, and never whose."""

import pytest
from django.http import Http404

from howff.consent.models import Attribution
from howff.conversations.models import Prompt
from howff.evidence.actions import take_back
from howff.evidence.models import Passage, Use
from howff.people.errors import Refused
from howff.people.models import Change, Collaboration, Person
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions import everywhere as actions
from howff.sensemaking.models import CommonTheme, Gathering, SharedTheme, Study, ThemeShare
from howff.sensemaking.queries import sharing
from howff.sensemaking.queries.everywhere import everywhere, shared_in
from howff.sensemaking.tests.harbours import NAMES, Harbour, harbour, shared

type Told = dict[str, tuple[int, int]]


def told(gathering: Gathering) -> Told:
    """In how many collaborations each theme stands, and how many people are told."""
    lines = everywhere(gathering, suggest=False).lines
    return {one.name: (one.collaborations, one.people) for one in lines}


def joined(gathering: Gathering, some: list[Harbour], by: Person) -> CommonTheme:
    """Ana says that the themes of these are the same."""
    themes = list(SharedTheme.objects.filter(theme__in=[one.theme for one in some]))
    return actions.join_everywhere(gathering=gathering, themes=themes, by=by)


def test_five_see_themes_with_numbers_rounded_down(
    gathering: Gathering, shares: list[ThemeShare]
) -> None:
    found = everywhere(gathering, suggest=False)
    assert (found.agreed, found.waiting) == (5, 0)
    assert told(gathering) == {
        "Tea": (1, 15),
        "Trust": (1, 15),
        "Late buses": (1, 10),
        "Buses are late": (1, 10),
        "Forms": (1, 10),
    }


def test_four_are_hidden(gathering: Gathering, harbours: list[Harbour]) -> None:
    for one in harbours[:4]:
        shared(gathering, one)
    found = everywhere(gathering, suggest=True)
    assert (found.agreed, found.lines, found.suggested) == (4, (), ())


def test_nine_people_are_not_shared(gathering: Gathering) -> None:
    few = harbour("Few", "Quiet", 9)
    (offer,) = sharing.offered(few.here)
    assert (offer.people, offer.enough) == (9, False)
    choice = [actions.Choice(few.theme.pk, "Quiet")]
    with pytest.raises(Refused) as refused:
        actions.agree(gathering=gathering, collaboration=few.here, chosen=choice, by=few.by)
    assert refused.value.code == "changed"
    assert ThemeShare.objects.count() == 0


def test_a_theme_of_which_words_were_taken_back_is_hidden_below_ten(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    take_back(passage_ids=harbours[0].passages[:2])
    assert told(gathering)["Late buses"] == (1, 10)
    take_back(passage_ids=harbours[0].passages[2:3])
    assert set(told(gathering)) == set(NAMES) - {"Late buses"}


def test_whoever_stops_is_gone_at_once_and_all_where_four_stay(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    actions.stop_sharing(share=shares[0], by=harbours[0].by)
    assert told(gathering) == {}
    assert SharedTheme.objects.filter(share=shares[0]).count() == 0
    shares[0].refresh_from_db()
    assert (shares[0].shown, shares[0].agreed_by) == (False, harbours[0].by)
    with pytest.raises(Refused, match="no longer shared"):
        actions.stop_sharing(share=shares[0], by=harbours[0].by)


def test_the_tenth_lets_the_sixth_be_seen(gathering: Gathering, shares: list[ThemeShare]) -> None:
    for at in range(4):
        shared(gathering, harbour(f"Late{at}", f"Later {at}"))
    found = everywhere(gathering, suggest=False)
    assert (found.agreed, found.waiting, set(told(gathering))) == (9, 4, set(NAMES))
    shared(gathering, harbour("Late4", "Later 4"))
    assert (everywhere(gathering, suggest=False).waiting, len(told(gathering))) == (0, 10)


def test_one_that_stops_among_ten_leaves_the_others(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    for at in range(5):
        shared(gathering, harbour(f"Late{at}", f"Later {at}"))
    actions.stop_sharing(share=shares[3], by=harbours[3].by)
    assert (len(told(gathering)), "Trust" in told(gathering)) == (9, False)


def test_the_machine_suggests_and_a_person_joins(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare], ana: Person
) -> None:
    (pair,) = everywhere(gathering, suggest=True).suggested
    assert set(pair.names) == {"Late buses", "Buses are late"}
    parts = [int(one) for one in pair.value.split(",")]
    actions.join_everywhere(gathering=gathering, themes=shared_in(gathering, parts), by=ana)
    found = everywhere(gathering, suggest=True)
    assert (found.lines[0].name, found.lines[0].others) == ("Buses are late", ("Late buses",))
    assert (told(gathering)["Buses are late"], found.suggested) == ((2, 25), ())
    actions.part_everywhere(common=CommonTheme.objects.get(), by=ana)
    assert len(told(gathering)) == 5
    verbs = ["asked others for themes", "joined themes of others", "parted themes of others"]
    mine = Change.objects.filter(collaboration=gathering.host, subject="All harbours")
    assert list(mine.order_by("pk").values_list("verb", flat=True)) == verbs


def test_a_joined_theme_loses_the_name_of_whoever_stops(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare], ana: Person
) -> None:
    for at in range(5):
        shared(gathering, harbour(f"Late{at}", f"Later {at}"))
    joined(gathering, harbours[:3], ana)
    actions.stop_sharing(share=shares[1], by=harbours[1].by)
    lines = everywhere(gathering, suggest=False).lines
    names = {name for one in lines for name in (one.name, *one.others)}
    assert (told(gathering)["Forms"], "Buses are late" in names) == ((2, 25), False)
    actions.stop_sharing(share=shares[0], by=harbours[0].by)
    assert CommonTheme.objects.count() == 0


def test_joining_twice_makes_one(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare], ana: Person
) -> None:
    joined(gathering, harbours[:2], ana)
    joined(gathering, harbours[1:3], ana)
    assert CommonTheme.objects.get().themes.count() == 3
    for some in (harbours[:1], []):
        with pytest.raises(Refused):
            joined(gathering, some, ana)


def test_only_what_was_seen_is_agreed_to(gathering: Gathering, harbours: list[Harbour]) -> None:
    one = harbours[0]
    wrong = [
        [],
        [actions.Choice(one.theme.pk, "Another name")],
        [actions.Choice(one.theme.pk, "Late buses", one.passages[1])],
        [actions.Choice(harbours[1].theme.pk, "Buses are late")],
    ]
    for chosen in wrong:
        with pytest.raises(Refused):
            actions.agree(gathering=gathering, collaboration=one.here, chosen=chosen, by=one.by)
    assert ThemeShare.objects.count() == 0


def test_what_changed_since_is_hidden_until_somebody_agrees_again(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    one = harbours[0]
    deciding.rename(theme=one.theme, name="The 22 is late", description="", by=one.by)
    assert set(told(gathering)) == set(NAMES) - {"Late buses"}
    shared(gathering, one)
    assert set(told(gathering)) == {*NAMES[1:], "The 22 is late"}
    deciding.refuse(theme=one.theme, by=one.by)
    assert set(told(gathering)) == set(NAMES[1:])


def test_themes_without_a_name_or_not_told_yet_are_not_offered(harbours: list[Harbour]) -> None:
    one, other = harbours[:2]
    one.theme.name = ""
    one.theme.save()
    Prompt.objects.filter(conversation__collaboration=other.here).update(results="hidden")
    assert [sharing.offered(each.here) for each in (one, other)] == [[], []]


def test_several_questions_of_a_round_would_count_somebody_twice() -> None:
    several = Study(sources=["round:1:A", "round:1:B"])
    assert sharing.may_leave(several) is False


def test_a_quote_bears_a_role_at_most(gathering: Gathering) -> None:
    chosen = [*Attribution, Attribution.ROLE]
    for at, attribution in enumerate(chosen):
        about = {"name": f"Name {at}", "attribution": attribution}
        shared(gathering, harbour(f"Q{at}", f"Theme {at}", **about))
    found = {one.name: one.quote for one in everywhere(gathering, suggest=False).lines}
    assert [found[f"Theme {at}"].attribution for at in range(5)] == [  # type: ignore[union-attr]
        "a participant",
        "Carer",
        "Carer",
        "a participant",
        "Carer",
    ]


def test_a_quote_goes_when_it_is_taken_back_or_its_words_change(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare]
) -> None:
    assert Use.objects.filter(label="All harbours").count() == 5
    take_back(passage_ids=harbours[4].passages[:1])
    later = shares[3].agreed_at.replace(year=2999)
    Passage.objects.filter(pk=harbours[3].passages[0]).update(text="Else", changed_at=later)
    lines = everywhere(gathering, suggest=False).lines
    assert {one.name for one in lines if one.quote} == set(NAMES[:3])


def test_a_quote_is_shown_only_where_it_was_agreed_to(
    gathering: Gathering, harbours: list[Harbour], shares: list[ThemeShare], ana: Person
) -> None:
    shared(gathering, harbours[0], quoted=False)
    joined(gathering, harbours[1:3], ana)
    lines = everywhere(gathering, suggest=False).lines
    said = {one.name: one.quote.text for one in lines if one.quote}
    assert said == {
        "Buses are late": "H1 says number 0",
        "Trust": "H3 says number 0",
        "Tea": "H4 says number 0",
    }
    assert Use.objects.filter(passage=harbours[0].passages[0]).count() == 0


def test_what_is_gathered_elsewhere_is_neither_joined_nor_parted_here(
    gathering: Gathering, shares: list[ThemeShare], harbours: list[Harbour], ana: Person
) -> None:
    other = actions.gather(host=harbours[0].here, title="Ours", by=harbours[0].by)
    themes = list(SharedTheme.objects.all())
    with pytest.raises(Refused):
        actions.join_everywhere(gathering=other, themes=themes, by=harbours[0].by)
    common = joined(gathering, harbours[:2], ana)
    with pytest.raises(Http404):
        sharing.common_in(other, common.pk)


def test_a_gathering_needs_a_title(collaboration: Collaboration, ana: Person) -> None:
    with pytest.raises(Refused, match="title"):
        actions.gather(host=collaboration, title="  ", by=ana)
