"""Addresses of findings."""

from django.urls import URLPattern, path, re_path

from howff.sensemaking.views import findings as views

HERE = "collaborations/<int:pk>/findings"
urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", views.findings, name="findings"),
    path(f"{HERE}/new/", views.write, name="write_finding"),
    path(f"{HERE}/about/", views.about, name="findings_about"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/edit/", views.edit, name="edit_finding"),
    path("findings/<int:pk>/add/", views.add, name="add_grounds"),
    path("findings/<int:pk>/quotes/", views.quotes, name="finding_quotes"),
    path("findings/<int:pk>/against/", views.against, name="finding_against"),
    path("findings/<int:pk>/looked/", views.looked, name="finding_looked"),
    re_path(
        r"^findings/(?P<pk>\d+)/(?P<act>accept|aside|again)/$", views.decide, name="decide_finding"
    ),
    path("grounds/<int:pk>/drop/", views.drop, name="drop_grounds"),
]
