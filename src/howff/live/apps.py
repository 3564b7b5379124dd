from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "howff.live"
