"""Whatever is sent to any call of the interface, the reply is one that its description promises."""

import re
import warnings
from collections.abc import Iterator, Mapping

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    ensure_resource_availability,
    ignored_auth,
    positive_data_acceptance,
    unsupported_method,
    use_after_free,
)

from journeys.stock import Prepared

# Valid by its shape is not yet valid here: a prompt may be closed, or another's.
LEFT_OUT = [
    positive_data_acceptance,
    ensure_resource_availability,
    use_after_free,
    ignored_auth,
    unsupported_method,
]
EXAMPLES = 12
ROUNDS = (
    r"^/(api/v1/)?(rounds|answer|workshops|comparisons)/"
    r"|/(rounds|actions|instruments|needs|journey|comparisons)$"
)
KEY = "the-key-of-somebody-who-answers"


@pytest.fixture(scope="module")
def participant(server: object, collaboration: int) -> str:
    """The token of somebody who joined a conversation with a prompt of each kind."""
    choices = ["Trust", "Time", "Money"]
    kinds = ["words", "text", "choice", "choices", "rating", "ranking", "statements", "questions"]
    prompts = [
        {"kind": kind, "text": f"A prompt: {kind}?", "options": choices, "results": "live"}
        for kind in kinds
    ]
    made = server.call(  # type: ignore[attr-defined]
        "POST",
        "/conversations",
        {"collaboration": collaboration, "title": "For any program", "prompts": prompts},
    )
    for prompt in made["prompts"]:
        server.call("POST", f"/prompts/{prompt['id']}/open")  # type: ignore[attr-defined]
    return server.call("POST", "/join", {"code": made["code"]})["token"]  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(scope="module")
def operations(server: object) -> Iterator[list[object]]:
    """Every call that the interface describes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        schema = schemathesis.openapi.from_url(f"{server.address}/api/v1/openapi.json")  # type: ignore[attr-defined]
        found = [one.ok() for one in schema.get_all_operations()]
        assert len(found) > 15
        yield found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("whose", ["ana", "participant", "nobody"])
def test_every_reply_is_as_described(
    whose: str, operations: list[object], server: object, participant: str
) -> None:
    token = {"ana": server.token, "participant": participant, "nobody": "forged"}[whose]  # type: ignore[attr-defined]
    headers = {"Authorization": f"Bearer {token}"}

    for operation in operations:
        try_out(operation, headers, {})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("state", ["open", "closed"])
def test_every_reply_about_a_round_is_as_described(
    state: str, operations: list[object], server: object, stock: Prepared
) -> None:
    here = stock["calls"][state]
    if state == "open":
        server.call("POST", f"/answer/{here['code']}", {"key": KEY})  # type: ignore[attr-defined]
    known = {"rounds": here["round"], "collaborations": here["collaboration"]}
    known |= {"answer": here["code"], here["code"]: KEY}
    known |= {name: here[name] for name in ("workshops", "comparisons") if name in here}
    headers = {"Authorization": f"Bearer {server.token}"}  # type: ignore[attr-defined]
    about = [one for one in operations if re.search(ROUNDS, one.path)]  # type: ignore[attr-defined]

    assert len(about) > 28
    for operation in sorted(about, key=lambda one: one.path.endswith("/close")):  # type: ignore[attr-defined]
        try_out(operation, headers, known)


def try_out(operation: object, headers: dict[str, str], known: Mapping[str, object]) -> None:
    """Send one call many different requests, most of them wrong in some way."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(operation.as_strategy())  # type: ignore[attr-defined]
    def sends(case: object) -> None:
        case.path_parameters.update(parameters(case.path, known))  # type: ignore[attr-defined]
        case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT, timeout=20)  # type: ignore[attr-defined]

    sends()


def parameters(path: str, known: Mapping[str, object]) -> dict[str, object]:
    """What a path's parameters stand for, as far as what stands before them is known."""
    found: dict[str, object] = {}
    before = ""
    for part in path.split("/"):
        name = part.strip("{}")
        if name != part and before in known:
            found[name] = known[before]
        before = str(found.get(name, part))
    return found
