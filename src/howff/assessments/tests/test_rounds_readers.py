"""Whoever reads words first is not alone in it, and pages say so."""

import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Round
from howff.people.models import Person


@pytest.mark.parametrize("page", ["round", "close_round"])
def test_pages_name_the_reader_and_the_others_who_help(
    open_round: Round, ana: Person, client: Client, page: str
) -> None:
    client.force_login(ana)
    shown = client.get(reverse(f"assessments:{page}", args=[open_round.pk])).content.decode()
    told = "<bdi>Hana, who helps Ana</bdi> and the others who help to run this round"
    assert told in shown
