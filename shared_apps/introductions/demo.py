"""Believable rows for the demo: three profiles, one choice that waits, one introduction accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared_apps.accounts.models import Account
from shared_apps.core.actors import Actor
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import receive_brief
from shared_apps.introductions import operations
from shared_apps.introductions.models import Introduction, Profile
from shared_apps.jewelers.models import Jeweler

PROFILES: dict[str, dict[str, Any]] = {
    "maison-aurelle": {
        "pieces": ["engagement", "wedding", "eternity", "remodel", "necklace", "earrings", "brooch"],
        "specialisms": ["bridal", "remodeling", "diamonds"],
        "budgets": ["to_50", "to_100", "to_250", "to_500"],
        "styles": ["classic", "art_deco", "heirloom", "nature"],
        "languages": ["en", "yue", "fr"],
        "city": "Hong Kong",
        "lead_weeks": 7,
        "capacity": 6,
        "committed": 2,
        "registration": "A",
        "registration_number": "A-B-27-01-20114",
        "registration_expires_on": date(2028, 3, 31),
        "anonymous_text": "A French hand in Central. Old stones are drawn and set again, and you see each step.",
        "anonymous_text_zh": "身處中環的法式手藝。舊石重新量度、繪圖、鑲嵌，每一步你都看得到。",
        "shown_text": "Two rooms above Hollywood Road; Camille draws while you talk.",
        "shown_text_zh": "荷李活道樓上的兩間房；你說，Camille 便畫。",
    },
    "atelier-bellamy": {
        "pieces": ["engagement", "dress_ring", "signet", "cufflinks", "earrings"],
        "specialisms": ["colored_stones", "goldsmithing", "engraving"],
        "budgets": ["to_25", "to_50", "to_100", "to_250"],
        "styles": ["minimal", "sculptural", "architectural", "neutral"],
        "languages": ["en", "it"],
        "city": "Hong Kong",
        "works_remotely": True,
        "lead_weeks": 5,
        "capacity": 4,
        "registration": "none",
        "anonymous_text": "A small bench for colored stones. One line, drawn until it is right, then made by one hand.",
        "anonymous_text_zh": "專做彩色寶石的小工作台。一條線，畫到對為止，再由同一雙手造出來。",
        "shown_text": "Rose and Hugo work in Sheung Wan, and ship to wherever you are.",
    },
    "kwan-daughters": {
        "pieces": ["bracelet", "necklace", "earrings", "remodel", "repair", "valuation", "engagement"],
        "specialisms": ["jade", "pearls", "restoration", "valuation"],
        "budgets": ["to_50", "to_100", "to_250", "to_500", "above_500"],
        "styles": ["east_asian", "classic", "symbolic"],
        "languages": ["en", "yue", "cmn"],
        "city": "Hong Kong",
        "lead_weeks": 9,
        "capacity": 3,
        "registration": "B",
        "registration_number": "B-B-26-09-00077",
        "registration_expires_on": date(2027, 8, 31),
        "anonymous_text": "Four generations with jade and pearls, and a patient word for what a stone is and is not.",
        "anonymous_text_zh": "四代與翡翠、珍珠為伴；一顆石是甚麼、不是甚麼，耐心說清楚。",
        "shown_text": "The eldest daughter chooses the stones, the youngest makes them wearable.",
    },
}
ASKING = {
    "name": "Sofia Lindqvist",
    "email": "sofia.lindqvist@example.com",
    "phone": "+46 70 555 01 42",
    "piece": "engagement",
    "occasion": "proposal",
    "budget": "to_250",
    "timing": "six_months",
    "location": "Hong Kong",
    "preferences": "A sapphire the color of the harbor at seven in the evening.",
    "materials": ["sapphire", "platinum"],
    "styles": ["minimal"],
    "contact_preference": "email",
}


def seed_profiles(by: Account) -> None:
    """Give each demo house its profile; one that has one keeps it."""
    for slug, told in PROFILES.items():
        jeweler = Jeweler.objects.filter(slug=slug).first()
        if jeweler and not Profile.objects.filter(jeweler=jeweler).exists():
            operations.edit_profile(jeweler.pk, by=by, **told)


def seed_choice(by: Account) -> None:
    """Put two houses to a person who has not answered yet."""
    if Brief.objects.filter(email=ASKING["email"]).exists():
        return
    brief = receive_brief(**ASKING)
    slugs = ("atelier-bellamy", "maison-aurelle")
    houses = dict(Jeweler.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    operations.propose(brief, [houses[slug] for slug in slugs], by=by)


def seed_answer(introduction: Introduction, by: Actor) -> None:
    """Let the house accept an introduction and be in touch."""
    operations.accept(introduction.pk, introduction.jeweler_id, by=by)
    operations.note_contact(introduction.pk, introduction.jeweler_id, by=by)
    operations.mirror_lead(introduction_id=str(introduction.pk))
