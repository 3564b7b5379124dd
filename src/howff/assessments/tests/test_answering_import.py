"""Answers from a spreadsheet: names are matched, and all rows are kept or none."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from howff.assessments.models import Response, Round
from howff.formats.tables import table, write_xlsx
from howff.instruments.queries import definition_of
from howff.people.models import Change


@pytest.fixture
def items(open_round: Round) -> list[str]:
    """What the open round asks to be rated."""
    return [one.id for one in definition_of(open_round.version).principles]


def upload(client: Client, round: Round, content: bytes) -> Any:
    file = SimpleUploadedFile("answers.csv", content)
    return client.post(reverse("assessments:import", args=[round.pk]), {"file": file})


def rows(items: list[str], *more: str) -> bytes:
    header = f"organisation,place,{items[0]},{items[1]},{items[0]}_comment"
    return "\n".join([header, *more]).encode()


def test_names_are_matched_and_everything_is_kept(
    as_ana: Client, open_round: Round, items: list[str]
) -> None:
    content = rows(items, "lantern trust,Carer,4,DK,Good.", "The Board,,NMP,,", ",,1,2,")
    asked = upload(as_ana, open_round, content)
    form = asked.context["form"]
    lantern, board = (
        open_round.partners.get(name=name) for name in ("Lantern Trust", "Harbour Health Board")
    )
    assert [(one.label, one.initial) for one in form.fields.values()] == [
        ("The Board", None),
        ("lantern trust", lantern),
        ("Carer", open_round.places.get(name="Carer")),
    ]
    chosen = {"organisations-0": board.pk, "organisations-1": lantern.pk, "places-0": ""}
    sent = {"read": asked.context["read"], **chosen}
    done = as_ana.post(reverse("assessments:import", args=[open_round.pk]), sent)
    assert done.status_code == 302
    kept = {
        (one.partner, str(dict(sorted(one.ratings.items(), reverse=True))), str(one.words))
        for one in Response.objects.all()
    }
    assert kept == {
        (lantern, str({items[0]: 4, items[1]: "DK"}), str({items[0]: "Good."})),
        (board, str({items[0]: "NMP"}), "{}"),
        (None, str({items[0]: 1, items[1]: 2}), "{}"),
    }
    assert Change.objects.filter(verb="brought in answers").get().details["answers"] == 3


def test_a_workbook_is_read_too(as_ana: Client, open_round: Round, items: list[str]) -> None:
    book = write_xlsx({"Answers": table(items[:2], [(4, "NA"), (5, None)])})
    assert upload(as_ana, open_round, book).context["count"] == 2


def test_every_wrong_cell_is_told_and_nothing_kept(
    as_ana: Client, open_round: Round, items: list[str]
) -> None:
    wrong = upload(as_ana, open_round, rows(items, ",,4,9,", ",,often,1,"))
    assert wrong.status_code == 422
    told = [one.split(":")[0] for one in wrong.context["form"].errors["file"]]
    assert told == [f"Row 2, column {items[1]}", f"Row 3, column {items[0]}"]
    assert not Response.objects.exists()


def test_an_empty_row_in_the_middle_of_nothing_is_refused_as_a_whole(
    as_ana: Client, open_round: Round, items: list[str]
) -> None:
    asked = upload(as_ana, open_round, rows(items, ",,4,,", "Lantern Trust,,,,"))
    sent = {"read": asked.context["read"]}
    wrong = as_ana.post(reverse("assessments:import", args=[open_round.pk]), sent)
    assert wrong.status_code == 422
    assert not Response.objects.exists()


def test_what_was_read_cannot_be_changed_on_the_way(
    as_ana: Client, open_round: Round, items: list[str]
) -> None:
    asked = upload(as_ana, open_round, rows(items, ",,4,,"))
    sent = {"read": asked.context["read"][:-2] + "xx"}
    again = as_ana.post(reverse("assessments:import", args=[open_round.pk]), sent)
    assert (again.status_code, Response.objects.count()) == (422, 0)


def test_a_file_that_is_too_large_is_not_read(
    as_ana: Client, open_round: Round, monkeypatch: pytest.MonkeyPatch, items: list[str]
) -> None:
    monkeypatch.setattr("howff.assessments.forms.answering.BIGGEST", 10)
    wrong = upload(as_ana, open_round, rows(items, ",,4,,"))
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["file"] == [
        "This file is too large: at most 5 MB. Please split it."
    ]


def test_a_second_click_keeps_nothing_twice(
    as_ana: Client, open_round: Round, items: list[str]
) -> None:
    asked = upload(as_ana, open_round, rows(items, ",,4,,", ",,4,,"))
    address = reverse("assessments:import", args=[open_round.pk])
    again = [as_ana.post(address, {"read": asked.context["read"]}) for _ in "ab"][1]
    assert "These answers are kept already; nothing was added." in again.content.decode()
    assert (Response.objects.count(), Change.objects.filter(subject=open_round.title).count()) == (
        2,
        1,
    )


def test_what_was_read_for_one_round_is_not_kept_in_another(
    as_ana: Client, open_round: Round, index_round: Round, items: list[str]
) -> None:
    asked = upload(as_ana, open_round, rows(items, ",,4,,"))
    address = reverse("assessments:import", args=[index_round.pk])
    elsewhere = as_ana.post(address, {"read": asked.context["read"]})
    assert (elsewhere.status_code, Response.objects.count()) == (422, 0)
    assert "Please choose the file once more." in elsewhere.content.decode()
