"""How the documentation is built: `make docs`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Howff"
author = "The people of Howff"
project_copyright = "the people of Howff, Apache-2.0"
extensions = ["myst_parser", "_addresses"]
myst_enable_extensions = ["deflist", "attrs_block"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Howff"
html_static_path: list[str] = []
html_copy_source = False
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]
