"""Words that people of one kind, one role or one conversation use more than the others."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from howff.consent.models import Audience
from howff.evidence.queries import texts
from howff.people.models import OrganisationKind
from howff.sense.keyness import Keyness, keyness
from howff.sensemaking.models import Study
from howff.sensemaking.queries.came import groups_of
from howff.sensemaking.queries.origins import origins_of
from howff.sensemaking.queries.sources import said_in


def ways() -> dict[str, str]:
    """By what people can be set side by side."""
    return {"kind": _("kind of organisation"), "role": _("role"), "place": _("question")}


def words_by(study: Study, by: str) -> Keyness:
    """The words that stand out in each group of a study; nobody is in a group who did not say it.

    Words of a round are of nobody that is known, so they are never set apart by kind or role.
    """
    said = said_in(study.sources)
    words = texts([pk for pk, _whose in said], Audience.GROUP)
    if by == "place":
        asked = origins_of(words)
        # A person may answer several questions: for each of them they are somebody else.
        known = [
            ((whose, asked[pk].title), asked[pk].title, words[pk])
            for pk, whose in said
            if pk in words
        ]
        return keyness(known, study.language)
    groups = _groups(study, by)
    told = [(whose, groups.get(whose, ""), words[pk]) for pk, whose in said if pk in words]
    return keyness(told, study.language)


def _groups(study: Study, by: str) -> Mapping[str, str]:
    """The group of each person who said which they belong to."""
    unsaid = {_("Not said"), str(OrganisationKind.OTHER.label)}
    place = 0 if by == "kind" else 1
    found = {who: str(group[place]) for who, group in groups_of(study.sources).items()}
    return {who: name for who, name in found.items() if name not in unsaid}
