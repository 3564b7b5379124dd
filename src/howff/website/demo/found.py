"""What the demo concludes from a theme: a finding traced to quotes, with a voice against it."""

from howff.consent.models import Audience
from howff.evidence.models import Passage
from howff.evidence.queries import texts
from howff.people.models import Person
from howff.sensemaking.actions.findings import accept, add_quote, add_theme, write_finding
from howff.sensemaking.models import Confidence, Finding, Study, Theme, ThemeState
from howff.sensemaking.queries.contrary import against
from howff.sensemaking.queries.inside import inside

STATEMENT = "People want to be asked while a plan can still change."
WHY = (
    "It came up at every kind of table, and without being asked for. It does not say that every "
    "plan waits for everybody: some want to be asked once, early, and then told what became of it."
)
OTHERWISE = "We plan well in a crisis."
SAID = ("Ask us before the budget is set", "Come to our kitchen first")


def conclude(study: Study, ana: Person) -> Finding | None:
    """Write and accept a finding on the study's first accepted theme; none where there is none."""
    accepted = Theme.objects.filter(study=study, state=ThemeState.ACCEPTED, merged_into=None)
    theme = accepted.filter(name__startswith="Ask us").first() or accepted.first()
    if theme is None:
        return None
    finding = write_finding(
        collaboration=study.collaboration,
        statement=STATEMENT,
        explanation=WHY,
        confidence=Confidence.FAIR,
        by=ana,
    )
    add_theme(finding=finding, theme=theme, by=ana)
    for passage, text in texts(inside([theme.pk])[theme.pk], Audience.REPORT).items():
        if text.startswith(SAID):
            add_quote(finding=finding, passage=passage, by=ana)
    counter = _otherwise(finding)
    if counter:
        add_quote(finding=finding, passage=counter, counter=True, by=ana)
        accept(finding=finding, by=ana)
    return finding


def _otherwise(finding: Finding) -> int | None:
    """The voice that Ana found against it, or else what the machine suggests."""
    rows = Passage.objects.filter(collaboration=finding.collaboration_id)
    known = rows.filter(text__startswith=OTHERWISE).values_list("pk", flat=True).first()
    return known or next((one.quote.id for one in against(finding)), None)
