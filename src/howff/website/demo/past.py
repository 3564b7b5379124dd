"""The conversation that is over: a hundred and twenty-four people, what they said, its report."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from importlib.resources import files
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from howff.consent.models import Attribution, Audience
from howff.conversations.actions import moderating, noting, preparing, running
from howff.conversations.actions.answering import AnswerRequest, record_answers
from howff.conversations.actions.joining import JoinRequest, record_joins
from howff.conversations.models import Conversation, Item, Kind, Part, Prompt
from howff.conversations.rules import Refused
from howff.people.actions import add_member, add_organisation, create_collaboration, create_person
from howff.people.models import Collaboration, Person, Role
from howff.reports.actions import publishing
from howff.reports.models import Report, Visibility

PEOPLE = 124
NAMES = ["Aila", "Bram", "Cerys", "Dougal", "Effie", "Gwen", "Hamish", "Isla", "Jory", "Mairi"]
EXTRA: list[dict[str, Any]] = [
    {
        "kind": "choice",
        "text": "What should we try first?",
        "options": [
            "One phone number that somebody answers",
            "A calendar that all of us share",
            "Two chairs for every meeting, one with lived experience",
            "A walk through each street, with every partner",
        ],
        "results": "after",
    },
    {
        "kind": "rating",
        "text": "How sure are you that today will change something?",
        "options": ["Not at all sure", "Very sure"],
    },
]


def talk() -> dict[str, Any]:
    """What the invented people say."""
    return tomllib.loads((files(__package__) / "talk.toml").read_text(encoding="utf-8"))


@transaction.atomic
def make_collaboration(said: Mapping[str, Any]) -> tuple[Collaboration, Person]:
    """Harbour Together, with its partners; Ana facilitates it."""
    ana = create_person(email="ana@harbour.example", name="Ana Example")
    together = create_collaboration(name=said["name"], purpose=said["purpose"], by=ana)
    for one in said["organisations"]:
        add_organisation(
            collaboration=together,
            name=one["name"],
            kind=one["kind"],
            number=one.get("number", ""),
            by=ana,
        )
    for name in ("Ben", "Cleo"):
        person = create_person(email=f"{name.lower()}@harbour.example", name=f"{name} Example")
        add_member(collaboration=together, person=person, role=Role.MEMBER, by=ana)
    return together, ana


@transaction.atomic
def hold_conversation(together: Collaboration, ana: Person, said: Mapping[str, Any]) -> Report:
    """The whole of it, from its first word to its published report."""
    conversation = prepare(together, ana, said)
    random = Random(7)  # noqa: S311
    everybody = join(conversation, said, random)
    for prompt in conversation.prompts.exclude(part=Part.FOLLOW_UP):
        running.open_prompt(prompt=prompt, by=ana)
        answer(answers_to(prompt, said, everybody, random))
        running.reveal_prompt(prompt=prompt, by=ana)
    take_notes(conversation, said, ana)
    reply(conversation, said, ana)
    return close(conversation, ana)


def prepare(together: Collaboration, ana: Person, said: Mapping[str, Any]) -> Conversation:
    """The coffeehouse recipe with two prompts more."""
    conversation = preparing.create_conversation(
        collaboration=together,
        title="A kinder front door",
        by=ana,
        recipe="coffeehouse",
        starts_at=timezone.localtime().replace(hour=14, minute=0) - timedelta(days=3),
        **{name: said[name] for name in ("presenter", "guests", "next_steps", "thanks")},
    )
    for extra in EXTRA:
        preparing.add_prompt(conversation=conversation, by=ana, part=Part.CORE, **extra)
    order = {Part.OPENING: 0, Part.CORE: 1, Part.QUESTIONS: 2, Part.FOLLOW_UP: 3}
    prompts = sorted(conversation.prompts.all(), key=lambda one: order[Part(one.part)])
    numbers = [one.pk for one in prompts]
    preparing.arrange_prompts(conversation=conversation, order=numbers, by=ana)
    running.open_conversation(conversation=conversation, by=ana)
    return conversation


def join(conversation: Conversation, said: Mapping[str, Any], random: Random) -> list[int]:
    """Everybody comes in; the numbers of the participants."""
    shares = {one["name"]: one["share"] for one in said["organisations"]}
    requests = [arrival(conversation, shares, said["roles"], random) for _ in range(PEOPLE)]
    return [joined.participant for joined in kept(record_joins(requests))]


def arrival(
    conversation: Conversation, shares: Mapping[str, int], roles: Mapping[str, int], random: Random
) -> JoinRequest:
    """One person, who tells as much as they like."""
    attribution = random.choice(
        [Attribution.NONE, Attribution.ROLE, Attribution.ROLE, Attribution.ORGANISATION]
        if random.random() < 0.9
        else [Attribution.NAME]
    )
    return JoinRequest(
        code=conversation.code,
        organisation=one_of(shares, random) if random.random() < 0.85 else "",
        role=one_of(roles, random) if random.random() < 0.9 else "",
        name=random.choice(NAMES) if attribution == Attribution.NAME else "",
        attribution=attribution,
        audience=Audience.REPORT if random.random() < 0.85 else Audience.GROUP,
    )


def answers_to(
    prompt: Prompt, said: Mapping[str, Any], everybody: list[int], random: Random
) -> Iterator[AnswerRequest]:
    """What the room answers to one prompt."""
    here = random.sample(everybody, k=round(len(everybody) * random.uniform(0.8, 0.95)))
    match prompt.kind:
        case Kind.TEXT:
            core = [one.pk for one in prompt.conversation.prompts.filter(kind=Kind.TEXT)]
            texts = said["core"][core.index(prompt.pk)]["said"]
            yield from (
                AnswerRequest(who, prompt.pk, text) for who, text in zip(here, texts, strict=False)
            )
        case Kind.QUESTIONS:
            texts = [one["text"] for one in said["questions"]]
            yield from (
                AnswerRequest(who, prompt.pk, text) for who, text in zip(here, texts, strict=False)
            )
        case _:
            yield from (AnswerRequest(who, prompt.pk, value(prompt, said, random)) for who in here)


def value(prompt: Prompt, said: Mapping[str, Any], random: Random) -> object:
    """One person's word, choice or rating; some prefer not to say."""
    if random.random() < 0.04:
        return None
    match prompt.kind:
        case Kind.WORDS:
            return one_of(said["words"], random)
        case Kind.RATING:
            return random.choices([1, 2, 3, 4, 5], [5, 14, 33, 34, 14])[0]
        case _:
            return random.choices(range(len(prompt.options)), [38, 17, 27, 18])[0]


