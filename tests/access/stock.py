"""What stands behind the addresses of taking stock and acting, in the small world."""

from howff.meetings import actions as meetings
from howff.people.models import Collaboration, Person


def of_stock(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    action = meetings.agree(collaboration=collaboration, title="Share a van", by=ana)
    return {"actions": action.pk}
