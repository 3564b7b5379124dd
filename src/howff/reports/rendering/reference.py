"""Makes reference.docx and reference.odt, which tell pandoc how our documents look.

Run `python -m howff.reports.rendering.reference` after changing a style here.
"""

# ruff: noqa: E501

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypandoc

HERE = Path(__file__).parent
INK, SOFT, ACCENT, WASH, LINE = "25211C", "5D554B", "125B59", "EEF5F2", "DDD2C0"
TEXT, SERIF = "Atkinson Hyperlegible Next", "Fraunces"


def make() -> None:
    """Write both files beside this one."""
    for kind, edit in (("docx", _word), ("odt", _open)):
        pandoc = pypandoc.get_pandoc_path()
        name = f"reference.{kind}"
        plain = subprocess.run(  # noqa: S603
            [pandoc, "--print-default-data-file", name], check=True, capture_output=True
        ).stdout
        (HERE / name).write_bytes(_edited(plain, edit))


def _edited(plain: bytes, edit: Callable[[str], str]) -> bytes:
    """Give the file with its styles edited, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in {"word/styles.xml", "styles.xml"}:
                content = edit(content.decode()).encode()
            new.writestr(entry, content, compress_type=entry.compress_type)
    return out.getvalue()


def _word(styles: str) -> str:
    """Edit the styles of the Word reference."""
    styles = re.sub(r'w:lang w:val="en-US"', 'w:lang w:val="en-GB"', styles)
    fonts = _word_font(TEXT)
    styles = re.sub(r"<w:rFonts[^>]*/>", fonts, styles, count=1)
    styles = re.sub(r"<w:pPrDefault>.*?</w:pPrDefault>", WORD_PARAGRAPH, styles, flags=re.DOTALL)
    for style, (name, based, paragraph, run) in WORD_STYLES.items():
        made = WORD_STYLE.format(style=style, name=name, based=based, paragraph=paragraph, run=run)
        found = re.compile(rf'<w:style [^>]*w:styleId="{style}".*?</w:style>', re.DOTALL)
        if found.search(styles):
            styles = found.sub(made, styles, count=1)
        else:
            styles = styles.replace("</w:styles>", f"{made}</w:styles>")
    table = re.compile(r'<w:style w:type="table"[^>]*w:styleId="Table".*?</w:style>', re.DOTALL)
    return table.sub(WORD_TABLE, styles, count=1)


def _word_font(name: str) -> str:
    """Name a face; where it is not installed, Word takes its nearest sans or serif."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="Arial"/>'


def _word_run(size: int, colour: str, *, serif: bool = False, bold: bool = False) -> str:
    """Give the letters of a style; sizes are in points."""
    face = _word_font(SERIF) if serif else ""
    weight = "<w:b/>" if bold else ""
    return f'{face}{weight}<w:color w:val="{colour}"/><w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/>'


def _word_heading(level: int, before: int, after: int) -> str:
    """Give the paragraph of a heading; it stays with what follows."""
    space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    return f'<w:keepNext/><w:keepLines/>{space}<w:outlineLvl w:val="{level - 1}"/>'


WORD_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="{based}"/><w:next w:val="BodyText"/><w:qFormat/>'
    "<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
)
WORD_PARAGRAPH = '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
_SPACED = '<w:spacing w:before="0" w:after="160" w:line="300" w:lineRule="auto"/>'
_LINE_BESIDE = (
    f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="20" w:space="12" w:color="{ACCENT}"/></w:pBdr>'
    '<w:spacing w:before="120" w:after="120"/><w:ind w:left="360"/>'
)
_BOX = f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/><w:spacing w:before="0" w:after="0"/><w:ind w:left="120" w:right="120"/>'
WORD_STYLES = {
    "Title": ("Title", "Normal", '<w:spacing w:before="480" w:after="120" w:line="240" w:lineRule="auto"/>', _word_run(30, ACCENT, serif=True, bold=True)),
    "Subtitle": ("Subtitle", "Normal", _SPACED, _word_run(15, SOFT)),
    "Author": ("Author", "Normal", _SPACED, _word_run(12, SOFT, bold=True)),
    "Date": ("Date", "Normal", _SPACED, _word_run(12, SOFT)),
    "BodyText": ("Body Text", "Normal", _SPACED, ""),
    "Compact": ("Compact", "BodyText", '<w:spacing w:before="30" w:after="30" w:line="260" w:lineRule="auto"/>', ""),
    "Heading1": ("heading 1", "Normal", _word_heading(1, 560, 160), _word_run(20, ACCENT, serif=True, bold=True)),
    "Heading2": ("heading 2", "Normal", _word_heading(2, 360, 120), _word_run(14, INK, serif=True, bold=True)),
    "Heading3": ("heading 3", "Normal", _word_heading(3, 280, 100), _word_run(12, INK, bold=True)),
    "BlockText": ("Block Text", "BodyText", _LINE_BESIDE, _word_run(13, INK, serif=True)),
    "Callout": ("Callout", "BodyText", _BOX, ""),
    "Attribution": ("Attribution", "BodyText", _SPACED, _word_run(12, SOFT)),
}  # fmt: skip
WORD_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
    f'<w:bottom w:val="single" w:sz="4" w:color="{LINE}"/><w:insideH w:val="single" w:sz="4" w:color="{LINE}"/>'
    '</w:tblBorders><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="10" w:color="{ACCENT}"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)  # fmt: skip


