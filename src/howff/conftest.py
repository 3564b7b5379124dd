"""The people of the tests: Ana facilitates, Ben is of a partner, Cleo has lived experience."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client, override_settings
from hypothesis import settings as property_tests

from howff.people import actions, queries
from howff.people.models import Collaboration, Organisation, OrganisationKind, Person, Role

# The same examples each time, on slow machines too; `--hypothesis-profile=explore` seeks others.
property_tests.register_profile("howff", deadline=None, derandomize=True)
property_tests.register_profile("explore", deadline=None, max_examples=1000)
property_tests.load_profile("howff")


@pytest.fixture(autouse=True, scope="session")
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their own names, so that no test waits until they are collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def ana(db: None) -> Person:  # noqa: ARG001
    """Facilitates the collaboration."""
    return actions.create_person(email="ana@facilitators.example", name="Ana")


@pytest.fixture
def collaboration(ana: Person) -> Collaboration:
    """The collaboration that Ana facilitates."""
    return actions.create_collaboration(
        name="Harbour Together", purpose="A kinder front door for everyone at the harbour.", by=ana
    )


@pytest.fixture
def organisations(collaboration: Collaboration, ana: Person) -> list[Organisation]:
    """Three partners: Lantern Trust, Harbour Health Board and Quayside Carers."""
    partners = [
        ("Lantern Trust", OrganisationKind.THIRD_SECTOR, "SC000001"),
        ("Harbour Health Board", OrganisationKind.HEALTH, ""),
        ("Quayside Carers", OrganisationKind.COMMUNITY, ""),
    ]
    return [
        actions.add_organisation(
            collaboration=collaboration, name=name, kind=kind, number=number, by=ana
        )
        for name, kind, number in partners
    ]


def joined(
    collaboration: Collaboration, name: str, place: str, role: str, **more: object
) -> Person:
    """Somebody who belongs to the collaboration in this place."""
    person = actions.create_person(email=f"{name.lower()}@people.example", name=name)
    actions.add_member(
        collaboration=collaboration,
        person=person,
        role=role,
        place=queries.places_in(collaboration).get(name=place),
        by=None,
        **more,  # type: ignore[arg-type]
    )
    return person


@pytest.fixture
def ben(collaboration: Collaboration, organisations: list[Organisation]) -> Person:
    """Works on the front line of a partner."""
    return joined(collaboration, "Ben", "Front line", Role.MEMBER, organisation=organisations[0])


@pytest.fixture
def cleo(collaboration: Collaboration) -> Person:
    """Has lived experience, and speaks for no organisation."""
    return joined(collaboration, "Cleo", "Lived experience", Role.MEMBER)


@pytest.fixture
def hana(collaboration: Collaboration) -> Person:
    """Helps Ana to run conversations."""
    return joined(collaboration, "Hana", "Volunteer", Role.HELPER)


@pytest.fixture
def dev(db: None) -> Person:  # noqa: ARG001
    """Has an account, and belongs to nothing here."""
    return actions.create_person(email="dev@outside.example", name="Dev")


@pytest.fixture
def as_ana(ana: Person, client: Client) -> Client:
    """A browser in which Ana is signed in."""
    client.force_login(ana)
    return client
