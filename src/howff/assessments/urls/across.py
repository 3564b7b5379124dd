"""Addresses of analyses across collaborations."""

from django.urls import URLPattern, path

from howff.assessments.views import across

urlpatterns: list[URLPattern] = [
    path("collaborations/<int:pk>/comparisons/", across.comparisons, name="comparisons"),
    path("comparisons/<int:pk>/", across.comparison, name="comparison"),
    path("comparisons/<int:pk>/make/", across.make_comparison, name="make_comparison"),
    path("share/<str:key>/", across.share, name="share"),
    path("shares/<int:pk>/withdraw/", across.withdraw_share, name="withdraw_share"),
    path("rounds/<int:pk>/benchmark/", across.benchmark, name="benchmark"),
]
