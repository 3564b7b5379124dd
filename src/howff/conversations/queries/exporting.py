"""A conversation's data as files."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from howff.conversations.models import Conversation
from howff.conversations.queries import voices
from howff.formats.tables import XLSX_TYPE, write_csv, write_xlsx


def exported(conversation: Conversation, ending: str, *, everything: bool) -> tuple[bytes, str]:
    """The content and the kind of a `json`, `csv` or `xlsx` file."""
    if ending == "json":
        data = voices.export_json(conversation, everything=everything)
        text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        return text.encode(), "application/json"
    tables = voices.export_tables(conversation, everything=everything)
    if ending == "xlsx":
        return write_xlsx(tables), XLSX_TYPE
    return write_csv(voices.one_table(tables)), "text/csv; charset=utf-8"
