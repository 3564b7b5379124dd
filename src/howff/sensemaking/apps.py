from django.apps import AppConfig


class SensemakingConfig(AppConfig):
    name = "howff.sensemaking"

    def ready(self) -> None:
        """Say how pages are told, how each kind of study is looked at, and what follows consent."""
        from howff.evidence.signals import passage_changed  # noqa: PLC0415
        from howff.live import snapshots  # noqa: PLC0415
        from howff.sensemaking.actions import wording  # noqa: PLC0415
        from howff.sensemaking.models import StudyKind  # noqa: PLC0415
        from howff.sensemaking.queries import watching  # noqa: PLC0415
        from howff.sensemaking.tasks import analyses, keeping, themes  # noqa: PLC0415

        snapshots.register("study", watching.study)
        analyses.register(StudyKind.THEMES, themes.WORK)
        passage_changed.connect(keeping.passages_changed)
        passage_changed.connect(wording.hear)
