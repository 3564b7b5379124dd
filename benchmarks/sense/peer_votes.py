"""red-dwarf on the same votes: run with the Python of the benchmark's own environment."""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def main(file: str) -> None:
    """Print the seconds of its whole pipeline, the peak memory, and everybody's group."""
    held = np.load(file)
    votes = [
        {"participant_id": int(p), "statement_id": int(s), "vote": int(v)}
        for p, s, v in zip(held["person"], held["statement"], held["value"], strict=True)
    ]
    out = [int(s) for s in np.flatnonzero(~held["ranked"])]
    from reddwarf.implementations.polis import run_pipeline

    began = time.perf_counter()
    result = run_pipeline(votes=votes, mod_out_statement_ids=out, random_state=0)
    seconds = time.perf_counter() - began
    labels = result.participants_df["cluster_id"]
    group = {int(p): int(c) for p, c in labels.dropna().items()}
    print(json.dumps({"s": seconds, "mb": _peak(), "group": group}))


def _peak() -> float:
    """Megabytes at the most, of this program alone (`ru_maxrss` would count what started it)."""
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return round(int(told.split()[0]) / 1024)


if __name__ == "__main__":
    main(sys.argv[1])
