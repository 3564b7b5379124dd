"""What can be had of a round: its files, its poster, and the same from a spreadsheet."""

import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest
from django.test import Client

from howff.assessments.models import Round
from howff.assessments.queries.figures import figures_of
from howff.consent.models import Audience
from howff.formats.ratings import read_responses
from howff.instruments.queries import definition_of
from howff.people.models import Person
from howff.reports.models import Report
from howff.reports.rounds.files import FILES
from howff.reports.rounds.responses import Wanted, stock_from
from howff.sense.rounds.figures import Figures


@pytest.fixture
def report(round: Round) -> Report:
    """The report that was drafted when the round was counted."""
    return Report.objects.get(round=round)


class TestPages:
    @pytest.mark.parametrize("extension", FILES)
    def test_members_have_the_files(
        self, round: Round, client: Client, ben: Person, dev: Person, extension: str
    ) -> None:
        address = f"/rounds/{round.pk}/files/figures.{extension}"
        client.force_login(ben)
        response = client.get(address)
        assert response.status_code == 200
        assert response["content-disposition"].endswith(f'-figures-members.{extension}"')
        client.force_login(dev)
        assert client.get(address).status_code == 404

    def test_the_files_for_everybody_show_less(self, round: Round, as_ana: Client) -> None:
        found = []
        for query in ("", "?audience=report"):
            written = as_ana.get(f"/rounds/{round.pk}/files/figures.xlsx{query}").content
            book = openpyxl.load_workbook(io.BytesIO(written))
            facts = dict(book["Read me"].iter_rows(max_col=2, values_only=True))
            found.append(facts["Fewest people shown together"])
        assert found == [5, 10]

    def test_an_open_round_has_no_files(self, round: Round, as_ana: Client) -> None:
        Round.objects.filter(pk=round.pk).update(state="open")
        for address in (f"/rounds/{round.pk}/files/figures.csv", f"/rounds/{round.pk}/poster.pdf"):
            page = as_ana.get(address, follow=True)
            assert page.redirect_chain == [(f"/rounds/{round.pk}/report/", 302)]
            assert "This round is still open: close it first." in page.content.decode()

    def test_there_is_no_other_file(self, round: Round, as_ana: Client) -> None:
        assert as_ana.get(f"/rounds/{round.pk}/files/figures.exe").status_code == 404
        assert as_ana.get(f"/rounds/{round.pk}/poster.docx").status_code == 404

    @pytest.mark.parametrize("extension", ["pdf", "html"])
    def test_the_poster_can_be_had(self, round: Round, as_ana: Client, extension: str) -> None:
        response = as_ana.get(f"/rounds/{round.pk}/poster.{extension}")
        assert response.status_code == 200
        assert "script-src" not in response.get("content-security-policy", "")

    def test_the_round_says_what_became_of_it(self, round: Round, as_ana: Client) -> None:
        page = as_ana.get(f"/rounds/{round.pk}/report/").content.decode()
        assert "The draft is written. Nobody else sees it before it is published." in page
        assert f"/rounds/{round.pk}/files/figures.sav?audience=report" in page

    def test_a_draft_that_is_gone_can_be_written_again(
        self, round: Round, report: Report, as_ana: Client
    ) -> None:
        report.delete()
        response = as_ana.post(f"/rounds/{round.pk}/report/")
        made = Report.objects.get(round=round)
        assert response["location"] == f"/reports/{made.pk}/edit/"
        assert as_ana.post(f"/rounds/{round.pk}/report/")["location"] == response["location"]


class TestPrograms:
    @pytest.fixture
    def call(self, ana: Person, client: Client) -> Callable[..., object]:
        from howff.people.actions import make_token

        key = {"Authorization": f"Bearer {make_token(person=ana, name='Test')}"}
        return lambda method, path: getattr(client, method)(f"/api/v1{path}", headers=key)

    def test_programs_draft_and_list_the_reports(
        self, call: Callable, round: Round, report: Report
    ) -> None:
        made = call("post", f"/rounds/{round.pk}/report")
        assert (made.status_code, made.json()["id"]) == (201, report.pk)
        assert [one["id"] for one in call("get", f"/rounds/{round.pk}/reports").json()] == [
            report.pk
        ]

    def test_programs_have_the_files_of_either_audience(self, call: Callable, round: Round) -> None:
        for audience, k in (("inside", 5), ("outside", 10)):
            path = f"/rounds/{round.pk}/files/figures.json?audience={audience}"
            assert call("get", path).json()["figures"]["k"] == k

    @pytest.mark.parametrize("extension", ["pdf", "html"])
    def test_programs_have_the_poster(self, call: Callable, round: Round, extension: str) -> None:
        path = f"/rounds/{round.pk}/poster.{extension}"
        response = call("get", path)
        kind = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}[extension]
        assert (response.status_code, response["content-type"]) == (200, kind)
        assert len(response.content) > 1000
        Round.objects.filter(pk=round.pk).update(state="open")
        assert call("get", path).json()["error"]["code"] == "closed"

    def test_programs_are_told_that_a_round_is_open(self, call: Callable, round: Round) -> None:
        Round.objects.filter(pk=round.pk).update(state="open")
        response = call("get", f"/rounds/{round.pk}/files/figures.json")
        assert (response.status_code, response.json()["error"]["code"]) == (409, "closed")


class TestSpreadsheets:
    def test_a_spreadsheet_of_the_same_answers_gives_the_same(self, round: Round) -> None:
        people = round.responses.exclude(door="return").select_related("partner", "place")
        items = definition_of(round.version).items()
        rows = [
            [one.partner.name, one.place.name, *(one.ratings.get(item.id) for item in items)]
            for one in people
        ]
        header = ["organisation", "place", *(item.id for item in items)]
        responses = read_responses([header, *rows], {item.id: item.levels for item in items})
        for k, audience in ((5, Audience.GROUP), (10, Audience.REPORT)):
            kept = figures_of(round, audience)
            stock = stock_from(responses, definition_of(round.version), Wanted(title="T", k=k))
            assert kept
            assert told(stock.figures) == told(kept)
            assert stock.outside is (k == 10)


def told(figures: Figures) -> dict[str, object]:
    """Everything that is shown of people, by the names of groups."""
    names = {one.group.id: one.group.title for one in (*figures.organisations, *figures.places)}
    return {
        one.item.id: (
            replace(one, organisations=(), places=(), returns=()),
            {
                (names[cell.group], cell.shown)
                for cell in (*one.organisations, *one.places)
                if cell.shown
            },
        )
        for one in figures.items
    }
