"""Quotes chosen at first come from many voices."""

from howff.evidence.queries import Quote
from howff.reports.choosing import choose


def test_the_first_choice_of_quotes_is_varied() -> None:
    def quote(pk: int, text: str, by: str, reason: str = "") -> Quote:
        return Quote(pk, text, by, "en", "published", reason)

    long = "A telling sentence that says what happened to us. "
    said = [quote(n, long + str(n), "Manager") for n in range(1, 8)]
    said += [quote(20, long, "Carer"), quote(21, long, "Carer"), quote(22, "ok", "Front line")]
    said += [quote(30, "", "", "taken back")]
    assert choose(said, most=4) == (1, 21, 22, 2)
    assert choose([]) == ()
