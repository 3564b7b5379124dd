"""Programs draft, publish and read reports; public ones without a key."""

import json

from django.test import Client

from howff.conversations.models import Conversation
from howff.people.actions import make_token
from howff.people.models import Person
from howff.reports.rendering.formats import FORMATS


def test_programs_draft_publish_and_read(
    conversation: Conversation, spoken: dict, ana: Person, ben: Person, dev: Person
) -> None:
    key = {
        one: {"Authorization": f"Bearer {make_token(person=one, name='k')}"}
        for one in (ana, ben, dev)
    }
    client = Client()

    def post(path: str, by: Person, body: object = None) -> object:
        return client.post(
            f"/api/v1{path}", json.dumps(body or {}), "application/json", headers=key[by]
        )

    made = post(f"/conversations/{conversation.pk}/report", ana)
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert made.json()["version"] is None
    assert post(f"/conversations/{conversation.pk}/report", ana).json()["id"] == pk
    assert post(f"/conversations/{conversation.pk}/report", ben).status_code == 403
    assert post(f"/conversations/{conversation.pk}/report", dev).status_code == 404
    read = f"/api/v1/reports/{pk}.md"
    codes = [client.get(read, headers=key[one]).status_code for one in (ana, ben, dev)]
    assert codes == [200, 403, 404]
    assert client.get(read).status_code == 404
    done = post(f"/reports/{pk}/publish", ana, {"visibility": "public"})
    assert done.json()["version"] == 1
    assert done.json()["url"].endswith("/reports/the-harbour-coffeehouse/")
    for extension in FORMATS:
        assert client.get(f"/api/v1/reports/{pk}.{extension}").status_code == 200
    assert client.get(read, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get(f"/api/v1/reports/{pk}.exe").status_code == 422
