"""The form on paper: one that everybody can read, in every wording, saying nothing of who fills it."""

from io import BytesIO
from pathlib import Path

import page
import pytest
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Round
from howff.assessments.paper import FORMS, paper_form


def made(round: Round, form: str) -> bytes:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    return paper_form(round, form, "", link="https://howff.example/r/X/", qr=svg)


@pytest.mark.parametrize("form", FORMS)
def test_paper_can_be_read_by_machines_and_people(index_round: Round, form: str) -> None:
    found = page.validate_pdf_bytes(made(index_round, form), profile="ua1")
    assert [(one.rule_id, one.message) for one in found.failures] == []
