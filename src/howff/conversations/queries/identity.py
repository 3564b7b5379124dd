"""Who a participant is: signed tokens, because nobody needs an account to take part."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

TAKES_PART = "howff.participant"
OWNS = "howff.mine"
LASTS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Who:
    """A participant, by number, in a conversation."""

    participant: int
    conversation: int


def participant_token(who: Who) -> str:
    """A token that lets its holder answer for 60 days."""
    return signing.dumps([who.participant, who.conversation], salt=TAKES_PART)


def who_holds(token: str) -> Who | None:
    """Who holds a participant token; None if it is forged or too old."""
    return _read(token, TAKES_PART, LASTS)


def mine_token(who: Who) -> str:
    """A token to a participant's own contributions; it never expires."""
    return signing.dumps([who.participant, who.conversation], salt=OWNS)


def who_owns(token: str) -> Who | None:
    """Whose contributions a private link leads to; None if it is forged."""
    return _read(token, OWNS, None)


def mine_url(who: Who) -> str:
    """The private address of a participant's contributions."""
    return settings.PUBLIC_ADDRESS + reverse("conversations:mine", args=[mine_token(who)])


def join_url(code: str) -> str:
    """The address that a join code leads to."""
    return settings.PUBLIC_ADDRESS + reverse("conversations:join", args=[code])


def _read(token: str, salt: str, lasts: timedelta | None) -> Who | None:
    try:
        participant, conversation = signing.loads(token, salt=salt, max_age=lasts)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Who(participant, conversation)
