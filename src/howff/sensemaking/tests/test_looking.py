"""The machine looks: it finds what goes together, keeps what was decided, and can be stopped."""

from collections.abc import Callable

import pytest

from howff.conversations.models import Answer, Prompt
from howff.evidence.actions import keep, take_back
from howff.evidence.models import Passage
from howff.people.errors import Refused
from howff.people.models import Collaboration, Person
from howff.sense.embedding import WordCounts
from howff.sensemaking.actions import deciding
from howff.sensemaking.actions.studies import ask_again, begin_study, cancel
from howff.sensemaking.models import Analysis, Placing, Progress, Study, Suggestion, Theme, Vector
from howff.sensemaking.queries.members import Members
from howff.sensemaking.tasks import analyses, themes
from howff.sensemaking.tasks.analyses import run_analysis
from howff.sensemaking.tests.coffeehouse import BUS, Say, Topics, looked

type ByTopic = Callable[[str], Theme]


def words_in(theme: Theme) -> set[str]:
    """The words of the answers in a theme by now."""
    numbers = Members(theme.study).of(theme.pk)
    return set(Passage.objects.filter(pk__in=numbers).values_list("text", flat=True))


def test_what_goes_together_is_found(study: Study, by_topic: ByTopic) -> None:
    assert study.themes.count() == 3
    assert words_in(by_topic("bus")) == set(BUS)


def test_numbers_of_words_are_made_once(study: Study, model: Topics, ana: Person) -> None:
    before = len(model.heard)
    looked(study, ana)
    assert len(model.heard) == before
    assert Vector.objects.count() == 18


def test_another_model_makes_them_anew(study: Study, model: Topics, ana: Person) -> None:
    model.digest = "e" * 64
    analysis = looked(study, ana)
    assert Vector.objects.filter(model_digest=model.digest).count() == 18
    assert analysis.model_digest == model.digest


def test_a_result_holds_no_words(study: Study) -> None:
    result = study.analyses.get().result
    assert set(result) == {
        "pieces", "levels", "counts", "suggested", "passages", "languages", "revision"
    }  # fmt: skip
    assert "bus" not in str(result)


def test_it_says_before_it_begins_how_long_it_takes(study: Study, ana: Person) -> None:
    assert 2 < ask_again(study=study, by=ana).expected_seconds < 3


def test_only_one_look_at_a_time(study: Study, ana: Person) -> None:
    ask_again(study=study, by=ana)
    with pytest.raises(Refused, match="already"):
        ask_again(study=study, by=ana)


def test_what_was_stopped_changes_nothing(study: Study, ana: Person) -> None:
    before = set(study.themes.values_list("pk", flat=True))
    analysis = ask_again(study=study, by=ana)
    cancel(analysis=analysis, by=ana)
    assert run_analysis.call(analysis.pk) == "nothing to do"
    assert set(study.themes.values_list("pk", flat=True)) == before
    with pytest.raises(Refused, match="ended"):
        cancel(analysis=analysis, by=ana)


