"""What open pages of a study are told: that something changed, and how far an analysis is."""

from collections.abc import Mapping

from howff.live.tokens import stream_token
from howff.sensemaking.models import Analysis, Study


def stream_of(study: Study) -> str:
    """Where a page follows this study."""
    return f"/api/v1/stream/{stream_token(f'study:{study.pk}')}"


def study(key: str) -> Mapping[str, object] | None:
    """A tick that changes whenever somebody decides or an analysis gets on."""
    found = Study.objects.filter(pk=int(key)).first()
    if found is None:
        return None
    newest = Analysis.objects.filter(study=found).defer("inputs", "result").first()
    return {
        "revision": found.revision,
        "analysis": newest.number if newest else 0,
        "state": newest.state if newest else "",
        "progress": round(newest.progress, 2) if newest else 0,
    }
