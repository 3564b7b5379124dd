"""What is said after the draft was written reaches the report."""

from django.test import Client

from howff.conversations.actions import moderating, preparing, running
from howff.conversations.models import Answer, Conversation, Item, Prompt
from howff.people.models import Change, Person
from howff.reports import actions, queries
from howff.reports.blocks import Questions, Said, Section, from_json
from howff.reports.models import Report

AGAIN = "Ask us before the plan is written, and not after it."


def again(conversation: Conversation, prompt: Prompt, join: object, say: object, by: Person) -> int:
    """Open a closed conversation again, let somebody say something, and close it."""
    conversation.refresh_from_db()
    running.open_conversation(conversation=conversation, by=by)
    prompt.refresh_from_db()
    running.open_prompt(prompt=Prompt.objects.get(pk=prompt.pk), by=by)
    answer = say(join(audience="report", role="Neighbour"), prompt, AGAIN)
    running.close_conversation(conversation=Conversation.objects.get(pk=conversation.pk), by=by)
    return answer.passage_id


def quoted(report: Report) -> set[int]:
    """Every passage that a draft quotes."""
    report.refresh_from_db()
    said = (one for one in from_json(report.blocks) if isinstance(one, Said))
    return {pk for one in said for pk in one.passages}


def test_an_untouched_draft_is_written_again(
    report: Report,
    conversation: Conversation,
    prompts: dict,
    join: object,
    say: object,
    ana: Person,
) -> None:
    said = again(conversation, prompts["text"], join, say, ana)
    assert Report.objects.count() == 1
    assert said in quoted(report)
    assert report.revision == 1
    assert Change.objects.filter(verb="drafted a report again").count() == 1


def test_a_draft_that_somebody_changed_stays(
    report: Report,
    conversation: Conversation,
    prompts: dict,
    join: object,
    say: object,
    ana: Person,
) -> None:
    actions.rename_report(report=report, title="Mine", by=ana)
    said = again(conversation, prompts["text"], join, say, ana)
    assert said not in quoted(report)
    assert report.title == "Mine"


def test_a_published_report_stays(
    report: Report,
    conversation: Conversation,
    prompts: dict,
    join: object,
    say: object,
    ana: Person,
) -> None:
    actions.publish(report=report, by=ana)
    said = again(conversation, prompts["text"], join, say, ana)
    assert said not in quoted(report)
    assert Report.objects.count() == 1


def test_what_came_afterwards_is_added_in_one_step(
    report: Report, conversation: Conversation, join: object, say: object, ana: Person
) -> None:
    conversation.refresh_from_db()
    survey = preparing.add_prompt(
        conversation=conversation,
        by=ana,
        kind="text",
        text="What will you do now?",
        part="follow_up",
    )
    client = Client()
    client.force_login(ana)
    page = f"/reports/{report.pk}/edit/"
    assert "Add what is missing" not in client.get(page).content.decode()
    Prompt.objects.filter(pk=survey.pk).update(state="open")
    Conversation.objects.filter(pk=conversation.pk).update(state="open")
    said = say(join(audience="report"), survey, AGAIN).passage_id
    assert (
        "1 prompt was answered that the report does not show." in client.get(page).content.decode()
    )
    choices = client.get(f"/reports/{report.pk}/add/").content.decode()
    assert "You said: What will you do now? (follow-up)" in choices
    done = client.post(f"/reports/{report.pk}/catch-up/")
    assert "#block-" in done["Location"]
    assert said in quoted(report)
    blocks = from_json(report.blocks)
    place = next(at for at, one in enumerate(blocks) if getattr(one, "prompt", 0) == survey.pk)
    assert isinstance(blocks[place - 1], Section)
    assert blocks[place - 1].title == "Asked afterwards"
    assert blocks[place + 1].title == "What happens next"
    assert "Add what is missing" not in client.get(page).content.decode()


def test_a_question_that_went_into_another_is_left_out(
    report: Report, spoken: dict[str, Answer], join: object, say: object, ana: Person
) -> None:
    one = Item.objects.get(passage=spoken["question"].passage_id)
    Conversation.objects.filter(pk=report.conversation_id).update(state="open")
    Prompt.objects.filter(pk=one.prompt_id).update(state="open")
    prompt = Prompt.objects.select_related("conversation").get(pk=one.prompt_id)
    other = Item.objects.get(
        passage=say(join(audience="report"), prompt, "Who decides in the end?").passage_id
    )
    moderating.merge_items(item=one, into=other, by=ana)
    block = next(each for each in from_json(report.blocks) if isinstance(each, Questions))
    shown = dict(queries.parts_by_block(report))
    assert block.passages == (one.passage_id,)
    assert shown[block] == ()
    actions.publish(report=report, by=ana)
    assert one.passage_id not in queries.sources_of(from_json(report.blocks))
