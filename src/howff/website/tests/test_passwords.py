"""Nobody has a password, and nobody can get one by a side door."""

import pytest
from django.test import Client

from howff.people.models import Person


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["change/", "set/", "reset/", "reset/done/", "reset/key/x-y/", ""])
def test_no_page_is_about_passwords(page: str, ana: Person) -> None:
    browser = Client()
    assert browser.get(f"/account/password/{page}").status_code == 404
    browser.force_login(ana)
    assert browser.get(f"/account/password/{page}").status_code == 404
    assert browser.post(f"/account/password/{page}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["ana@people.example", "somebody@people.example"])
@pytest.mark.parametrize("door", ["login/code", "signup", "login"])
def test_signing_in_needs_no_page_about_passwords(door: str, address: str, ana: Person) -> None:
    ana.email = "ana@people.example"
    ana.save()
    answer = Client().post(f"/account/{door}/", {"email": address, "login": address})
    assert answer.status_code in {200, 302}
