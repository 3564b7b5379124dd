"""Addresses of themes of many collaborations."""

from django.urls import URLPattern, path

from howff.sensemaking.views import everywhere as views

urlpatterns: list[URLPattern] = [
    path("collaborations/<int:pk>/sense/everywhere/", views.gatherings, name="gatherings"),
    path("everywhere/<int:pk>/", views.gathering, name="gathering"),
    path("everywhere/<int:pk>/join/", views.join, name="join_everywhere"),
    path("everywhere/<int:pk>/common/<int:common>/part/", views.part, name="part_everywhere"),
    path("share-themes/<str:key>/", views.share, name="share_themes"),
    path("theme-shares/<int:pk>/stop/", views.stop, name="stop_sharing_themes"),
]
