"""Addresses of themes."""

from django.urls import URLPattern, path, re_path

from howff.sensemaking.views import deciding, placing, studies, themes

HERE = "collaborations/<int:pk>/sense"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", studies.studies, name="studies"),
    path(f"{HERE}/begin/", studies.begin, name="begin_study"),
    path("studies/<int:pk>/themes/", themes.themes, name="themes"),
    path("studies/<int:pk>/look/", studies.look, name="look"),
    path("studies/<int:pk>/level/", deciding.level, name="choose_level"),
    path("studies/<int:pk>/place/", placing.place, name="place"),
    path("studies/<int:pk>/history/", themes.history, name="study_history"),
    path("analyses/<int:pk>/stop/", studies.stop, name="stop_looking"),
    path("steps/<int:pk>/undo/", deciding.undo, name="undo_step"),
    path("themes/<int:pk>/", themes.theme, name="theme"),
    path("themes/<int:pk>/name/", deciding.rename, name="name_theme"),
    re_path(
        r"^themes/(?P<pk>\d+)/(?P<to>accept|refuse|reconsider|lock|unlock)/$",
        deciding.judge,
        name="judge_theme",
    ),
    path("themes/<int:pk>/merge/", deciding.merge, name="merge_theme"),
    path("themes/<int:pk>/split/", placing.split, name="split_theme"),
    path("themes/<int:pk>/quote/", placing.quote, name="choose_quote"),
    path("themes/<int:pk>/attach/", deciding.attach, name="attach_theme"),
]
