"""Addresses that are wrong, or opened where something should be sent, lead on kindly."""

from django.urls import reverse

from howff.assessments.tests.conftest import KEY


def test_a_wrong_code_says_whom_to_ask(client, db):
    answer = client.get(reverse("assessments:answer", args=["WRONG22"]))
    assert (answer.status_code, "whoever sent you the link" in answer.content.decode()) == (
        404,
        True,
    )


def test_addresses_that_only_take_what_is_sent_lead_to_their_page(
    client, ana, begin, open_round, draft_round
):
    begin()
    form = reverse("assessments:form", args=[open_round.code, KEY])
    assert client.get(f"{form}take-back/").headers["Location"] == form
    client.force_login(ana)
    answer = client.get(reverse("assessments:round_preview", args=[draft_round.pk]))
    assert answer.headers["Location"] == reverse(
        "assessments:round_partners", args=[draft_round.pk]
    )
