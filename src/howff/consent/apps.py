from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "howff.consent"