def answer(requests: Iterable[AnswerRequest]) -> None:
    """Keep the answers as the live writer does."""
    kept(record_answers(list(requests)))


def take_notes(conversation: Conversation, said: Mapping[str, Any], ana: Person) -> None:
    """What the panel said to each core question."""
    prompts = conversation.prompts.filter(kind=Kind.TEXT, part=Part.CORE)
    for prompt, core in zip(prompts, said["core"], strict=True):
        for note in core["notes"]:
            noting.add_note(prompt=prompt, by=ana, **note)


def reply(conversation: Conversation, said: Mapping[str, Any], ana: Person) -> None:
    """The room supports questions, and the panel answers some in writing."""
    prompt = conversation.prompts.get(kind=Kind.QUESTIONS)
    people = list(conversation.participants.values_list("pk", flat=True))
    random = Random(11)  # noqa: S311
    items = Item.objects.filter(prompt=prompt).order_by("pk")
    for item, asked in zip(items, said["questions"], strict=True):
        supporters = random.sample(people, k=asked["votes"])
        support = {"question": item.pk, "vote": True}
        answer(AnswerRequest(who, prompt.pk, support) for who in supporters)
        if asked["reply"]:
            moderating.answer_item(item=item, answered=True, reply=asked["reply"], by=ana)


def close(conversation: Conversation, ana: Person) -> Report:
    """End it three days ago, and publish the report that was drafted."""
    conversation.refresh_from_db()
    began = conversation.starts_at
    assert began
    Conversation.objects.filter(pk=conversation.pk).update(opened_at=began)
    conversation.refresh_from_db()
    running.close_conversation(conversation=conversation, by=ana)
    Conversation.objects.filter(pk=conversation.pk).update(closed_at=began + timedelta(hours=1))
    report = Report.objects.get(conversation=conversation)
    publishing.publish(report=report, by=ana, visibility=Visibility.PUBLIC)
    return report


def kept[Result](outcomes: Iterable[Result | Refused]) -> list[Result]:
    """What was kept; in a demo nothing may be refused."""
    results = []
    for one in outcomes:
        if isinstance(one, Refused):
            raise one
        results.append(one)
    return results


def one_of(weights: Mapping[str, int], random: Random) -> str:
    """One of these, the heavier the likelier."""
    return random.choices(list(weights), list(weights.values()))[0]
