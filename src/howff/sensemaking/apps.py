from django.apps import AppConfig


class SensemakingConfig(AppConfig):
    name = "howff.sensemaking"

    def ready(self) -> None:
        """Say how pages are told, how each kind of study is looked at, and what follows consent."""
        from django.tasks.signals import task_finished  # noqa: PLC0415

        from howff.conversations.signals import answers_taken_back, votes_came  # noqa: PLC0415
        from howff.evidence.signals import passage_changed  # noqa: PLC0415
        from howff.live import snapshots  # noqa: PLC0415
        from howff.sensemaking.actions import hearing, wording  # noqa: PLC0415
        from howff.sensemaking.models import StudyKind  # noqa: PLC0415
        from howff.sensemaking.queries import watching  # noqa: PLC0415
        from howff.sensemaking.tasks import analyses, keeping, themes, votes  # noqa: PLC0415

        snapshots.register("study", watching.study)
        analyses.register(StudyKind.THEMES, themes.WORK)
        analyses.register(StudyKind.VOTES, votes.WORK)
        task_finished.connect(analyses.hear_finished)
        passage_changed.connect(keeping.passages_changed)
        passage_changed.connect(wording.hear)
        passage_changed.connect(hearing.hear)
        passage_changed.connect(votes.hear_passages)
        votes_came.connect(votes.hear_votes)
        answers_taken_back.connect(votes.hear_taken_back)
