"""Addresses of facilitators: preparing, running, moderating."""

from django.urls import URLPattern, path, re_path

from howff.conversations.views import (
    console,
    elsewhere,
    facilitators,
    moderating,
    notes,
    preparing,
    running,
)

HERE = "conversations/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(
        "collaborations/<int:pk>/conversations/",
        facilitators.in_collaboration,
        name="in_collaboration",
    ),
    path("collaborations/<int:pk>/conversations/new/", preparing.new, name="new"),
    path("collaborations/<int:pk>/conversations/prepare/", elsewhere.prepare, name="prepare"),
    path(f"{HERE}/door/", elsewhere.door, name="door"),
    path("prompts/<int:pk>/here/", elsewhere.prompt_here, name="prompt_here"),
    path(f"{HERE}/", facilitators.detail, name="detail"),
    re_path(
        r"^conversations/(?P<pk>\d+)/export\.(?P<ending>json|csv|xlsx)$",
        facilitators.export,
        name="export",
    ),
    path(f"{HERE}/edit/", preparing.edit, name="edit"),
    path(f"{HERE}/prompts/", preparing.prompts, name="prompts"),
    path(f"{HERE}/prompts/arrange/", preparing.arrange, name="arrange"),
    path(f"{HERE}/prompts/add/<str:kind>/", preparing.add_prompt, name="add_prompt"),
    path("prompts/<int:pk>/edit/", preparing.edit_prompt, name="edit_prompt"),
    path("prompts/<int:pk>/move/", preparing.move_prompt, name="move_prompt"),
    path("prompts/<int:pk>/remove/", preparing.remove_prompt, name="remove_prompt"),
    path(f"{HERE}/console/", console.console, name="console"),
    re_path(
        r"^conversations/(?P<pk>\d+)/(?P<state>open|close)/$",
        console.change_state,
        name="change_state",
    ),
    path(f"{HERE}/message/", console.tell_everyone, name="tell_everyone"),
    re_path(
        r"^conversations/(?P<pk>\d+)/follow-up/(?P<state>start|end)/$",
        console.follow_up,
        name="follow_up",
    ),
    path(f"{HERE}/notes/", notes.add_note, name="add_note"),
    path("notes/<int:pk>/", notes.edit_note, name="edit_note"),
    path("notes/<int:pk>/remove/", notes.remove_note, name="remove_note"),
    path(f"{HERE}/statements/", running.add_statement, name="add_statement"),
    path("prompts/<int:pk>/run/<str:act>/", running.run_prompt, name="run_prompt"),
    path("prompts/<int:pk>/timer/", running.set_timer, name="set_timer"),
    re_path(
        r"^prompts/(?P<pk>\d+)/said/(?P<passage>\d+)/(?P<state>review|published|archived)/$",
        moderating.moderate,
        name="moderate",
    ),
    re_path(
        r"^items/(?P<pk>\d+)/(?P<mark>pin|unpin|answered|unanswered|apart)/$",
        moderating.mark_item,
        name="mark_item",
    ),
    path("items/<int:pk>/", moderating.item, name="item"),
    path("items/<int:pk>/label/", moderating.label, name="label"),
    path("items/<int:pk>/reply/", moderating.reply, name="reply"),
    path("items/<int:pk>/merge/", moderating.merge, name="merge"),
]
