"""What finding groups and common ground costs and is worth, beside red-dwarf on the same votes.

    HOWFF_POLIS_DATA=FOLDER python -m benchmarks.sense.votes [--only speed] [--peer PYTHON]

FOLDER holds whole Polis exports (github.com/compdemocracy/openData, CC BY 4.0), a folder each.
PYTHON is that of an environment with `benchmarks/sense/requirements.txt`; without it there is no
peer. One line of JSON comes for each measurement.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.sense.sizes import cut, groupless, read, resampled
from howff.sense.votes import VoteFindings, Votes, findings_of, polis_like
from howff.sense.votes.canonical import canonical
from howff.sense.votes.choosing import choose
from howff.sense.votes.hidden import Fold, chances, cost, folds
from howff.sense.votes.mixture import PULL
from howff.sense.votes.searching import Choice, model
from howff.sense.votes.steadiness import agreement, thinned

LARGEST = "american-assembly.bowling-green"
ENOUGH_PEOPLE = 100
PEER = Path(__file__).with_name("peer_votes.py")


def speed(folder: Path, peer: str | None) -> Iterator[dict[str, Any]]:
    """Map and common ground of two sizes, and the choice of the number of groups."""
    largest = read(folder / LARGEST)
    sizes = {
        "1,921 x 197, 49k (cut from Bowling Green)": cut(resampled(largest, 1921), 197, 49_443),
        "10,000 x 896, 1M (resampled Bowling Green)": resampled(largest, 10_000),
    }
    for name, votes in sizes.items():
        for what in ("quick", "whole"):
            yield {"size": name, "votes": votes.count, "what": what, **_apart(votes, what, peer)}
        if peer:
            found = _apart(votes, "peer", peer)
            yield {"size": name, "what": "red-dwarf", "s": found["s"], "mb": found["mb"]}


def _apart(votes: Votes, what: str, peer: str | None) -> dict[str, Any]:
    """Measure in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "votes.npz"
        np.savez(
            file, person=votes.person, statement=votes.statement, value=votes.value,
            ranked=votes.ranked, people=votes.people,
        )  # fmt: skip
        ours = [sys.executable, "-m", "benchmarks.sense.votes", "--measure", what, str(file)]
        command = [str(peer), str(PEER), str(file)] if what == "peer" else ours
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(what: str, file: str) -> dict[str, float]:
    """Find everything, best of three where it is quick."""
    held = np.load(file)
    votes = Votes.of(
        held["person"], held["statement"], held["value"], people=int(held["people"]),
        statements=held["ranked"].size, ranked=held["ranked"],
    )  # fmt: skip
    times, cpu = [], []
    for _ in range(3 if what == "quick" else 1):
        began, worked = time.perf_counter(), time.process_time()
        found = findings_of(votes, quick=what == "quick", k=2 if what == "quick" else None)
        times.append(time.perf_counter() - began)
        cpu.append(time.process_time() - worked)
    groups = found.groups
    return {
        "s": round(min(times), 3), "cpu_s": round(min(cpu), 3), "mb": _peak(),
        "verdict": groups.verdict, "groups": len(groups.groups),
    }  # fmt: skip


def _peak() -> float:
    """Megabytes at the most, of this program alone (`ru_maxrss` would count what started it)."""
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return round(int(told.split()[0]) / 1024)


def hidden(folder: Path, peer: str | None) -> Iterator[dict[str, Any]]:
    """The log loss of hidden votes: what Howff shows, Polis-like groups, red-dwarf's, none."""
    for one in _conversations(folder):
        votes = canonical(read(one)).votes
        losses: dict[str, list[np.ndarray[Any, Any]]] = {}
        chosen = []
        for fold, seen in _outer(votes):
            choice = choose(seen, 0, lambda: None)
            chosen.append(f"{choice.verdict} {choice.k}")
            for name, each in _foretold(fold, seen, choice, peer).items():
                losses.setdefault(name, []).append(each)
        means = {
            name: round(float(np.concatenate(each).mean()), 4) for name, each in losses.items()
        }
        yield {"conversation": one.name, "people": votes.people, "chosen": Counter(chosen), **means}


def _foretold(
    fold: Fold, seen: Votes, choice: Choice, peer: str | None
) -> dict[str, np.ndarray[Any, Any]]:
    """The cost of each hidden vote under each way to foretell it."""
    costs = {
        "howff": cost(fold, chances(model(fold.seen, choice, 0), fold)),
        "polis_like": _by_group(fold, polis_like(seen).groups.member),
        "none": cost(fold, fold.seen.base[fold.statement]),
    }
    if peer:
        costs["red_dwarf"] = _by_group(fold, _peer_groups(seen, peer))
    return costs


