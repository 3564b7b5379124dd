"""Themes of different conversations and rounds that a person says are the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from howff.people.models import Collaboration, Person
from howff.sensemaking.models.themes import Theme


class Thread(models.Model):
    """One theme through a series, by the name that people gave it."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="threads"
    )
    name = models.CharField(_("name"), max_length=200)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]


class Strand(models.Model):
    """A theme as a part of a thread; it is part of one at most."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="strands")
    theme = models.OneToOneField(Theme, on_delete=models.CASCADE, related_name="strand")
