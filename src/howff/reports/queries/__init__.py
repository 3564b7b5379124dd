"""What may be seen of reports, and by whom."""

from howff.reports.queries.access import (
    draft_for,
    drafts_in,
    published_at,
    published_by_number,
    report_across,
    report_of,
    report_of_round,
    report_to_edit,
    reports_in,
    reports_of_round,
    url_of,
    versions_of,
)
from howff.reports.queries.answering import unshown
from howff.reports.queries.beside import unshown_beside
from howff.reports.queries.picking import addable, pickable, why_not
from howff.reports.queries.resolving import document_of, draft_of, parts_by_block
from howff.reports.queries.sensing import begun, unshown_findings
from howff.reports.queries.sources import sources_of
from howff.reports.queries.stock import stock_for, stock_of

__all__ = [
    "addable",
    "begun",
    "document_of",
    "draft_for",
    "draft_of",
    "drafts_in",
    "parts_by_block",
    "pickable",
    "published_at",
    "published_by_number",
    "report_across",
    "report_of",
    "report_of_round",
    "report_to_edit",
    "reports_in",
    "reports_of_round",
    "sources_of",
    "stock_for",
    "stock_of",
    "unshown",
    "unshown_beside",
    "unshown_findings",
    "url_of",
    "versions_of",
    "why_not",
]
