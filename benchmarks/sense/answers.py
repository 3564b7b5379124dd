"""Answers whose themes are known: planted ones, and labelled sets that are read from a path."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random

LISTED = (
    "bus services,cycle lanes,pavements,street lighting,parking,potholes,train fares,speed limits,"
    "school meals,class sizes,nursery places,teacher pay,homework clubs,school uniforms,"
    "GP appointments,dentists,hospital parking,mental health support,care homes,pharmacies,"
    "youth clubs,playgrounds,swimming pools,libraries,football pitches,community centres,"
    "affordable housing,private rents,damp flats,empty houses,student flats,home insulation,"
    "recycling bins,litter,dog mess,fly tipping,tree planting,allotments,river pollution,"
    "air quality,solar panels,flood defences,wind farms,heating bills,food banks,free wifi,"
    "job centres,apprenticeships,zero hours contracts,childcare costs,pensions,small shops,"
    "market stalls,business rates,tourism,music venues,theatre tickets,museums,local history,"
    "language classes,refugee support,disability access,wheelchair ramps,sign language,"
    "council tax,elections,public meetings,council websites,planning notices,police patrols,"
    "drug dealing,burglary,domestic abuse,street drinking,fire stations,broadband,mobile signal"
)
WHAT = LISTED.split(",")
SAYING = (
    "We need better {}", "{} should be the priority", "please do something about {}",
    "I worry about {} every day", "there is never enough money for {}", "my family depends on {}",
    "nobody listens when we talk about {}", "spend more on {} in the villages",
    "what happened to the promise on {}?", "{} got worse this year", "older people care about {}",
    "young people care about {}", "fix {} before anything else", "ask residents about {}",
    "the council should look at {} again", "{} made me move away", "I am happy with {}",
)  # fmt: skip
ENDS = (
    "",
    " as soon as possible",
    " where I live",
    " before winter",
    ", honestly",
    " for everyone",
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with the name of the theme that somebody gave each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def planted(count: int, seed: int = 0) -> Labelled:
    """Make short answers about 77 things: easy to sort, so for speed rather than for quality."""
    lots = Random(seed)
    labels = [lots.choice(WHAT) for _ in range(count)]
    texts = [lots.choice(SAYING).format(label) + lots.choice(ENDS) for label in labels]
    numbered = [f"{text}, says {lots.randrange(1000)}" for text in texts]
    return Labelled(tuple(numbered), tuple(labels))


def banking77(file: Path, count: int = 10_000) -> Labelled:
    """Read Casanueva and others, 2020 (CC BY 4.0): columns `text` and `category`."""
    with file.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    chosen = Random(0).sample(rows, min(count, len(rows)))
    return Labelled(*zip(*((row["text"], row["category"]) for row in chosen), strict=True))


def argkp(folder: Path) -> dict[str, Labelled]:
    """Read ArgKP-2021 (CDLA-Sharing 1.0), a set of opinions for each question.

    Only opinions that match exactly one key point, of the parts `train` and `dev`.
    """
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for part in ("train", "dev"):
        opinions = {row["arg_id"]: row for row in _rows(folder / f"arguments_{part}.csv")}
        points = {
            r["key_point_id"]: r["key_point"] for r in _rows(folder / f"key_points_{part}.csv")
        }
        matches: defaultdict[str, list[str]] = defaultdict(list)
        for row in _rows(folder / f"labels_{part}.csv"):
            if row["label"] == "1":
                matches[row["arg_id"]].append(points[row["key_point_id"]])
        for number, said in matches.items():
            if len(said) == 1:
                found[opinions[number]["topic"]].append((opinions[number]["argument"], said[0]))
    return {topic: Labelled(*zip(*rows, strict=True)) for topic, rows in sorted(found.items())}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))
