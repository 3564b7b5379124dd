from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "howff.reports"
