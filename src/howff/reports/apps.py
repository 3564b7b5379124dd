from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "howff.reports"

    def ready(self) -> None:
        """Hear when words are taken back, and when a conversation closes."""
        from howff.conversations.signals import conversation_closed  # noqa: PLC0415
        from howff.evidence.signals import passage_changed  # noqa: PLC0415
        from howff.reports.actions import drafting, withdrawing  # noqa: PLC0415

        passage_changed.connect(withdrawing.hear, dispatch_uid="reports")
        conversation_closed.connect(drafting.hear, dispatch_uid="reports")
