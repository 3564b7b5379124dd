from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "howff.assessments"

    def ready(self) -> None:
        """Say how answers to rounds are kept."""
        from howff.assessments.actions.answering import record_responses  # noqa: PLC0415
        from howff.live import writer  # noqa: PLC0415

        writer.register("response", record_responses)
