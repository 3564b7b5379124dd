"""What may be seen of workshops: agendas, the room's page, records and support needs."""

from howff.assessments.queries.workshops.records import (
    NeedLine,
    Present,
    TopicRecord,
    WorkshopRecord,
    record,
    record_of,
)

__all__ = ["NeedLine", "Present", "TopicRecord", "WorkshopRecord", "record", "record_of"]
