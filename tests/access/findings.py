"""What stands behind the addresses of findings and series, in the small world."""

from howff.people.models import Collaboration, Person
from howff.sensemaking.actions import findings
from howff.sensemaking.models import Strand, Theme, Thread


def of_findings(collaboration: Collaboration, ana: Person, passage: object) -> dict[str, object]:
    """What the parameters of these addresses stand for: an accepted finding, and a thread."""
    finding = findings.write_finding(collaboration=collaboration, statement="Trust.", by=ana)
    assert isinstance(passage, int)
    grounds = findings.add_quote(finding=finding, passage=passage, by=ana)
    findings.say_nobody(finding=finding, looked=True, by=ana)
    findings.accept(finding=finding, by=ana)
    thread = Thread.objects.create(collaboration=collaboration, name="Trust")
    theme = Theme.objects.filter(study__collaboration=collaboration).first()
    assert theme
    Strand.objects.create(thread=thread, theme=theme)
    return {"findings": finding.pk, "grounds": grounds.pk, "threads": thread.pk}
