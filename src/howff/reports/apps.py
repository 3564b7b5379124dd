from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "howff.reports"

    def ready(self) -> None:
        """Hear when words are taken back, and when a conversation closes."""
        from howff.conversations.signals import (  # noqa: PLC0415
            answers_taken_back,
            conversation_closed,
        )
        from howff.evidence.signals import passage_changed  # noqa: PLC0415
        from howff.reports.actions import drafting, withdrawing  # noqa: PLC0415

        passage_changed.connect(withdrawing.hear, dispatch_uid="reports")
        answers_taken_back.connect(withdrawing.hear_answers, dispatch_uid="reports")
        conversation_closed.connect(drafting.hear, dispatch_uid="reports")
