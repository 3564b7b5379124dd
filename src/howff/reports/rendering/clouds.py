"""A word cloud in dots, for formats that cannot set words in type themselves."""

import json

import typst

from howff.formats import typesetting
from howff.reports.document import Picture
from howff.reports.rendering import pdf


def png(picture: Picture) -> bytes:
    """Draw the words; this is never kept, because the words are people's own."""
    cloud = {"labels": picture.labels, "counts": picture.counts}
    compiler = typst.Compiler(pdf.HERE / "cloud.typ", root=pdf.HERE, font_paths=typesetting.fonts())
    made = compiler.compile(
        format="png", ppi=150, sys_inputs={"cloud": json.dumps(cloud, ensure_ascii=False)}
    )
    assert isinstance(made, bytes)
    return made
