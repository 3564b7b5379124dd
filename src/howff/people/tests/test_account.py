"""The pages of history, of one's own account and of keys."""

from django.test import Client

from howff.people import actions, queries
from howff.people.models import Collaboration, Person
from howff.people.tests.test_pages import at


class TestHistory:
    def test_it_is_paged_and_searched(self, as_ana: Client, ana, collaboration: Collaboration):
        for number in range(60):
            actions.remember(
                collaboration=collaboration, by=ana, verb="did", subject=f"Thing {number:02}"
            )
        address = at("history", collaboration.pk)
        first = as_ana.get(address).content.decode()
        assert ("Thing 59" in first, "Thing 01" in first, "Page 1 of 2" in first) == (
            True,
            False,
            True,
        )
        assert "Thing 01" in as_ana.get(address + "?page=2").content.decode()
        assert "Thing 01" not in as_ana.get(address + "?q=Thing%2005&page=x").content.decode()
        assert "No change matches" in as_ana.get(address + "?q=zzz").content.decode()


class TestAccount:
    def test_ana_changes_her_name(self, as_ana: Client, ana: Person):
        response = as_ana.post(at("you"), {"name": "Ana B 🌊", "language": "en-gb"}, follow=True)
        assert "Ana B 🌊" in response.content.decode()
        wrong = as_ana.post(at("you"), {"name": "x" * 201, "language": "xx"})
        assert (wrong.status_code, "x" * 201 in wrong.content.decode()) == (422, True)

    def test_a_key_is_shown_once(self, as_ana: Client, ana: Person):
        page = as_ana.post(at("tokens"), {"name": "Sheet", "days": "30"}).content.decode()
        raw = page.split('id="key">')[1].split("<")[0]
        assert queries.person_for_token(raw) == ana
        assert raw not in as_ana.get(at("tokens")).content.decode()
        as_ana.post(at("revoke_token", ana.tokens.get().pk))
        assert queries.person_for_token(raw) is None
        assert as_ana.post(at("tokens"), {"name": ""}).status_code == 422
