"""`python -m benchmarks.live.report LINES...`: writes the tables of benchmarks/README.md."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

type Row = dict[str, Any]

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- live: begin -->", "<!-- live: end -->"
COUNTING = {
    "kind": "kind",
    "database": "database",
    "people": "people",
    "over_s": "over (s)",
    "counted": "counted",
    "exact": "each answer exact",
    "ack_p95_ms": "acknowledged p95 (ms)",
    "seen_p95_ms": "seen by all p95 (ms)",
    "kb_per_page": "kB per page",
    "server_cpu_s": "server CPU (s)",
    "others_percent": "others (% of a core)",
}
TABLES: dict[str, dict[str, str]] = {
    "count-124": COUNTING,
    "count-500": COUNTING,
    "count-2000": COUNTING,
    "crowd": {
        "pages": "pages open",
        "people": "people answering",
        "counted": "counted",
        "exact": "each answer exact",
        "open_s": "opened in (s)",
        "memory_mb": "memory (MB)",
        "ack_p95_ms": "acknowledged p95 (ms)",
        "seen_p95_ms": "seen by all p95 (ms)",
        "server_cpu_s": "server CPU (s)",
        "load_cpu_s": "load generator CPU (s)",
        "others_percent": "others (% of a core)",
    },
    "kill": {
        "kind": "kind",
        "database": "database",
        "people": "people",
        "acknowledged_before_the_kill": "acknowledged before the kill",
        "retries": "retries",
        "counted": "counted",
        "exact": "each answer exact",
    },
    "storm": {
        "pages": "pages",
        "that_saw_the_newest": "saw the newest",
        "p50_s": "half of them within (s)",
        "slowest_s": "slowest (s)",
        "counted": "answers counted",
        "exact": "each answer exact",
    },
    "idle": {
        "database": "database",
        "queries_for_124_answers": "queries while 124 answered",
        "queries_after": "queries from 5 s to 10 s after",
    },
    "join": {
        "attempt": "attempt",
        "people": "people at once",
        "join_s": "all joined in (s)",
        "server_cpu_s": "server CPU (s)",
        "others_percent": "others (% of a core)",
    },
    "fanout": {
        "pages": "pages",
        "deliveries": "deliveries",
        "server_cpu_s_per_100k": "server CPU (s) per 100,000 deliveries",
        "all_in_cpu_s_per_100k": "with keeping and counting the answers",
        "load_cpu_s_per_100k": "load generator CPU (s) per 100,000",
        "others_percent": "others (% of a core)",
    },
    "compare": {
        "people": "people",
        "howff_cpu_s": "Howff CPU (s)",
        "socketio_cpu_s": "Socket.IO CPU (s)",
        "times_less": "times less",
        "howff_seen": "Howff: seen by all p95 (ms)",
        "socketio_seen": "Socket.IO: seen by all p95 (ms)",
        "howff_kb": "Howff kB per page",
        "socketio_kb": "Socket.IO kB per page",
    },
}


def main(files: list[str]) -> None:
    """Put the newest results of each scenario into the README."""
    rows = [json.loads(line) for file in files for line in Path(file).read_text().splitlines()]
    parts = [section(name, [row for row in rows if row["scenario"] == name]) for name in TABLES]
    before, _, rest = README.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(before + BEGIN + "\n\n" + "\n".join(filter(None, parts)) + "\n" + END + after)


def section(name: str, rows: list[Row]) -> str:
    """One scenario: when it was measured, and its table."""
    if not rows:
        return ""
    flat = [flattened(row) for row in rows]
    moments = sorted(row["at"] for row in rows)
    commits = ", ".join(f"`{commit}`" for commit in dict.fromkeys(row["commit"] for row in rows))
    when = f"Measured {moments[0]} to {moments[-1]}, commit {commits}"
    told = f"{when}: `python -m benchmarks.live --only {name}`"
    return f"### {name}\n\n{told}\n\n{table(TABLES[name], flat)}\n"


def flattened(row: Row) -> Row:
    """The numbers of both servers in one row."""
    sides = [side for side in ("howff", "socketio") if isinstance(row.get(side), dict)]
    seen = {f"{side}_seen": row[side]["seen_p95_ms"] for side in sides}
    return row | seen | {f"{side}_kb": row[side]["kb_per_page"] for side in sides}


def table(columns: dict[str, str], rows: Iterable[Row]) -> str:
    """A Markdown table."""
    lines = [list(columns.values()), ["---"] * len(columns)]
    lines += [[shown(row.get(name)) for name in columns] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def shown(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "**no**"
    return "" if value is None else str(value)


if __name__ == "__main__":
    main(sys.argv[1:])
