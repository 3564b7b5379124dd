from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "howff.instruments"
