"""What the documentation shows of `howff.sense` in a notebook can be done."""

import re
import subprocess
import sys

from operating import ROOT

import howff.sense

PAGE = (ROOT / "docs" / "reference" / "notebook.md").read_text()


def test_the_examples_run_one_after_the_other() -> None:
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        exec(block, names)


def test_every_name_that_is_offered_exists_and_is_told_of() -> None:
    for name in howff.sense.__all__:
        assert getattr(howff.sense, name)
        assert f"`{name}`" in PAGE


def test_nothing_heavy_is_imported_before_it_is_asked_for() -> None:
    program = "import sys, howff.sense; sys.exit('numpy' in sys.modules or 'django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
