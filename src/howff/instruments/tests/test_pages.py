"""The pages on which instruments are found, read, copied, brought in and taken away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from howff.instruments import actions, queries
from howff.instruments.definitions import BUILT_IN, built_in, to_toml
from howff.instruments.exchange import FORMATS
from howff.instruments.models import InstrumentVersion
from howff.people.models import Collaboration, Person


def at(name: str, *args: object) -> str:
    return reverse(f"instruments:{name}", args=args)


@pytest.fixture
def draft(collaboration: Collaboration, ana: Person) -> InstrumentVersion:
    """An instrument of Ana's collaboration that can be changed."""
    return actions.begin(collaboration=collaboration, title="Our <week>", by=ana)


def sent(name: str, content: str | bytes) -> dict[str, SimpleUploadedFile]:
    written = content.encode() if isinstance(content, str) else content
    return {"file": SimpleUploadedFile(name, written)}


@pytest.mark.parametrize("own", [1, 3])
def test_the_list_asks_no_more_for_more_instruments(
    own: int, collaboration, ana, as_ana: Client, django_assert_num_queries
):
    queries.built_ins()
    for number in range(own):
        actions.begin(collaboration=collaboration, title=f"Number {number}", by=ana)
    with django_assert_num_queries(9):
        page = as_ana.get(at("instruments", collaboration.pk)).content.decode()
    assert page.count('class="card card-link"') == own + len(BUILT_IN)


def test_one_of_ones_own_is_begun_from_the_list(collaboration, as_ana: Client):
    response = as_ana.post(at("instruments", collaboration.pk), {"title": "Our week"})
    made = InstrumentVersion.objects.get(instrument__collaboration=collaboration)
    assert response.headers["Location"] == at("edit", made.pk)
    wrong = as_ana.post(at("instruments", collaboration.pk), {"title": "x" * 201})
    assert (wrong.status_code, "x" * 201 in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_reads_well(name: str, collaboration, as_ana: Client):
    definition = built_in(name)
    address = at("instrument", queries.builtin(name).pk)
    plain = as_ana.get(address, {"for": collaboration.pk})
    easy = as_ana.get(address, {"easy": "1"})
    for principle in definition.principles:
        assert principle.statement in plain.context["definition"].texts().values()
        assert principle.easy in easy.context["definition"].texts().values()
    page = plain.content.decode()
    assert page.count('class="statement"') == len(definition.principles)
    assert "Copy it, to change it" in page
    assert "Copy it, to change it" not in easy.content.decode()


def test_another_language_is_marked_and_said_to_be_unchecked(as_ana: Client):
    page = as_ana.get(at("instrument", queries.builtin("pulse").pk), {"language": "de"})
    html = page.content.decode()
    assert '<h1 dir="auto" lang="de">Zwei-Minuten-Puls</h1>' in html
    assert html.count("has checked this translation yet") == 1
    english = as_ana.get(at("instrument", queries.builtin("pulse").pk)).content.decode()
    assert english.count("has checked this translation yet") == 0


def test_words_of_others_stay_words(draft, ana, as_ana: Client):
    source = queries.definition_of(draft)
    bad = actions.import_definition(
        definition=built_in("pulse"), collaboration=draft.instrument.collaboration, by=ana
    )
    assert "Our &lt;week&gt;" in as_ana.get(at("instrument", draft.pk)).content.decode()
    assert source.title == "Our <week>"
    content = bad.content | {"source": {"credit": "x", "address": "javascript:alert(1)"}}
    InstrumentVersion.objects.filter(pk=bad.pk).update(content=content, digest="other")
    assert 'href="javascript' not in as_ana.get(at("instrument", bad.pk)).content.decode()


def test_a_member_of_another_collaboration_learns_nothing_from_the_link(
    collaboration, dev, client: Client
):
    client.force_login(dev)
    address = at("instrument", queries.builtin("pulse").pk)
    assert client.get(address, {"for": collaboration.pk}).status_code == 404
    assert client.get(address, {"for": "none"}).status_code == 200


def test_a_copy_is_made_for_the_collaboration(collaboration, as_ana: Client):
    version = queries.builtin("pulse")
    response = as_ana.post(at("copy", version.pk), {"collaboration": collaboration.pk})
    made = InstrumentVersion.objects.get(instrument__collaboration=collaboration)
    assert response.headers["Location"] == at("edit", made.pk)
    assert as_ana.post(at("copy", version.pk), {"collaboration": "x"}).status_code == 404


def test_a_frozen_one_is_not_edited_but_followed(draft, ana, as_ana: Client):
    actions.freeze(version=draft, by=ana)
    assert as_ana.get(at("edit", draft.pk)).headers["Location"] == at("instrument", draft.pk)
    assert "Make the next version" in as_ana.get(at("instrument", draft.pk)).content.decode()
    response = as_ana.post(at("next_version", draft.pk))
    second = InstrumentVersion.objects.get(number=2)
    assert response.headers["Location"] == at("edit", second.pk)
    page = as_ana.get(at("instrument", second.pk)).content.decode()
    assert page.count("Version 1") == 1
    told = as_ana.post(at("remove", draft.pk), follow=True).content.decode()
    assert "Make version 2 to change it." in told


def test_a_draft_is_removed(draft, collaboration, as_ana: Client):
    response = as_ana.post(at("remove", draft.pk))
    assert response.headers["Location"] == at("instruments", collaboration.pk)
    assert not InstrumentVersion.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("form", FORMATS)
def test_it_leaves_and_comes_back_as_a_file(form: str, draft, collaboration, as_ana: Client):
    file = as_ana.get(at("download", draft.pk, form))
    name = f"our-week-1.{FORMATS[form].ending}"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    response = as_ana.post(at("import", collaboration.pk), sent(name, file.content))
    made = InstrumentVersion.objects.latest("pk")
    assert response.headers["Location"] == at("instrument", made.pk)
    assert queries.definition_of(made).categories == queries.definition_of(draft).categories


def test_there_is_no_other_format(draft, as_ana: Client):
    assert as_ana.get(at("download", draft.pk, "exe")).status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title =", "This is not TOML: Invalid value (at end of document)."),
        (to_toml(built_in("pulse")).replace('"trust"', '"enough"'), "already."),
        ("", "The submitted file is empty."),
        ("#" * 2_000_001, "This file is too large for an instrument: at most 2 MB."),
    ],
)
def test_a_wrong_file_is_told_and_nothing_is_kept(
    content: str, told: str, collaboration, as_ana: Client
):
    before = InstrumentVersion.objects.count()
    response = as_ana.post(at("import", collaboration.pk), sent("x.toml", content))
    assert (response.status_code, told in response.content.decode()) == (422, True)
    assert InstrumentVersion.objects.count() == before
