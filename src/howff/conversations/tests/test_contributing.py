"""Everyone keeps hold of what they said: to see, change, narrow or take back."""

import pytest

from howff.consent.models import Attribution, Audience
from howff.conversations.actions import contributing, running
from howff.conversations.models import Answer, Prompt
from howff.conversations.queries.attendance import attendance_of
from howff.conversations.queries.results import outcome_of
from howff.conversations.queries.taking_part import mine_json
from howff.conversations.queries.voices import export_json, said_to
from howff.conversations.rules import Refused
from howff.conversations.tests.conftest import Join, Say
from howff.evidence.models import Passage
from howff.people.models import Organisation, Person

type Prompts = dict[str, Prompt]


def test_i_can_change_my_words_while_the_prompt_is_open(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    cleo = join()
    answer = say(cleo, prompts["text"], "Someone who listens.", "k1")
    assert isinstance(answer, Answer)
    again = contributing.change_answer(answer=answer, value="Someone who acts.", participant=cleo)
    assert again == answer.pk
    assert [one.text for one in said_to(prompts["text"])] == ["Someone who acts."]
    running.close_prompt(prompt=prompts["text"], by=ana)
    with pytest.raises(Refused, match="not open"):
        contributing.change_answer(answer=answer, value="Too late.", participant=cleo)


def test_i_can_change_my_vote(prompts: Prompts, join: Join, say: Say) -> None:
    cleo = join()
    say(cleo, prompts["statements"], "We meet too often.", "k1")
    (item,) = outcome_of(prompts["statements"]).items
    vote = say(cleo, prompts["statements"], {"statement": item.id, "vote": "agree"})
    assert isinstance(vote, Answer)
    value = {"statement": item.id, "vote": "pass"}
    contributing.change_answer(answer=vote, value=value, participant=cleo)
    (item,) = outcome_of(prompts["statements"]).items
    assert (item.agree, item.passed) == (0, 1)


def test_i_can_take_my_words_back_after_the_end(
    prompts: Prompts, join: Join, say: Say, ana: Person
) -> None:
    cleo = join()
    answer = say(cleo, prompts["words"], "lonely")
    assert isinstance(answer, Answer)
    running.close_conversation(conversation=prompts["words"].conversation, by=ana)
    contributing.take_back_answer(answer=answer, participant=cleo)
    assert outcome_of(prompts["words"]).words == []
    assert outcome_of(prompts["words"]).turnout.people == 0
    assert mine_json(cleo) == {}
    assert Passage.objects.get().text == ""


def test_nobody_can_touch_the_words_of_others(prompts: Prompts, join: Join, say: Say) -> None:
    cleo, ben = join(), join()
    answer = say(cleo, prompts["words"], "hope")
    assert isinstance(answer, Answer)
    with pytest.raises(Refused) as caught:
        contributing.take_back_answer(answer=answer, participant=ben)
    assert caught.value.status == 404
    with pytest.raises(Refused):
        contributing.change_answer(answer=answer, value="despair", participant=ben)
    assert [one.text for one in said_to(prompts["words"])] == ["hope"]


def test_i_can_narrow_one_answer_or_everything(prompts: Prompts, join: Join, say: Say) -> None:
    cleo = join(audience="report", attribution="role", role="carer")
    one = say(cleo, prompts["text"], "The first.", "k1")
    say(cleo, prompts["text"], "The second.", "k2")
    assert isinstance(one, Answer)
    private = {"attribution": Attribution.NONE, "audience": Audience.GROUP}
    contributing.choose(participant=cleo, answers=[one], **private)
    assert quotable(prompts["text"]) == ["The second."]
    contributing.choose(participant=cleo, **private)
    assert quotable(prompts["text"]) == []
    say(cleo, prompts["text"], "The third.", "k3")
    assert quotable(prompts["text"]) == []


def test_i_can_take_back_everything_and_my_name(
    prompts: Prompts, join: Join, say: Say, organisations: list[Organisation]
) -> None:
    cleo = join(name="Cleo", role="carer", organisation="Quayside Carers", audience="report")
    say(cleo, prompts["words"], "home")
    say(cleo, prompts["rating"], 4)
    contributing.take_back_everything(participant=cleo)
    assert Answer.objects.count() == 0
    cleo.speaker.refresh_from_db()
    assert (cleo.speaker.name, cleo.speaker.organisation) == ("", None)
    assert attendance_of(prompts["words"].conversation).organisations == 0
    assert "Cleo" not in str(export_json(prompts["words"].conversation, everything=True))


def test_i_can_correct_who_i_am(join: Join, organisations: list[Organisation]) -> None:
    cleo = join(role="carer")
    contributing.describe_myself(
        participant=cleo, name=" Cleo ", role="volunteer", organisation="quayside carers"
    )
    cleo.speaker.refresh_from_db()
    assert cleo.speaker.organisation == organisations[2]
    assert (cleo.speaker.name, cleo.speaker.role) == ("Cleo", "volunteer")
    with pytest.raises(Refused):
        contributing.describe_myself(participant=cleo, name="x" * 201, role="", organisation="")


def test_words_said_again_are_under_the_consent_of_now(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo = join(audience="report", attribution="name", name="Cleo")
    first = say(cleo, prompts["words"], "lonely")
    assert isinstance(first, Answer)
    contributing.take_back_answer(answer=first, participant=cleo)
    contributing.choose(participant=cleo, attribution=Attribution.NONE, audience=Audience.GROUP)
    again = say(cleo, prompts["words"], "hopeful")
    assert isinstance(again, Answer)
    assert again.passage_id != first.passage_id
    assert quotable(prompts["words"]) == []


def test_preferring_not_to_say_leaves_my_other_answers_alone(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo = join()
    say(cleo, prompts["questions"], "Who pays?", "k1")
    say(cleo, prompts["questions"], None)
    assert [one.text for one in said_to(prompts["questions"])] == ["Who pays?"]


def test_words_that_others_voted_on_are_not_exchanged_for_others(
    prompts: Prompts, join: Join, say: Say
) -> None:
    cleo, ben = join(), join()
    mine = say(cleo, prompts["statements"], "We meet too often.", "k1")
    (item,) = outcome_of(prompts["statements"]).items
    say(ben, prompts["statements"], {"statement": item.id, "vote": "agree"})
    assert isinstance(mine, Answer)
    with pytest.raises(Refused, match="voted"):
        contributing.change_answer(answer=mine, value="Fire everyone.", participant=cleo)


def quotable(prompt: Prompt) -> list[str]:
    """What of a prompt may be quoted in a report."""
    return [one.text for one in said_to(prompt, Audience.REPORT) if not one.withdrawn]