def test_stopped_under_way_it_keeps_nothing(
    study: Study, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyses, "EVERY", 0.0)
    before = set(study.themes.values_list("pk", flat=True))
    analysis = ask_again(study=study, by=ana)
    found = themes.find_themes

    def stopped_meanwhile(*given: object, **more: object) -> object:
        cancel(analysis=analysis, by=ana)
        return found(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(themes, "find_themes", stopped_meanwhile)
    assert run_analysis.call(analysis.pk) == Progress.CANCELLED
    assert set(study.themes.values_list("pk", flat=True)) == before


def test_begun_again_after_a_killed_worker_it_ends_the_same(study: Study, ana: Person) -> None:
    analysis = ask_again(study=study, by=ana)
    Analysis.objects.filter(pk=analysis.pk).update(state=Progress.RUNNING, progress=0.4)
    assert run_analysis.call(analysis.pk) == Progress.DONE
    assert run_analysis.call(analysis.pk) == "nothing to do"
    assert study.themes.count() == 3
    assert Placing.objects.count() == 18


def test_what_goes_wrong_is_said_plainly(
    study: Study, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(themes, "find_themes", fails)
    analysis = ask_again(study=study, by=ana)
    assert run_analysis.call(analysis.pk) == Progress.FAILED
    analysis.refresh_from_db()
    assert analysis.trouble.startswith("Something went wrong on our side.")


def test_what_was_decided_stays_and_the_rest_goes(
    study: Study, by_topic: ByTopic, say: Say, ana: Person
) -> None:
    bus, paper = by_topic("bus"), by_topic("paperwork")
    deciding.rename(theme=bus, name="Buses", description="", by=ana)
    say("new", "The bus is always late")
    looked(study, ana)
    bus.refresh_from_db()
    assert bus.name == "Buses"
    assert words_in(bus) == {*BUS, "The bus is always late"}
    assert not Theme.objects.filter(pk=paper.pk).exists()


def test_nothing_more_goes_into_a_locked_theme(
    study: Study, by_topic: ByTopic, say: Say, ana: Person
) -> None:
    bus = by_topic("bus")
    deciding.lock(theme=bus, by=ana)
    say("new", "The bus is always late")
    looked(study, ana)
    assert words_in(bus) == set(BUS)


def test_a_refused_theme_does_not_come_back(study: Study, by_topic: ByTopic, ana: Person) -> None:
    bus = by_topic("bus")
    deciding.refuse(theme=bus, by=ana)
    looked(study, ana)
    others = Theme.objects.filter(study=study).exclude(pk=bus.pk)
    made_of_buses = [one for one in others if len(words_in(one) & set(BUS)) > 3]
    assert made_of_buses == []


def test_an_answer_that_was_moved_stays_where_it_was_put(
    study: Study, by_topic: ByTopic, ana: Person
) -> None:
    bus, trust = by_topic("bus"), by_topic("trust")
    stray = Passage.objects.get(text=BUS[4])
    deciding.move(passage=stray.pk, out_of=bus, into=trust, by=ana)
    for _time in range(2):
        looked(study, ana)
    assert BUS[4] in words_in(trust)
    assert BUS[4] not in words_in(bus)


def test_words_taken_back_leave_no_trace(
    study: Study, by_topic: ByTopic, answers: list[Answer], ana: Person
) -> None:
    bus, gone = by_topic("bus"), answers[0].passage_id
    deciding.put_in(passage=gone, theme=bus, by=ana)
    take_back(passage_ids=[gone])
    assert words_in(bus) == set(BUS[1:])
    rows = (Vector, Placing)
    assert [model.objects.filter(passage=gone).count() for model in rows] == [0, 0]
    assert not bus.decisions.exists()


def test_phrases_that_only_one_more_says_go_with_words_taken_back(
    study: Study, by_topic: ByTopic, answers: list[Answer]
) -> None:
    row = Suggestion.objects.get(theme=by_topic("bus"))
    Suggestion.objects.filter(pk=row.pk).update(phrases=["bus", "evening", "sunday"])
    assert study
    take_back(passage_ids=[answers[0].passage_id])
    row.refresh_from_db()
    assert row.phrases == ["bus"]


def test_words_taken_back_while_it_looks_are_not_in_the_result(
    study: Study, ana: Person, answers: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, gone = themes.find_themes, answers[0].passage_id

    def taken_back_meanwhile(*given: object, **more: object) -> object:
        take_back(passage_ids=[gone])
        return found(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(themes, "find_themes", taken_back_meanwhile)
    analysis = looked(study, ana)
    assert gone not in [piece[0] for piece in analysis.result["pieces"]]
    assert not Placing.objects.filter(passage=gone).exists()
    assert not Suggestion.objects.filter(quote=gone).exists()


def test_words_said_differently_are_looked_at_anew(
    study: Study, by_topic: ByTopic, answers: list[Answer]
) -> None:
    passage = answers[0].passage
    assert passage
    passage.text = "Trust in the evening"
    keep([passage])
    placing = Placing.objects.get(passage=passage)
    assert (placing.theme, placing.unsure, placing.end) == (by_topic("bus"), True, 0)
    assert not Vector.objects.filter(passage=passage).exists()
    assert study


def test_the_same_answers_are_studied_once(
    study: Study, prompt: Prompt, collaboration: Collaboration, ana: Person
) -> None:
    name = f"prompt:{prompt.pk}"
    assert begin_study(collaboration=collaboration, sources=[name], by=ana) == study
    with pytest.raises(Refused, match="choose something"):
        begin_study(collaboration=collaboration, sources=["prompt:999"], by=ana)


@pytest.mark.parametrize(
    "texts",
    [
        ["A bus"],
        ["The same"] * 30,
        ["🙂", "🙂🙂", "🎉", "🎉", "🙂"],
        ["word " * 800, "A bus", "Trust"],
        ["Der Bus kommt nicht", "Le bus ne vient pas", "バスが来ない", "الحافلة لا تأتي", "No bus"],
    ],
    ids=["one answer", "all equal", "emoji alone", "as long as there is room", "many languages"],
)
def test_whatever_people_write_has_an_outcome_without_a_model(
    texts: list[str],
    say: Say,
    prompt: Prompt,
    collaboration: Collaboration,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(themes, "default_embedder", lambda _languages=(): WordCounts("en"))
    for number, text in enumerate(texts):
        say(f"person {number}", text)
    study = begin_study(collaboration=collaboration, sources=[f"prompt:{prompt.pk}"], by=ana)
    looked(study, ana)
    assert len(Members(study).by_answer) == len(texts)
    assert not Vector.objects.exists()


def test_where_nothing_was_said_nothing_is_found(
    prompt: Prompt, collaboration: Collaboration, model: Topics, ana: Person
) -> None:
    assert model
    study = begin_study(collaboration=collaboration, sources=[f"prompt:{prompt.pk}"], by=ana)
    looked(study, ana)
    assert not study.themes.exists()
