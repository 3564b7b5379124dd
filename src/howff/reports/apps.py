from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "howff.reports"

    def ready(self) -> None:
        """Hear when words are taken back, and when a conversation or a round closes."""
        from howff.assessments.signals import round_closed  # noqa: PLC0415
        from howff.conversations.signals import (  # noqa: PLC0415
            answers_taken_back,
            conversation_closed,
        )
        from howff.evidence.signals import passage_changed  # noqa: PLC0415
        from howff.reports.actions import drafting, feedback, withdrawing  # noqa: PLC0415

        passage_changed.connect(withdrawing.hear, dispatch_uid="reports")
        answers_taken_back.connect(withdrawing.hear_answers, dispatch_uid="reports")
        conversation_closed.connect(drafting.hear, dispatch_uid="reports")
        round_closed.connect(feedback.hear, dispatch_uid="reports")
