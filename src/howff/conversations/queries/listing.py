"""A collaboration's conversations as a list, in few queries."""

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from howff.conversations.models import Conversation, ConversationState, Participant, Prompt
from howff.conversations.queries.access import conversations_in
from howff.people.models import Collaboration


def listed(collaboration: Collaboration, search: str = "") -> QuerySet[Conversation]:
    """Conversations with how many people came and how many prompts there are; open ones first."""
    rows = conversations_in(collaboration).annotate(
        people=_count(Participant.objects.filter(removed_at=None)),
        asked=_count(Prompt.objects.all()),
        first=Case(When(state=ConversationState.OPEN, then=0), default=1),
    )
    if search:
        rows = rows.filter(
            Q(title__icontains=search) | Q(purpose__icontains=search) | Q(code__iexact=search)
        )
    return rows.order_by("first", "-created_at", "-pk")


def _count(rows: QuerySet[Participant] | QuerySet[Prompt]) -> Coalesce:
    own = rows.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), Value(0))
