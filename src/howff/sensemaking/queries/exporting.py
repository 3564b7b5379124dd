"""What goes into files of a study's themes: what the pages show, as far as consent allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.evidence.queries import Quote, quotes
from howff.people.rules import Someone, may_facilitate
from howff.sensemaking.models import Analysis, Study, StudyKind, Suggestion, Theme, ThemeState
from howff.sensemaking.queries.access import latest, study_for
from howff.sensemaking.queries.grounds import quotes_for
from howff.sensemaking.queries.members import Members, Place
from howff.sensemaking.queries.principles import principles_for

THEMES = (
    "theme",
    "name",
    "named_by",
    "description",
    "state",
    "locked",
    "principle",
    "people",
    "answers",
    "stability",
    "phrases",
    "quote",
    "attribution",
)
ANSWERS = (
    "answer",
    "text",
    "attribution",
    "language",
    "theme",
    "name",
    "part",
    "confidence",
    "placed_by",
    "unsure",
)
PERSON, MACHINE = "person", "machine"
SEVERAL = 2

type Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ThemesFile:
    """Everything of a study that an audience may have, in plain values."""

    study: Study
    audience: Audience
    analysis: Analysis | None
    themes: list[Row]
    answers: list[Row]
    principles: Mapping[str, str]

    @property
    def rule(self) -> list[str]:
        """What the reader of a file must know."""
        whom = (
            _("Words in this file may be read by this group only. Please do not pass it on.")
            if self.audience == Audience.GROUP
            else _("Answers of people who keep their words within the group are left out.")
        )
        return [
            whom,
            _("People are counted once, however often they answered."),
            _("“machine” placed or named what nobody has decided on yet."),
        ]


def study_of_themes(person: Someone, pk: int) -> Study:
    """A study of themes that this person may see."""
    study = study_for(person, pk)
    if study.kind != StudyKind.THEMES:
        raise Http404
    return study


def audience_for(person: Someone, study: Study, *, outside: bool = False) -> Audience:
    """Whose words a person's file may hold: the group's only for its facilitators."""
    inside = may_facilitate(person, study.collaboration) and not outside
    return Audience.GROUP if inside else Audience.REPORT


def themes_file(study: Study, audience: Audience, person: Someone) -> ThemesFile:
    """The themes of a study and the answers in them, in the order of the page."""
    return _Making(study, audience, person).file()


class _Making:
    """Puts a study's rows together, in a few queries however many there are."""

    def __init__(self, study: Study, audience: Audience, person: Someone) -> None:
        self.study, self.audience = study, audience
        self.analysis = latest(study)
        self.members = Members(study)
        rows = Theme.objects.filter(study=study, merged_into=None).order_by("position", "pk")
        self.rows = [one for one in rows if one.state != ThemeState.REFUSED]
        self.words = quotes(self.members.people, audience)
        self.suggested = _suggested(self.rows)
        self.phrases = {one.pk: self._phrases(one) for one in self.rows}
        self.quotes = quotes_for(self.rows, audience)
        found = principles_for(person, study.collaboration)
        self.principles = {one.key: one.title for one in found}

    def file(self) -> ThemesFile:
        themes = [self._theme(one) for one in self.rows]
        answers = [row for one in self.rows for row in self._answers(one)]
        answers += self._without_theme()
        used = {row["principle"] for row in themes} - {""}
        titles = {key: self.principles.get(key, key) for key in sorted(used)}
        return ThemesFile(self.study, self.audience, self.analysis, themes, answers, titles)

    def _theme(self, theme: Theme) -> Row:
        said, quote = self.suggested.get(theme.pk), self.quotes.get(theme.pk)
        return {
            "theme": theme.pk,
            "name": self._name(theme),
            "named_by": PERSON if theme.name else MACHINE,
            "description": theme.description,
            "state": theme.state,
            "locked": theme.locked,
            "principle": theme.principle,
            "people": len(self.members.people_in(theme.pk)),
            "answers": len(self.members.of(theme.pk)),
            "stability": _rounded(said.stability if said else None),
            "phrases": self.phrases[theme.pk],
            "quote": quote.text if quote else "",
            "attribution": quote.attribution if quote else "",
        }

    def _name(self, theme: Theme) -> str:
        return theme.name or ", ".join(self.phrases[theme.pk][:3])

    def _phrases(self, theme: Theme) -> list[str]:
        """The phrases that several people used in words that this audience may read."""
        said = self.suggested.get(theme.pk)
        texts = {pk: self.words[pk].text.casefold() for pk in self._shown(theme)}
        whose = self.members.people
        return [
            phrase
            for phrase in (said.phrases if said else [])
            if len({whose[pk] for pk, text in texts.items() if phrase.casefold() in text})
            >= SEVERAL
        ]

    def _shown(self, theme: Theme) -> list[int]:
        """The answers in a theme that may be read: confirmed first, then the surest."""
        places = self.members.of(theme.pk)
        shown = [pk for pk in places if pk in self.words and not self.words[pk].withdrawn]
        return sorted(shown, key=lambda pk: (-places[pk].confirmed, -places[pk].confidence, pk))

    def _answers(self, theme: Theme) -> list[Row]:
        places = self.members.of(theme.pk)
        return [
            _answer(self.words[pk])
            | {"theme": theme.pk, "name": self._name(theme)}
            | _place(places[pk], self.words[pk].text)
            for pk in self._shown(theme)
        ]

    def _without_theme(self) -> list[Row]:
        kept = {one.pk for one in self.rows}
        inside = {pk for pk, themes in self.members.by_answer.items() if kept & set(themes)}
        nowhere = {"theme": None, "name": "", "part": "", "confidence": None}
        return [
            _answer(one) | nowhere | {"placed_by": "", "unsure": True}
            for pk, one in self.words.items()
            if pk not in inside and not one.withdrawn
        ]


def _suggested(themes: list[Theme]) -> dict[int, Suggestion]:
    rows = Suggestion.objects.filter(theme__in=themes).order_by("analysis__number")
    return {one.theme_id: one for one in rows}


def _answer(quote: Quote) -> Row:
    return {
        "answer": quote.id,
        "text": quote.text,
        "attribution": quote.attribution,
        "language": quote.language,
    }


def _place(place: Place, text: str) -> Row:
    part = text[place.start : place.end]
    return {
        "part": part if part != text else "",
        "confidence": None if place.confirmed else _rounded(place.confidence),
        "placed_by": PERSON if place.confirmed else MACHINE,
        "unsure": place.unsure,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
