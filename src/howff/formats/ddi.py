"""DDI-Codebook 2.5, the XML in which social-science archives keep what a data file means.

Elements stand in the order of the schema of version 2.5 (namespace `ddi:codebook:2_5`).
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from howff.formats.dataset import Category, Dataset, Variable

NAMESPACE = "ddi:codebook:2_5"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_ddi(content: Dataset, file: str) -> bytes:
    """Describe a table of numbers that is kept in `file`, beside this description."""
    register_namespace("", NAMESPACE)
    root = Element(f"{{{NAMESPACE}}}codeBook", {"version": "2.5"})
    if content.language:
        root.set(LANGUAGE, content.language)
    _document(_add(root, "docDscr"), content)
    _study(_add(root, "stdyDscr"), content)
    _file(_add(root, "fileDscr", ID="F1"), content, file)
    _variables(_add(root, "dataDscr"), content)
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _document(parent: Element, content: Dataset) -> None:
    citation = _add(parent, "citation")
    _add(_add(citation, "titlStmt"), "titl", content.title)
    produced = _add(citation, "prodStmt")
    _add(produced, "software", "Howff")


def _study(parent: Element, content: Dataset) -> None:
    citation = _add(parent, "citation")
    _add(_add(citation, "titlStmt"), "titl", content.title)
    if content.maker:
        _add(_add(citation, "rspStmt"), "AuthEnty", content.maker)
    info = _add(parent, "stdyInfo")
    if content.about:
        _add(info, "abstract", content.about)
    summary = _add(info, "sumDscr")
    if content.date:
        _add(summary, "collDate", content.date, date=content.date, event="single")
    _add(summary, "dataKind", "Counts of ratings, after disclosure control")
    if content.source:
        collected = _add(_add(parent, "method"), "dataColl")
        _add(collected, "resInstru", content.source)
    if content.conditions:
        use = _add(_add(parent, "dataAccs"), "useStmt")
        _add(use, "conditions", content.conditions)


def _file(parent: Element, content: Dataset, file: str) -> None:
    text = _add(parent, "fileTxt")
    _add(text, "fileName", file)
    size = _add(text, "dimensns")
    _add(size, "caseQnty", str(len(content.rows)))
    _add(size, "varQnty", str(len(content.variables)))
    _add(text, "fileType", "SPSS system file")


def _variables(parent: Element, content: Dataset) -> None:
    weights = " ".join(_id(place) for place, one in enumerate(content.variables) if one.weight)
    for place, one in enumerate(content.variables):
        known = {"ID": _id(place), "name": one.name, "files": "F1"}
        kind = {"wgt": "wgt"} if one.weight else {"wgt-var": weights} if weights else {}
        interval = "contin" if one.measure == "scale" else "discrete"
        nature = {"scale": "ratio"}.get(one.measure, one.measure)
        _variable(_add(parent, "var", **known, **kind, intrvl=interval, nature=nature), one)


def _variable(parent: Element, one: Variable) -> None:
    _add(parent, "labl", one.label)
    if one.question:
        _add(_add(parent, "qstn"), "qstnLit", one.question)
    for name, missing in (("valrng", False), ("invalrng", True)):
        codes = [code for code, each in one.categories.items() if each.missing is missing]
        if codes:
            ranges = _add(parent, name)
            for code in codes:
                _add(ranges, "item", VALUE=str(code))
    for code, each in one.categories.items():
        _category(parent, code, each)
    _add(parent, "varFormat", type="numeric", schema="SPSS", formatname="F8.0")


def _category(parent: Element, code: int, each: Category) -> None:
    category = _add(parent, "catgry", missing="Y" if each.missing else "N")
    _add(category, "catValu", str(code))
    _add(category, "labl", each.label)
    if each.text:
        _add(category, "txt", each.text)


def _id(place: int) -> str:
    return f"V{place + 1}"


def _add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """Add an element; `qstn` becomes `{namespace}qstn`."""
    added = SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    if text:
        added.text = UNREADABLE.sub("", text)
    return added
