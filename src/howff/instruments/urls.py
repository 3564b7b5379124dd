"""Addresses of instruments."""

from django.urls import path

from howff.instruments.views import editing, reading

app_name = "instruments"
HERE = "collaborations/<int:pk>/instruments"
ONE = "instruments/<int:pk>"
PART = f"{ONE}/edit/<slug:part>"

urlpatterns = [
    path(f"{HERE}/", reading.instruments, name="instruments"),
    path(f"{HERE}/import/", reading.import_file, name="import"),
    path(f"{ONE}/", reading.instrument, name="instrument"),
    path(f"{ONE}/copy/", reading.copy, name="copy"),
    path(f"{ONE}/next/", reading.next_version, name="next_version"),
    path(f"{ONE}/remove/", reading.remove, name="remove"),
    path(f"{ONE}/files/<slug:form>/", reading.download, name="download"),
    path(f"{ONE}/edit/", editing.edit, name="edit"),
    path(f"{ONE}/put-back/", editing.put_back, name="put_back"),
    path(f"{PART}/", editing.part, name="part"),
    path(f"{PART}/add/", editing.add, name="add"),
    path(f"{PART}/move/", editing.move, name="move"),
    path(f"{PART}/take-out/", editing.take_out, name="take_out"),
]
