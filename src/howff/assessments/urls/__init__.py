"""Addresses of taking stock."""

from howff.assessments.urls import across, answering, journey, results, rounds, workshops

app_name = "assessments"
urlpatterns = [
    *rounds.urlpatterns,
    *answering.urlpatterns,
    *results.urlpatterns,
    *workshops.urlpatterns,
    *journey.urlpatterns,
    *across.urlpatterns,
]
