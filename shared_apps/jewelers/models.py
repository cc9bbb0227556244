"""The register of jewelers: DIA'LOG's own record of whom it works for, nothing of what they keep."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from shared_apps.core.models import Row
from shared_apps.jewelers.enums import AnnouncementKind, ApplicationState, DealerCategory, JewelerState


class Jeweler(Row):
    """One jeweler; `schema_name` is set once a workspace was handed out."""

    # django-tenants asks these of its tenant model; schemas are made and dropped by shared_apps.tenancy alone.
    auto_create_schema = False
    auto_drop_schema = False

    slug = models.CharField(max_length=40, unique=True)
    skeleton = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=JewelerState, default=JewelerState.INVITED)
    state_changed_at = models.DateTimeField(db_default=Now())
    schema_name = models.CharField(max_length=34, null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JewelerState.values), name="jewelers_known_state"),
            models.CheckConstraint(
                condition=models.Q(state__in=[JewelerState.INVITED, JewelerState.PROVISIONING, JewelerState.DELETED])
                | models.Q(schema_name__isnull=False),
                name="jewelers_open_has_schema",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Domain(Row):
    """A name a workspace is reached by: the label before the App's host."""

    jeweler = models.ForeignKey(Jeweler, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=40, unique=True)
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jeweler"], condition=models.Q(is_primary=True), name="jewelers_one_primary_domain"
            )
        ]


class StateChange(Row):
    """Who moved a jeweler to which state, when and why."""

    append_only = True

    jeweler_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=JewelerState)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500)


class Business(Row):
    """What a business says of itself: before it is a jeweler of ours on its application, afterwards as its details."""

    legal_name = models.CharField(max_length=200, default="", blank=True)
    registration = models.CharField(max_length=40, default="", blank=True)
    address = models.TextField(max_length=500, default="", blank=True)
    privacy_contact_email = models.EmailField(max_length=254, default="", blank=True)
    dealer_category = models.CharField(max_length=10, choices=DealerCategory, default="", blank=True)
    dealer_number = models.CharField(max_length=40, default="", blank=True)
    dealer_expires_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Details(Business):
    """The jeweler as a business; staff and its owners keep it right."""

    jeweler = models.OneToOneField(Jeweler, models.CASCADE, related_name="details")


class Application(Business):
    """A business that would like to work with us, and what was decided."""

    inquiry_id = models.UUIDField(null=True, unique=True)
    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=40, default="", blank=True)
    contact_name = models.CharField(max_length=120, default="", blank=True)
    contact_email = models.EmailField(max_length=254)
    state = models.CharField(max_length=10, choices=ApplicationState, default=ApplicationState.OPEN, db_index=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    jeweler = models.OneToOneField(Jeweler, models.SET_NULL, null=True, related_name="application")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ApplicationState.OPEN, decided_at=None)
                | (~models.Q(state=ApplicationState.OPEN) & models.Q(decided_at__isnull=False) & ~models.Q(reason="")),
                name="application_decided_says_why",
            ),
        ]


class UsageReading(Row):
    """How much a workspace holds on a day: whole numbers and nothing else (P9)."""

    jeweler = models.ForeignKey(Jeweler, models.CASCADE, related_name="usage")
    day = models.DateField()
    members = models.BigIntegerField(default=0)
    clients = models.BigIntegerField(default=0)
    designs = models.BigIntegerField(default=0)
    files = models.BigIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    mails = models.BigIntegerField(default=0)
    jobs = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jeweler", "day"], name="usage_once_a_day")]


class Health(Row):
    """How a workspace was when it was last looked at."""

    jeweler = models.OneToOneField(Jeweler, models.CASCADE, related_name="health")
    checked_at = models.DateTimeField()
    answers = models.BooleanField(default=True, db_default=True)
    stores = models.BooleanField(default=True, db_default=True)
    behind = models.IntegerField(default=0, db_default=0)
    failed_jobs = models.IntegerField(default=0, db_default=0)
    exported_at = models.DateTimeField(null=True)
    owner_signed_in_on = models.DateField(null=True)


class Backup(Row):
    """A backup of all jewelers that was finished, as the job that makes them says; it is proof, so it never changes."""

    append_only = True

    finished_at = models.DateTimeField(db_index=True)


class Announcement(Row):
    """A word about the service to all jewelers or some, shown in the App until its time is over."""

    kind = models.CharField(max_length=12, choices=AnnouncementKind)
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=2000)
    shown_until = models.DateTimeField(db_index=True)
    to_all = models.BooleanField(default=True, db_default=True)
    is_mailed = models.BooleanField(default=False, db_default=False)
    written_by_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    jewelers = models.ManyToManyField(Jeweler, through="AnnouncementAddress", related_name="announcements")


class AnnouncementAddress(Row):
    """One of the jewelers an announcement is for, when it is not for all."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="addresses")
    jeweler = models.ForeignKey(Jeweler, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "jeweler"], name="announced_once")]


class AnnouncementClosing(Row):
    """That a person has read an announcement and put it away."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="closings")
    account_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "account_id"], name="announcement_closed_once")]
