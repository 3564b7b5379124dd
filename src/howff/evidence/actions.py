"""Keeps what people said, and takes it back everywhere at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.utils import timezone

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage, PassageState, Use, Withdrawal
from howff.evidence.signals import passage_changed
from howff.sense import words


def keep(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Keep passages, or their new words where their source was kept before, with their numbers.

    What a moderator archived stays archived when its speaker rewords it.
    """
    archived = set(
        Passage.objects.filter(
            source__in=[one.source for one in passages], state=PassageState.ARCHIVED
        ).values_list("source", flat=True)
    )
    for one in passages:
        if one.source in archived:
            one.state = PassageState.ARCHIVED
    return Passage.objects.bulk_create(
        passages,
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["text", "state", "language", "speaker", "changed_at"],
    )


def set_state(*, passage_ids: Iterable[int], state: PassageState) -> None:
    """Publish, hold or archive passages that were not taken back."""
    numbers = list(passage_ids)
    Passage.objects.filter(pk__in=numbers).exclude(state=PassageState.WITHDRAWN).update(state=state)
    if state != PassageState.PUBLISHED:
        passage_changed.send(Passage, passage_ids=numbers, erased=[])


@transaction.atomic
def take_back(*, passage_ids: Iterable[int]) -> None:
    """Erase the words for good, leave proof of it, and tell every place that used them."""
    rows = Passage.objects.filter(pk__in=list(passage_ids)).exclude(state=PassageState.WITHDRAWN)
    found = list(rows.values_list("pk", "source", "text"))
    if not found:
        return
    numbers = [number for number, _, _ in found]
    Withdrawal.objects.bulk_create(
        Withdrawal(passage_number=number, source=source) for number, source, _ in found
    )
    _erase(numbers, timezone.now())
    passage_changed.send(Passage, passage_ids=numbers, erased=[text for _, _, text in found])
    transaction.on_commit(forget_deleted_pages)
    transaction.on_commit(words.forget)


@transaction.atomic
def choose_consent(
    *, passage_ids: Iterable[int], attribution: Attribution, audience: Audience
) -> None:
    """Put passages under another consent from now on, in every page and published report."""
    rows = list(Passage.objects.filter(pk__in=list(passage_ids)).select_related("consent"))
    for row in rows:
        row.consent = give(attribution=attribution, audience=audience, replaces=row.consent)
        row.save(update_fields=["consent"])
    passage_changed.send(Passage, passage_ids=[row.pk for row in rows], erased=[])


@transaction.atomic
def cite(*, passage_ids: Iterable[int], used_by: str, label: str, url: str = "") -> None:
    """Remember that a place uses these passages; saying it twice changes nothing."""
    Use.objects.bulk_create(
        (Use(passage_id=pk, used_by=used_by, label=label, url=url) for pk in passage_ids),
        ignore_conflicts=True,
    )


def erase_again(withdrawals: Iterable[tuple[str, datetime]]) -> int:
    """Erase in a restored backup what was taken back after it was made: (source, when) pairs.

    Words said again after they were taken back stay. Returns how many passages had words.
    """
    erased = 0
    for some in batched(withdrawals, 500):
        latest = dict(sorted(some, key=lambda pair: pair[1]))
        rows = Passage.objects.filter(source__in=latest).exclude(state=PassageState.WITHDRAWN)
        found = [one.pk for one in rows if one.changed_at <= latest[one.source]]
        take_back(passage_ids=found)
        erased += len(found)
    return erased


def forget_deleted_pages() -> None:
    """Let SQLite overwrite its write-ahead log, which still holds the erased words."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase(numbers: list[int], now: datetime) -> None:
    for some in batched(numbers, 5000):
        Passage.objects.filter(pk__in=some).update(
            text="", state=PassageState.WITHDRAWN, speaker=None, changed_at=now
        )
