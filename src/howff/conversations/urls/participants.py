"""Addresses that need no account: joining, taking part, one's own contributions; and the stage."""

from django.urls import URLPattern, path

from howff.conversations.views import joining, mine, participants, stage

urlpatterns: list[URLPattern] = [
    path("join/", joining.code, name="code"),
    path("j/<str:code>/", joining.join, name="join"),
    path("c/<str:code>/", participants.take_part, name="take_part"),
    path("c/<str:code>/answers/", participants.answer, name="answer"),
    path("c/<str:code>/thanks/", participants.thanks, name="thanks"),
    path("mine/<str:token>/", mine.mine, name="mine"),
    path("conversations/<int:pk>/stage/", stage.stage, name="stage"),
    path("conversations/<int:pk>/stage/data/", stage.stage_data, name="stage_data"),
    path("conversations/<int:pk>/run/", stage.run, name="run"),
]
