"""Addresses of answering: by link, on paper, in an interview."""

from django.urls import URLPattern, path

from howff.assessments.views.answering import after, first, form, importing, interviews, paper

LINK = "r/<str:code>"
MINE = f"{LINK}/<str:key>"
HERE = "rounds/<int:pk>"
urlpatterns: list[URLPattern] = [
    path(f"{LINK}/", first.answer, name="answer"),
    path(f"{LINK}/return/<str:key>/", first.answer_for, name="return"),
    path(f"{MINE}/", form.form, name="form"),
    path(f"{MINE}/review/", form.review, name="review"),
    path(f"{MINE}/thanks/", after.thanks, name="thanks"),
    path(f"{MINE}/card/", after.card, name="card"),
    path(f"{MINE}/mail/", after.mail_link, name="mail_link"),
    path(f"{MINE}/take-back/", after.take_back, name="take_back"),
    path(f"{HERE}/paper.pdf", paper.pdf, name="paper"),
    path(f"{HERE}/enter/", paper.enter, name="enter"),
    path(f"{HERE}/enter/<uuid:response>/", paper.correct, name="entered"),
    path(f"{HERE}/enter/<uuid:response>/remove/", paper.remove, name="remove_entered"),
    path(f"{HERE}/interviews/", interviews.interviews, name="interviews"),
    path(f"{HERE}/interviews/<uuid:response>/", interviews.interview, name="interview"),
    path(f"{HERE}/interviews/<uuid:response>/finish/", interviews.finish, name="finish_interview"),
    path(f"{HERE}/import/", importing.bring_in, name="import"),
]
