from django.apps import AppConfig


class SensemakingConfig(AppConfig):
    name = "howff.sensemaking"

    def ready(self) -> None:
        """Say how pages are told, and how each kind of study is looked at."""
        from howff.live import snapshots  # noqa: PLC0415
        from howff.sensemaking.queries import watching  # noqa: PLC0415

        snapshots.register("study", watching.study)
