"""Keeps what people said, and takes it back everywhere at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import batched

from django.db import connection, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from howff.consent.actions import give
from howff.consent.models import Attribution, Audience
from howff.evidence.models import Passage, PassageState, Use, Withdrawal
from howff.evidence.signals import passage_changed
from howff.sense import words
from howff.sense.embedding import terms

KNOWN = ("source", "state", "text")


def keep(passages: Sequence[Passage]) -> Sequence[Passage]:
    """Keep passages, or their new words where their source was kept before, with their numbers.

    What a moderator archived or holds stays so; the same words again change nothing.
    """
    rows = Passage.objects.filter(source__in=[one.source for one in passages])
    before = {source: (state, text) for source, state, text in rows.values_list(*KNOWN)}
    for one in passages:
        state, text = before.get(one.source, (one.state, one.text))
        if text == one.text or state != PassageState.PUBLISHED:
            one.state = state
    kept = Passage.objects.bulk_create(
        passages,
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["text", "state", "language", "speaker", "changed_at"],
    )
    _tell_reworded({one.pk: before[one.source][1] for one in kept if one.source in before}, kept)
    return kept


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
    _forget_copies()


@transaction.atomic
def choose_consent(
    *, passage_ids: Iterable[int], attribution: Attribution, audience: Audience
) -> None:
    """Put passages under another consent from now on, in every page and published report."""
    found = Passage.objects.filter(pk__in=list(passage_ids)).select_related("consent")
    rows = [
        row
        for row in found
        if (row.consent.attribution, row.consent.audience) != (attribution, audience)
    ]
    narrowed = [
        row.text
        for row in rows
        if row.consent.audience == Audience.REPORT and audience == Audience.GROUP
    ]
    for row in rows:
        row.consent = give(attribution=attribution, audience=audience, replaces=row.consent)
        row.save(update_fields=["consent"])
    passage_changed.send(Passage, passage_ids=[row.pk for row in rows], erased=narrowed)


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
    """Erase, and give up the source: whatever is said there again is a passage of its own."""
    freed = Concat(F("source"), Value("~"), Cast("pk", CharField()))
    for some in batched(numbers, 5000):
        Passage.objects.filter(pk__in=some).update(
            text="", state=PassageState.WITHDRAWN, speaker=None, changed_at=now, source=freed
        )


def _tell_reworded(old: dict[int, str], kept: Sequence[Passage]) -> None:
    changed = [one.pk for one in kept if one.pk in old and old[one.pk] != one.text]
    if changed:
        erased = [old[pk] for pk in changed]
        passage_changed.send(Passage, passage_ids=changed, erased=erased, reworded=True)
        _forget_copies()


def _forget_copies() -> None:
    transaction.on_commit(forget_deleted_pages)
    transaction.on_commit(words.forget)
    transaction.on_commit(terms.forget)
