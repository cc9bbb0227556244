from __future__ import annotations

from django.db.models import TextChoices


class Hand(TextChoices):
    LEFT = "left", "Left"
    RIGHT = "right", "Right"


class Finger(TextChoices):
    THUMB = "thumb", "Thumb"
    INDEX = "index", "Index"
    MIDDLE = "middle", "Middle"
    RING = "ring", "Ring"
    LITTLE = "little", "Little"


class HowMeasured(TextChoices):
    GAUGE = "gauge", "Finger gauge"
    OWN_RING = "own_ring", "A ring that fits"
    PRINTED = "printed", "Printed sizer"
    TOLD = "told", "The client told us"
    GUESSED = "guessed", "A guess"


class Fit(TextChoices):
    FLAT = "flat", "Flat inside"
    COMFORT = "comfort", "Comfort fit"


class Part(TextChoices):
    WRIST = "wrist", "Wrist"
    NECK = "neck", "Neck"
    ANKLE = "ankle", "Ankle"
    BRACELET = "bracelet", "Bracelet worn"
    NECKLACE = "necklace", "Necklace worn"
    EARRING = "earring", "Earring drop"


class Stance(TextChoices):
    LOVES = "loves", "Loves"
    DISLIKES = "dislikes", "Dislikes"
    ALLERGIC = "allergic", "Allergic to"


class Matter(TextChoices):
    METAL = "metal", "Metal"
    STONE = "stone", "Stone"
    STYLE = "style", "Style"
    OTHER = "other", "Other"


class DateKind(TextChoices):
    BIRTHDAY = "birthday", "Birthday"
    WEDDING = "wedding", "Wedding anniversary"
    ENGAGEMENT = "engagement", "Engagement"
    ANNIVERSARY = "anniversary", "Anniversary"
    FEAST = "feast", "Feast"
    OTHER = "other", "Another day"
