"""Addresses of reports."""

from django.urls import include, path

from howff.reports.views import editing, publishing, reading, rounds, sense

app_name = "reports"
ONE = "<int:pk>"
BLOCK = f"{ONE}/parts/<slug:block_id>"

own = [
    path("in/<int:collaboration>/", reading.reports, name="reports"),
    path("in/<int:collaboration>/new/", editing.begin, name="begin"),
    path("of/<int:conversation>/", editing.for_conversation, name="for_conversation"),
    path(f"{ONE}/edit/", editing.edit, name="edit"),
    path(f"{ONE}/title/", editing.rename, name="rename"),
    path(f"{ONE}/add/", editing.add, name="add"),
    path(f"{ONE}/catch-up/", editing.catch_up, name="catch_up"),
    path(f"{ONE}/put-back/", editing.put_back, name="put_back"),
    path(f"{BLOCK}/", editing.block, name="block"),
    path(f"{BLOCK}/quotes/", editing.passages, name="passages"),
    path(f"{BLOCK}/move/", editing.move, name="move"),
    path(f"{BLOCK}/remove/", editing.remove, name="remove"),
    path(f"{ONE}/preview/", publishing.preview, name="preview"),
    path(f"{ONE}/draft.<slug:extension>", publishing.draft_file, name="draft_file"),
    path(f"{ONE}/publish/", publishing.publish, name="publish"),
    path(f"{ONE}/versions/", publishing.versions, name="versions"),
    path("<slug:address>/", reading.report, name="report"),
    path("<slug:address>/report.<slug:extension>", reading.download, name="download"),
]
urlpatterns = [
    path("reports/", include(own)),
    path("rounds/<int:pk>/report/", rounds.for_round, name="for_round"),
    path("rounds/<int:pk>/files/figures.<slug:extension>", rounds.round_file, name="round_file"),
    path("rounds/<int:pk>/poster.<slug:extension>", rounds.poster, name="poster"),
    path("collaborations/<int:pk>/reflections/", sense.reflections, name="reflections"),
    path("findings/<int:pk>/reports/", sense.told, name="findings_in_reports"),
    path("comparisons/<int:pk>/report/", rounds.for_comparison, name="for_comparison"),
]