def _outer(votes: Votes) -> Iterator[tuple[Fold, Votes]]:
    """Hide a tenth of the votes, three times over, and give what is left."""
    for fold in folds(votes, seed=999, many=3):
        gone = set(zip(fold.person.tolist(), fold.statement.tolist(), strict=True))
        pairs = zip(votes.person.tolist(), votes.statement.tolist(), strict=True)
        yield fold, votes.only(np.array([pair not in gone for pair in pairs]))


def _by_group(fold: Fold, member: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Foretell by each group's share, drawn towards everyone's as Howff's own are."""
    k = int(member.max(initial=0)) + 1
    belongs = np.eye(k + 1)[member][:, :k]
    agreed, disagreed = np.split((fold.seen.columns @ belongs).T, 2, axis=1)
    share = (agreed + PULL * fold.seen.base) / (agreed + disagreed + PULL)
    share = np.concatenate([share, fold.seen.base[None]])
    return cost(fold, share[member[fold.person], fold.statement])


def _peer_groups(votes: Votes, peer: str) -> np.ndarray[Any, Any]:
    member = np.full(votes.people, -1)
    for person, group in _apart(votes, "peer", peer)["group"].items():
        member[int(person)] = group
    return member


def none(_folder: Path, _peer: str | None) -> Iterator[dict[str, Any]]:
    """How often votes without groups are called one group; and how often Polis-like ones are."""
    for people in (300, 100, 60):
        runs = [groupless(people, 40, seed) for seed in range(20)]
        said = Counter(str(findings_of(votes).groups.verdict) for votes in runs)
        theirs = Counter(len(polis_like(votes).groups.groups) for votes in runs)
        yield {"people": people, "runs": 20, "howff": said, "polis_like_groups": theirs}


def drop(folder: Path, peer: str | None) -> Iterator[dict[str, Any]]:
    """Agreement (ARI) of the groups shown with those shown when one vote in twenty is left out."""
    for one in _conversations(folder):
        votes = read(one)
        whole = findings_of(votes)
        theirs = _peer_groups(votes, peer) if peer else None
        found, said, beside = [], [str(whole.groups.verdict)], []
        for i in range(5):
            less = thinned(votes, 7000 + i)
            again = findings_of(less)
            said.append(str(again.groups.verdict))
            if whole.groups.shown and again.groups.shown:
                found.append(agreement(whole.groups.member, again.groups.member))
            if peer and theirs is not None:
                beside.append(agreement(theirs, _peer_groups(less, peer)))
        yield {
            "conversation": one.name, "said": Counter(said), "k": len(whole.groups.groups),
            "ari": [round(each, 3) for each in found],
            "red_dwarf_ari": [round(each, 3) for each in beside],
            "same_bytes": _bytes(whole) == _bytes(findings_of(votes)),
        }  # fmt: skip


def _bytes(found: VoteFindings) -> str:
    return json.dumps(found.to_json())


def _conversations(folder: Path) -> list[Path]:
    """The conversations with more than a hundred people, smallest first."""
    sized = [(len(read(one).of_people()), one) for one in sorted(folder.iterdir()) if one.is_dir()]
    return [one for people, one in sorted(sized) if people > ENOUGH_PEOPLE]


MEASUREMENTS = {"speed": speed, "hidden": hidden, "none": none, "drop": drop}


def main() -> None:
    """Measure what was asked for."""
    typed = argparse.ArgumentParser(description=__doc__)
    typed.add_argument("--only", choices=tuple(MEASUREMENTS))
    typed.add_argument("--data", default=os.environ.get("HOWFF_POLIS_DATA", ""))
    typed.add_argument("--peer", default=None)
    typed.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    asked = typed.parse_args()
    if asked.measure:
        print(json.dumps(measure(*asked.measure)))
        return
    if not asked.data:
        typed.error("name the folder of Polis exports with HOWFF_POLIS_DATA or --data")
    for name, measured in MEASUREMENTS.items():
        if asked.only in {None, name}:
            for line in measured(Path(asked.data), asked.peer):
                print(json.dumps({"measured": name, **line}), flush=True)


if __name__ == "__main__":
    main()
