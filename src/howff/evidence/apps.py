from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "howff.evidence"
