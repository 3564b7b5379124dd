"""What is kept about people, organisations and collaborations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Person(AbstractUser):
    """Someone who can sign in."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=12, default="en-gb")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="a_person_has_one_address_whatever_its_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The person's name, or their address where they gave none."""
        return str(self)

    def get_short_name(self) -> str:
        """The person's name, or their address where they gave none."""
        return str(self)


class Collaboration(models.Model):
    """Several organisations and people who work on something together."""

    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("purpose"), blank=True, max_length=4000)
    language = models.CharField(_("language"), max_length=12, default="en-gb")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    """What sort of body an organisation is."""

    THIRD_SECTOR = "third_sector", _("Third sector")
    HEALTH = "health", _("Health")
    COUNCIL = "council", _("Council")
    FUNDER = "funder", _("Funder")
    COMMUNITY = "community", _("Community group (not constituted)")
    USER_LED = "user_led", _("User-led organisation")
    OTHER = "other", _("Other")


known_number = RegexValidator(
    r"^(?:[A-Za-z]{0,3} ?[0-9]{5,8}(?:-[0-9]{1,4})?"
    r"|[A-Za-z]{2,3}-[A-Za-z0-9]{2,}-[A-Za-z0-9./_-]+)$",
    _(
        "Please write a charity number such as SC012345, or an org-id such as GB-CHC-123456, "
        "or leave this empty."
    ),
)


class Organisation(models.Model):
    """A partner in a collaboration."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="organisations"
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER
    )
    number = models.CharField(
        _("charity or organisation number"),
        max_length=60,
        blank=True,
        validators=[known_number],
        help_text=_("For example a charity number, or an org-id such as GB-SC-SC012345."),
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "collaboration",
                Lower("name"),
                name="an_organisation_is_named_once_in_a_collaboration",
                violation_error_message=_("There is already an organisation with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A place that somebody can have in a collaboration, such as front line or carer."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="places"
    )
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "collaboration",
                Lower("name"),
                name="a_place_is_named_once_in_a_collaboration",
                violation_error_message=_("There is already a place with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do; `rules.ROLES` says it in words."""

    FACILITATOR = "facilitator", _("Facilitator")
    HELPER = "helper", _("Helper")
    MEMBER = "member", _("Member")


class Membership(models.Model):
    """A person in a collaboration, for an organisation if any, in a place, with a role."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "person"], name="a_person_belongs_once_to_a_collaboration"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.collaboration}"


class Invitation(models.Model):
    """An invitation into a collaboration: to one address, or by a link that can be shared."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True)
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True)
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]


class Change(models.Model):
    """One line of history: who changed what, when. Holds no words that a participant said."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, null=True, related_name="changes"
    )
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]


class Token(models.Model):
    """A key that lets a program act as a person; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
