"""The demo's past is whole: everybody came, what they said is kept, and its report can be read."""

import pytest
from django.test import Client

from howff.conversations.models import Answer, ConversationState
from howff.website.demo import past, present


@pytest.mark.django_db
def test_the_demo_has_a_conversation_behind_it_and_one_going_on() -> None:
    said = past.talk()
    together, ana = past.make_collaboration(said)
    report = past.hold_conversation(together, ana, said)
    now = present.begin_conversation(together, ana)
    over = report.conversation
    assert over is not None
    assert (over.state, over.participants.count()) == (ConversationState.CLOSED, 124)
    assert Answer.objects.filter(prompt__conversation=over).count() > 400
    assert now.state == ConversationState.OPEN
    page = Client().get(f"/reports/{report.address}/")
    assert page.status_code == 200
    assert "We plan well in a crisis." in page.content.decode()
