"""What simulated people are called, where they come from, and what they say: all invented."""

from random import Random
from typing import Any

ORGANISATIONS = [
    "Lantern Trust",
    "Harbour Health Board",
    "Quayside Carers",
    "Northwater Council",
    "Tideline Housing",
    "The Kettle Club",
    "Heron Advice",
    "Saltmarsh Youth",
    "Wider Door Fund",
    "Bramble Street Neighbours",
    "Two Rivers Recovery",
    "Lighthouse Volunteers",
]
ROLES = [
    "Support worker",
    "Manager",
    "Carer",
    "Volunteer",
    "Lived experience",
    "Nurse",
    "Commissioner",
    "Trustee",
    "Social worker",
    "Funder",
    "Community organiser",
]
NAMES = ["Aila", "Bram", "Cerys", "Dougal", "Effie", "Gwen", "Hamish", "Isla", "Jory", "Mairi"]
ATTRIBUTIONS = ["none", "none", "role", "role", "organisation", "name"]
AUDIENCES = ["report", "report", "report", "group"]

WORDS = [
    "trust",
    "time",
    "listening",
    "waiting lists",
    "funding",
    "hope",
    "kindness",
    "burnout",
    "transport",
    "connection",
    "paperwork",
    "respect",
    "loneliness",
    "joined-up care",
    "honesty",
    "tea",
    "safe places",
    "patience",
    "staff turnover",
    "dignity",
    "community",
    "short-term money",
    "isolation",
    "peer support",
    "clarity",
]
BEGINNINGS = [
    "What helps most is",
    "We keep coming back to",
    "In our service we see",
    "People tell us about",
    "The hard part is",
    "I would like more of",
    "It made a difference when we had",
    "Families often ask for",
]
MIDDLES = [
    "one person who stays with you from start to finish",
    "a phone that somebody answers",
    "meeting before things become a crisis",
    "forms that ask the same thing five times",
    "a warm room where nobody has to explain themselves",
    "short contracts that end just as trust begins",
    "transport in the evening and at weekends",
    "sharing what we know without sharing people's secrets",
    "time to listen instead of time to tick boxes",
    "carers being treated as part of the team",
]
ENDINGS = [
    "",
    "It costs little and changes a lot.",
    "We tried it for a year and would never go back.",
    "Nobody planned it; it grew.",
    "I wish the funding understood that.",
    "Please say this to the people who decide.",
    "It is different in the villages.",
    "😊",
]
STATEMENTS = [
    "Small groups should get money without a forty-page form.",
    "Carers should be in the room when plans are made.",
    "One shared record would save more time than new staff.",
    "Evening opening matters more than a nicer building.",
    "Peer support should be paid work.",
    "We measure too much and learn too little from it.",
]
QUESTIONS = [
    "Who decides what happens with what we said today?",
    "How long will the new money last?",
    "Could we meet somewhere that has a bus stop?",
    "Will carers be paid for the time they give to meetings?",
    "What did you change after the last conversation?",
    "How do small groups get a seat at the table?",
]


def arrival(random: Random, code: str, key: str) -> dict[str, str]:
    """How somebody introduces themselves: much, a little, or not at all."""
    told = {"code": code, "key": key}
    if random.random() < 0.8:
        told["organisation"] = random.choice(ORGANISATIONS)
    if random.random() < 0.7:
        told["role"] = random.choice(ROLES)
    told["attribution"] = random.choice(ATTRIBUTIONS)
    if told["attribution"] == "name":
        told["name"] = f"{random.choice(NAMES)} (simulated)"
    return told | {"audience": random.choice(AUDIENCES)}


def value_for(prompt: dict[str, Any], random: Random) -> Any:
    """What somebody answers to a prompt; votes on statements are made apart."""
    options = prompt["options"]
    leaning = Random(prompt["id"])  # noqa: S311  so that a room leans one way, as rooms do
    weights = [leaning.uniform(1, 5) for _ in options]
    numbers = range(len(options))
    value: Any = None
    match prompt["kind"]:
        case "words":
            value = typed(random)
        case "text":
            value = sentence(random)
        case "choice":
            value = random.choices(numbers, weights)[0]
        case "choices":
            value = sorted(set(random.choices(numbers, weights, k=3)))
        case "rating":
            top = len(options) if len(options) > 2 else 5
            value = min(top, max(1, round(random.gauss(leaning.uniform(2, top), 1))))
        case "ranking":
            value = sorted(numbers, key=lambda one: weights[one] * random.uniform(0.5, 1.5))
        case "statements":
            value = random.choice(STATEMENTS)
        case "questions":
            value = random.choice(QUESTIONS)
    return value


def vote(statement: int, random: Random, side: int) -> str:
    """How somebody on one side of the room votes on a statement."""
    if random.random() < 0.12:
        return "pass"
    agrees = Random(statement).random() < 0.5  # noqa: S311
    if side and Random(statement + 1).random() < 0.4:  # noqa: S311
        agrees = not agrees
    return "agree" if agrees ^ (random.random() < 0.15) else "disagree"


def sentence(random: Random) -> str:
    """One or two sentences."""
    parts = [random.choice(BEGINNINGS), f"{random.choice(MIDDLES)}.", random.choice(ENDINGS)]
    return " ".join(parts).strip()


def typed(random: Random) -> str:
    """A word as thumbs type it."""
    word = WORDS[min(int(random.expovariate(0.16)), len(WORDS) - 1)]
    typed = [word] * 8 + [word.capitalize()] * 4 + [f"{word} ", f"{word}!", word.upper()]
    return random.choice(typed)


def seconds(prompt: dict[str, Any], value: Any, random: Random) -> float:
    """How long somebody reads, thinks and types."""
    reading = len(prompt["text"]) / 25
    typing = len(value) / 4 if isinstance(value, str) else 1.5
    return reading + typing + random.lognormvariate(1.0, 0.5)
