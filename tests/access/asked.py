"""What stands behind the addresses of instruments, in the small world."""

from howff.instruments import actions
from howff.people.models import Collaboration, Person


def of_instruments(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for: an instrument that Ana writes."""
    written = actions.begin(collaboration=collaboration, title="Our week", by=ana)
    return {
        "instruments": written.pk,
        "files": "toml",
        "edit/part": "P1",
    }