def _open(styles: str) -> str:
    """Edit the styles of the OpenDocument reference."""
    styles = re.sub(
        r'style:font-name="Times New Roman"',
        f'fo:font-family="{TEXT}, Arial" fo:color="#{INK}"',
        styles,
    )
    styles = re.sub(r'fo:country="US"', 'fo:country="GB"', styles)
    styles = styles.replace('fo:page-width="8.5in"', 'fo:page-width="21cm"').replace(
        'fo:page-height="11in"', 'fo:page-height="29.7cm"'
    )
    for name, (shown, parent, level, paragraph, text) in OPEN_STYLES.items():
        made = OPEN_STYLE.format(
            name=name, shown=shown, parent=parent, level=level, paragraph=paragraph, text=text
        )
        found = re.compile(
            rf'<style:style style:name="{name}"(?:[^>]*[^/])?(?:/>|>.*?</style:style>)', re.DOTALL
        )
        if found.search(styles):
            styles = found.sub(made, styles, count=1)
        else:
            styles = styles.replace("</office:styles>", f"{made}</office:styles>", 1)
    return styles


def _open_text(size: int, colour: str, *, serif: bool = False, bold: bool = False) -> str:
    """Give the letters of a style."""
    face = f'fo:font-family="{SERIF}, Georgia" ' if serif else ""
    weight = "bold" if bold else "normal"
    return f'{face}fo:font-size="{size}pt" fo:color="#{colour}" fo:font-weight="{weight}" fo:font-style="normal"'


def _open_space(top: float, bottom: float, more: str = "") -> str:
    """Give the space around a paragraph in centimetres."""
    return f'fo:margin-top="{top}cm" fo:margin-bottom="{bottom}cm" fo:line-height="125%" {more}'


_KEEP = 'fo:keep-with-next="always" fo:text-align="start"'
_BAR = f'fo:border-left="2.5pt solid #{ACCENT}" fo:padding-left="0.4cm" fo:margin-left="0.4cm" fo:margin-right="0cm"'
OPEN_STYLE = (
    '<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
    'style:parent-style-name="{parent}" {level}><style:paragraph-properties {paragraph}/>'
    "<style:text-properties {text}/></style:style>"
)
OPEN_STYLES = {
    "Text_20_body": ("Text body", "Standard", "", _open_space(0, 0.3), ""),
    "Title": ("Title", "Standard", "", _open_space(0.8, 0.2, 'fo:text-align="start"'), _open_text(30, ACCENT, serif=True, bold=True)),
    "Subtitle": ("Subtitle", "Standard", "", _open_space(0, 0.3, 'fo:text-align="start"'), _open_text(15, SOFT)),
    "Author": ("Author", "Standard", "", _open_space(0, 0.2, 'fo:text-align="start"'), _open_text(12, SOFT, bold=True)),
    "Date": ("Date", "Standard", "", _open_space(0, 0.4, 'fo:text-align="start"'), _open_text(12, SOFT)),
    "Heading_20_1": ("Heading 1", "Heading", 'style:next-style-name="Text_20_body" style:default-outline-level="1"', _open_space(1, 0.3, _KEEP), _open_text(20, ACCENT, serif=True, bold=True)),
    "Heading_20_2": ("Heading 2", "Heading", 'style:next-style-name="Text_20_body" style:default-outline-level="2"', _open_space(0.7, 0.2, _KEEP), _open_text(14, INK, serif=True, bold=True)),
    "Heading_20_3": ("Heading 3", "Heading", 'style:next-style-name="Text_20_body" style:default-outline-level="3"', _open_space(0.5, 0.2, _KEEP), _open_text(12, INK, bold=True)),
    "Quotations": ("Quotations", "Standard", "", _open_space(0.2, 0.2, _BAR), _open_text(13, INK, serif=True)),
    "Callout": ("Callout", "Standard", "", _open_space(0, 0, f'fo:background-color="#{WASH}" fo:padding="0.2cm"'), ""),
    "Attribution": ("Attribution", "Standard", "", _open_space(0, 0.3), _open_text(12, SOFT)),
    "Table_20_Heading": ("Table Heading", "Table_20_Contents", "", f'fo:border-bottom="1pt solid #{ACCENT}"', _open_text(12, INK, bold=True)),
}  # fmt: skip


if __name__ == "__main__":
    make()
