"""Sends many phones to a conversation, and says how it went."""

import asyncio
import os
import re
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from random import Random
from typing import Any

from howff.website.simulate.line import Lost
from howff.website.simulate.phone import Phone, Tally, Turned

UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
LATE = 0.08


def main(arguments: Sequence[str] | None = None) -> int:
    """`howff simulate`: 0 when every answer was acknowledged, 1 when not."""
    options = parser().parse_args(arguments)
    tally = Tally()
    try:
        asyncio.run(crowd(options, tally))
    except Turned as refused:
        return sorry(str(refused))
    except Lost:
        return sorry(f"Nobody answers at {options.address}. Is Howff running there?")
    except KeyboardInterrupt:
        pass
    print(summary(tally))
    return 1 if tally.given_up else 0


def parser() -> ArgumentParser:
    """What may be typed."""
    described = "Simulated phones that join a conversation over its public interface and answer."
    command = ArgumentParser(prog="howff simulate", description=described)
    command.add_argument("code", metavar="CODE", help="the conversation's join code")
    command.add_argument("--people", type=int, default=124, metavar="N", help="how many come")
    command.add_argument("--over", type=duration, default=60.0, metavar="TIME", help="60s, 5m")
    command.add_argument(
        "--stay", type=duration, default=15.0, metavar="TIME", help="leave after this without news"
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="another crowd")
    where = os.environ.get("HOWFF_ADDRESS", "http://localhost:8000")
    command.add_argument("--address", default=where, metavar="URL", help=f"default: {where}")
    return command


def duration(text: str) -> float:
    """Seconds from `90`, `60s`, `5m` or `1h`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([smh]?)", text)
    if not found:
        raise ArgumentTypeError(f"{text!r} is not a time: write 60s, 5m or 1h")
    return float(found[1]) * UNITS[found[2]]


async def crowd(options: Namespace, tally: Tally) -> None:
    """Let everybody come in their own time."""
    raise_file_limit()
    random = Random(options.seed)  # noqa: S311
    pace = min(1.0, max(0.02, options.over / 60))
    comings = [
        Phone(options.address, options.code, own, pace, tally).take_part(moment)
        for own, moment in arrivals(random, options.people, options.over)
    ]
    everybody = asyncio.create_task(all_of(comings))
    quiet = asyncio.create_task(until_quiet(tally, options.people, options.stay))
    await asyncio.wait((everybody, quiet), return_when=asyncio.FIRST_COMPLETED)
    if everybody.done():
        await everybody
    everybody.cancel()
    quiet.cancel()


async def all_of(comings: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Everybody's evening; the first who is turned away ends it for all."""
    await asyncio.gather(*comings)


async def until_quiet(tally: Tally, people: int, stay: float) -> None:
    """Everybody came, and nobody has had anything to answer for a while."""
    wait = stay
    while wait > 0:
        await asyncio.sleep(wait)
        active = tally.joined < people or tally.busy
        wait = 0.5 if active else tally.active + stay - time.monotonic()


def arrivals(random: Random, people: int, over: float) -> list[tuple[Random, float]]:
    """Who comes when: more at the beginning, and a few after the time."""
    moments = [
        over * (random.uniform(1.0, 1.2) if random.random() < LATE else random.betavariate(1, 1.6))
        for _ in range(people)
    ]
    first = min(moments, default=0)
    return [(Random(random.getrandbits(64)), moment - first) for moment in moments]  # noqa: S311


def summary(tally: Tally) -> str:
    """How it went, in a few lines."""
    times = sorted(tally.acknowledged)
    lines = [
        f"{tally.joined} people joined",
        f"{len(times)} of {tally.sent} answers acknowledged, {tally.skipped} preferred not to say",
        f"{tally.retries} retries after a lost signal, {tally.doubled} double clicks",
    ]
    lines += [f"{number} refused: {code}" for code, number in sorted(tally.refused.items())]
    if times:
        middle, slow = (1000 * times[int(len(times) * part)] for part in (0.5, 0.95))
        lines.append(f"acknowledged in {middle:.0f} ms (median), {slow:.0f} ms (95 of 100)")
    return "\n".join(lines)


def sorry(message: str) -> int:
    """Say what went wrong."""
    print(f"howff simulate: {message}", file=sys.stderr)
    return 1


def raise_file_limit() -> None:
    """Two connections for each phone."""
    with suppress(ImportError, ValueError):
        import resource  # noqa: PLC0415  not on every system

        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
