"""What stands behind the addresses of taking stock and acting, in the small world."""

from howff.assessments.actions import journey
from howff.meetings import actions as meetings
from howff.people.models import Collaboration, Person


def of_stock(collaboration: Collaboration, ana: Person) -> dict[str, object]:
    """What the parameters of these addresses stand for."""
    action = meetings.agree(collaboration=collaboration, title="Share a van", by=ana)
    journey.begin_journey(collaboration=collaboration, by=ana)
    stage = collaboration.stages.first()
    assert stage
    milestone = journey.set_milestone(stage=stage, title="A first meeting", by=ana)
    return {"actions": action.pk, "stages": stage.pk, "milestones": milestone.pk}
