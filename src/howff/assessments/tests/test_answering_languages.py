"""A form in another language: what the instrument says in it, and what stays ours is marked."""

import re

from django.urls import reverse

from howff.assessments.queries.answering import asking_of, unrated_labels
from howff.assessments.tests.conftest import KEY

GERMAN = {
    "DK": "Das weiß ich nicht",
    "NA": "Das trifft auf uns nicht zu",
    "NMP": "Nicht mein Bereich",
}


def test_the_three_other_answers_speak_the_language_of_the_form(client, begin, open_round):
    begin()
    where = reverse("assessments:form", args=[open_round.code, KEY])
    text = client.get(f"{where}?language=de").content.decode()
    assert unrated_labels(asking_of(open_round, language="de")) == GERMAN
    assert [text.count(f"<span>{one}</span>") for one in GERMAN.values()] == [5, 5, 5]
    assert (text.count("Warum?"), text.count("Why?")) == (5, 0)
    ours = re.findall(r'<span class="optional" lang="(.*?)">\(if you like\)', text)
    assert ours == ["en-gb"] * 5


def test_nothing_is_marked_where_form_and_page_speak_the_same(client, begin, open_round):
    begin()
    text = client.get(reverse("assessments:form", args=[open_round.code, KEY])).content.decode()
    assert text.count('<span class="optional">(if you like)') == 5
