"""A realistic invented report of eight pages, and one in which every text is hostile."""

# ruff: noqa: E501, ISC004

from datetime import UTC, datetime

from howff.formats.tables import table
from howff.reports.document import (
    Addresses,
    Document,
    Exchange,
    Figure,
    Heading,
    Part,
    Picture,
    Point,
    Saying,
    Sayings,
    Terms,
    Text,
)
from howff.reports.prose import prose

WHEN = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
WORDS = (
    ("trust", 31),
    ("listening", 24),
    ("time", 19),
    ("honesty", 15),
    ("shared purpose", 12),
    ("patience", 11),
    ("working together", 9),
    ("respect", 9),
    ("people first", 8),
    ("open", 7),
    ("learning", 7),
    ("courage", 6),
    ("kindness", 6),
    ("messy", 5),
    ("power", 5),
    ("equality", 4),
    ("relationships", 4),
    ("community", 4),
    ("hard work", 3),
    ("hope", 3),
    ("voice", 3),
    ("fun", 2),
    ("compromise", 2),
    ("energy", 2),
    ("frustrating", 2),
    ("slow", 1),
    ("bridges", 1),
    ("together ❤", 1),
    ("ceilidh", 1),
    ("patchwork", 1),
)


def bars(title: str, sentence: str, unit: str, *counts: tuple[str, int]) -> Figure:
    """A bar for each count."""
    labels, numbers = zip(*counts, strict=True)
    picture = Picture("bars", labels, tuple((number,) for number in numbers))
    return Figure(
        title=title, sentence=sentence, picture=picture, table=table((unit, "People"), counts)
    )


def core(
    title: str, headlines: tuple[tuple[str, str, str], ...], *said: Saying
) -> tuple[Part, ...]:
    """A core question."""
    points = (
        Point(title=headline, speaker=who, prose=prose(text)) for headline, who, text in headlines
    )
    return (
        Heading(title=title, anchor=title.lower().replace(" ", "-")),
        *points,
        Sayings(title="You said", sayings=said),
    )


