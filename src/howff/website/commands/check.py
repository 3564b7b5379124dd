"""`howff check`: is this installation safe to open to the world?"""

from argparse import Namespace

from howff.website import safety

MARKS = {True: "passed", False: "MEND  "}


def run(_: Namespace) -> int:
    """Print what is well and what to mend; the exit code is 1 if there is anything to mend."""
    findings = safety.findings()
    for finding in findings:
        print(f"{MARKS[finding.well]}  {finding.about}")
        if not finding.well:
            print(f"        {finding.mend}")
    wrong = sum(not finding.well for finding in findings)
    print(f"\n{wrong} to mend." if wrong else "\nSafe to open to the world, as far as we can tell.")
    return 1 if wrong else 0
