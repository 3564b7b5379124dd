from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "howff.conversations"

    def ready(self) -> None:
        """Say how answers are kept and how pages are told."""
        from howff.conversations.actions.answering import record_answers  # noqa: PLC0415
        from howff.conversations.actions.joining import record_joins  # noqa: PLC0415
        from howff.conversations.actions.supporting import record_votes  # noqa: PLC0415
        from howff.conversations.queries import room  # noqa: PLC0415
        from howff.live import snapshots, writer  # noqa: PLC0415

        writer.register("join", record_joins)
        writer.register("answer", record_answers)
        writer.register("vote", record_votes)
        for name in ("room", "after", "console", "stage", "whole"):
            snapshots.register(name, getattr(room, name))