def document() -> Document:
    """A flash report of an invented coffeehouse conversation."""
    cloud = Picture("cloud", tuple(w for w, _ in WORDS), tuple((n,) for _, n in WORDS))
    return Document(
        title="Working together after the thaw",
        subtitle="Flash report of a coffeehouse conversation",
        collaboration="Strathmarrow Together",
        version=2,
        date=WHEN,
        address="https://howff.example/reports/working-together-after-the-thaw/",
        parts=(
            Heading(title="Why we met", anchor="why-we-met"),
            Text(
                prose=prose(
                    "Strathmarrow's partners have been asked to plan next year's support **together** "
                    "for the first time. We met online for an hour to ask what that takes, what has "
                    "been in the way, and what we would like to try.\n\n"
                    "This report was written within a day of the conversation. It holds what the panel "
                    "said in short, what people in the room said in their own words, and the questions "
                    "they asked."
                )
            ),
            Terms(
                rows=(
                    ("When", "19 November 2026, 2 pm to 3 pm, online"),
                    ("Presenter", "Morag Invented, Strathmarrow Third Sector Forum"),
                    (
                        "Guests",
                        "Tam Notreal, Strathmarrow Council; Iona Madeup, Marrow Carers' Circle",
                    ),
                )
            ),
            Heading(title="Who came", anchor="who-came"),
            bars(
                "Organisations",
                "124 people came. The third sector was there most, with 48 people, and 31 came "
                "from health. Kinds with fewer than 5 people are counted together as other.",
                "Kind of organisation",
                ("Third sector", 48),
                ("Health", 31),
                ("Council", 22),
                ("Community group (not constituted)", 12),
                ("Other", 11),
            ),
            bars(
                "Roles",
                "Most people worked at the front line (41) or managed a service (36); "
                "17 spoke from lived experience or as carers.",
                "Role",
                ("Front line", 41),
                ("Manager", 36),
                ("Leadership", 19),
                ("Lived experience", 10),
                ("Carer", 7),
                ("Other", 11),
            ),
            Heading(title="In a word", anchor="in-a-word"),
            Figure(
                title="What does collaboration mean to you?",
                sentence="112 of 124 people gave 208 words. The word given most was “trust”, by 31.",
                picture=cloud,
                table=table(("Word", "People"), WORDS),
            ),
            *core(
                "Planning for collaboration",
                (
                    (
                        "Plan with people, not for them",
                        "Morag Invented",
                        "The plans that lasted were drawn with the people they were for.\n\n"
                        "- Pay people for their time.\n- Meet where they already meet.\n"
                        "- Come back and say what changed.",
                    ),
                    (
                        "Give it a year, not a meeting",
                        "Tam Notreal",
                        "Joint planning fails when it is squeezed between two budget rounds. The "
                        "council will open its calendar for the year to all partners.",
                    ),
                ),
                Saying(
                    "Every plan I have read starts with what the service can offer. Start with "
                    "what my week looks like and you will need half the pages.",
                    "A person with lived experience",
                ),
                Saying("Who is not in this call?", ""),
                Saying(
                    "We are a group of nine volunteers in a borrowed hall. We are asked to come "
                    "to planning meetings at eleven in the morning, on a weekday, forty miles "
                    "away, to comment on a paper that arrived the evening before. We would love "
                    "to plan with you. Send the question first, not the paper.",
                    "Volunteer, Marrow Shed",
                ),
                Saying("", "", withdrawn=True),
                Saying("Zaufanie buduje się małymi krokami.", "Carer", "pl"),
            ),
            Figure(
                title="How ready are we to plan jointly?",
                sentence="98 people answered. 56 of them chose 4 or 5; 11 chose 1 or 2.",
                picture=Picture(
                    "columns",
                    ("1 Not at all", "2", "3", "4", "5 Fully"),
                    ((2,), (9,), (31,), (44,), (12,)),
                ),
                table=table(
                    ("Rating", "People"),
                    (("1 Not at all", 2), ("2", 9), ("3", 31), ("4", 44), ("5 Fully", 12)),
                ),
            ),
            *core(
                "More chances for joint leadership",
                (
                    (
                        "Share the chair",
                        "Iona Madeup",
                        "Two groups now have two chairs: one paid, one not. Agendas became shorter.",
                    ),
                    (
                        "Power is real, so name it",
                        "Morag Invented",
                        "Nobody is equal because a paper says so. Say who holds the money and who "
                        "may say no.",
                    ),
                ),
                Saying(
                    "I was asked to co-chair and nobody told me I could change the agenda. "
                    "Six months in I asked. Turns out I could.",
                    "Lived experience",
                ),
                Saying(
                    "Leadership is who is still there when the grant ends.",
                    "Front line, Fernlea Advice",
                ),
                Saying("الثقة أولاً", "Community worker", "ar"),
            ),
            Figure(
                title="What we would put first",
                sentence="91 people ordered four things. Shared budgets came first most often (39 people).",
                picture=Picture(
                    "shares",
                    ("Shared budgets", "Joint posts", "One assessment", "Shared space"),
                    ((39, 22, 18, 12), (24, 31, 20, 16), (20, 25, 28, 18), (8, 13, 25, 45)),
                    ("1st", "2nd", "3rd", "4th"),
                ),
                table=table(
                    ("Option", "1st", "2nd", "3rd", "4th"),
                    (
                        ("Shared budgets", 39, 22, 18, 12),
                        ("Joint posts", 24, 31, 20, 16),
                        ("One assessment", 20, 25, 28, 18),
                        ("Shared space", 8, 13, 25, 45),
                    ),
                ),
            ),
            *core(
                "Resetting relationships",
                (
                    (
                        "Say sorry early",
                        "Tam Notreal",
                        "Some of what stands between us is ten years old. An apology cost less than "
                        "the meetings held to avoid it.",
                    ),
                    (
                        "Make room to disagree",
                        "Iona Madeup",
                        "Harmony is not the aim. A standing item now asks: *what are we not saying?*",
                    ),
                ),
                Saying(
                    "Stop calling it engagement when the decision has been made.",
                    "Manager, Fernlea Advice",
                ),
                Saying(
                    "My worker left, then hers left, then the service changed its name. I am the "
                    "only one in the room who remembers what we agreed.",
                    "A carer",
                ),
            ),
            Figure(
                title="Statements we voted on",
                sentence="87 people voted on 3 statements. They were most divided on statement 2.",
                picture=Picture(
                    "votes",
                    ("1", "2", "3"),
                    ((70, 9, 8), (38, 11, 36), (22, 20, 41)),
                    ("Agree", "Pass", "Disagree"),
                ),
                table=table(
                    ("Statement", "Agree", "Pass", "Disagree"),
                    (
                        ("1. Small groups should be paid for their time in meetings.", 70, 9, 8),
                        ("2. One partner should hold the money for all of us.", 38, 11, 36),
                        ("3. We meet too seldom.", 22, 20, 41),
                    ),
                ),
            ),
            Heading(title="Questions and answers", anchor="questions"),
            Exchange(
                question=Saying(
                    "Will there be money for groups that are not constituted?", "Volunteer"
                ),
                votes=23,
                label="Money",
                reply=prose(
                    "Yes. From April a partner can hold a small grant for such a group, "
                    "with [one page of terms](https://howff.example/terms)."
                ),
            ),
            Exchange(
                question=Saying("Who decides if partners cannot agree?", "Front line"),
                votes=14,
                reply=prose("The steering group, within two weeks, in writing."),
            ),
            Exchange(
                question=Saying("Can sessions be held in the evening?", ""),
                votes=9,
                reply=prose("Every second one will be, beginning in January."),
            ),
            Heading(title="Next steps", anchor="next-steps"),
            Text(
                prose=prose(
                    "1. A short survey goes to everyone who left an address.\n"
                    "2. The panel meets on 3 December to answer what is open.\n"
                    "3. We come back with what changed in March."
                )
            ),
            Text(
                title="Thank you", prose=prose("To everyone who came, asked, and disagreed kindly.")
            ),
            Addresses(
                title="Read more",
                rows=(
                    ("About Strathmarrow Together", "https://howff.example/about"),
                    ("An address that is not safe", ""),
                ),
            ),
            Text(
                title="Taking your words back",
                boxed=True,
                prose=prose(
                    "Everything in quotation marks was said by somebody who agreed that it may stand "
                    "here. If it was you, you can change or take back your words at any time with your "
                    "private link *my contributions*, or by writing to the facilitator. The words then "
                    "go from this report at once."
                ),
            ),
        ),
    )
