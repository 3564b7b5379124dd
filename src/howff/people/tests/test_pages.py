"""The pages about people: what they show, how many questions they ask, and bad input."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.people.models import Collaboration

PAGES = [
    "collaboration",
    "edit_collaboration",
    "history",
    "members",
    "leave",
    "organisations",
    "places",
    "invitations",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_facilitator_opens_every_page(name: str, as_ana: Client, collaboration: Collaboration):
    response = as_ana.get(reverse(f"people:{name}", args=[collaboration.pk]))
    assert response.status_code == 200, response.content


@pytest.mark.parametrize("name", ["home", "you", "tokens", "new_collaboration"])
def test_ana_opens_her_own_pages(name: str, as_ana: Client):
    assert as_ana.get(reverse(f"people:{name}")).status_code == 200
