"""The clients and designs of the demo, as they would be told over a counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A design: its pictures by slug, which of them each published version shows, what was said about it."""

    title: str
    description: str
    pictures: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    versions: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    client_says: str = ""
    house_says: str = ""
    is_approved: bool = False


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    phone: str
    notes: str = ""
    language: str = "en"
    is_discreet: bool = False
    city: str = "Hong Kong"
    in_portal: bool = False
    pieces: tuple[Piece, ...] = ()


AURELLE = (
    Person(
        "Li Wen",
        "li.wen@example.com",
        "+852 5550 1182",
        "Ring finger 54, measured twice. Wears her grandmother's jade on the right hand; the new ring goes left.",
        in_portal=True,
        pieces=(
            Piece(
                "Oval solitaire",
                "A 1.52 ct oval, set low enough for gloves. Six fine claws, knife-edge band in 18 ct yellow gold.",
                (
                    "sketch-solitaire",
                    "render-rose-solitaire",
                    "ring-oval-solitaire",
                    "ring-oval-solitaire-top",
                    "stone-diamond-oval",
                ),
                ("certificate-diamond-oval",),
                (
                    ("First idea", "Four claws, round shoulder.", ("sketch-solitaire", "render-rose-solitaire")),
                    (
                        "Six claws, knife edge",
                        "The stone sits 0.4 mm lower, as you asked. Band 1.9 mm.",
                        ("ring-oval-solitaire", "ring-oval-solitaire-top", "stone-diamond-oval"),
                    ),
                ),
                client_says="The second one is so much lighter. Can the band be a touch thinner at the back?",
                house_says="Yes: 1.7 mm at the back keeps its strength. It is noted on the job.",
            ),
        ),
    ),
    Person(
        "Daniel Okafor",
        "daniel.okafor@example.com",
        "+852 5550 2741",
        "It is a surprise. Never call the house line.",
        is_discreet=True,
        in_portal=True,
        pieces=(
            Piece(
                "Emerald halo ring",
                "Her emerald from the pendant, 1.84 ct, in platinum with a fine halo.",
                ("sketch-halo", "ring-emerald-halo", "stone-emerald"),
                ("certificate-emerald",),
                (("Halo in platinum", "Milgrain on the outer edge only.", ("ring-emerald-halo", "stone-emerald")),),
                is_approved=True,
            ),
        ),
    ),
    Person(
        "陳美玲 Chan Mei-ling",
        "meiling.chan@example.com",
        "+852 5550 3390",
        "Prefers Cantonese. Jade must be type A with report.",
        language="zh-hant",
        pieces=(
            Piece(
                "Jade bangle, remounted",
                "Her mother's bangle, a gold clasp so that it opens.",
                ("bangle-jade", "stone-jade-cabochon"),
            ),
        ),
    ),
    Person(
        "Sofia and Marc Delacroix",
        "delacroix@example.com",
        "+33 6 55 50 14 20",
        "Wedding on 12 June. Both bands from the gold of his grandfather's watch chain.",
        city="Paris",
        pieces=(
            Piece("Wedding bands, a pair", "Yellow for him, rose for her, engraved inside.", ("rings-wedding",)),
            Piece("Eternity band", "For later, if she likes the pair.", ("ring-eternity",)),
        ),
    ),
    Person(
        "Priya Raman",
        "priya.raman@example.com",
        "+852 5550 4416",
        "Allergic to nickel. Loves a royal blue, dislikes halos.",
        pieces=(
            Piece(
                "Three-stone sapphire ring",
                "Royal blue cushion of 3.07 ct between two pear diamonds.",
                ("ring-sapphire-three-stone", "stone-sapphire-cushion"),
                ("certificate-sapphire",),
            ),
        ),
    ),
    Person("Margaret Holloway", "m.holloway@example.com", "+44 7700 900142", "Repairs and resizing.", city="London"),
    Person("Kenji Watanabe", "kenji.watanabe@example.com", "+81 90 5550 8812", "Cufflinks at Christmas.", city="Osaka"),
)
BELLAMY = (
    Person(
        "Amélie Roux",
        "amelie.roux@example.com",
        "+852 5550 6120",
        in_portal=True,
        pieces=(
            Piece(
                "Ruby drops",
                "Two ovals that match within a shade; light enough for an evening.",
                ("sketch-earrings", "earrings-ruby-drops", "stone-ruby-oval"),
                (),
                (("Ruby drops", "Total weight 6.1 g the pair.", ("earrings-ruby-drops", "stone-ruby-oval")),),
            ),
        ),
    ),
    # The same person as at Maison Aurelle, and neither house can know.
    Person("Li Wen", "li.wen@example.com", "+852 5550 1182", pieces=(Piece("Pearl pendant", "", ("pendant-pearl",)),)),
)
KWAN = (
    Person(
        "Fung Ka-yan",
        "kayan.fung@example.com",
        "+852 5550 7004",
        pieces=(Piece("Signet, family crest", "The crest from his father's seal.", ("sketch-signet", "ring-signet")),),
    ),
)
BY_HOUSE = {"maison-aurelle": AURELLE, "atelier-bellamy": BELLAMY, "kwan-daughters": KWAN}

INQUIRIES = (
    {
        "name": "Oliver Grant",
        "email": "oliver@grant-goldsmiths.example",
        "company": "Grant Goldsmiths",
        "role": "Owner",
        "message": "We are three at the bench and keep designs in folders. Could we see the App with our own?",
    },
    {"name": "Hana Ito", "email": "hana.ito@example.com", "message": "Do you also introduce people outside Hong Kong?"},
    {
        "name": "陳美玲",
        "email": "meiling.chan@example.com",
        "message": "你好，想請教翡翠手鐲可否改成吊墜？",
        "language": "zh-hant",
    },
)
BRIEFS: tuple[dict[str, Any], ...] = (
    {
        "name": "Elena Marchetti",
        "email": "elena.marchetti@example.com",
        "phone": "+39 333 555 0142",
        "piece": "remodel",
        "occasion": "memorial",
        "budget": "to_100",
        "timing": "six_months",
        "location": "Hong Kong",
        "preferences": "My grandmother's brooch, into something I can wear every day. Old cuts, please keep them.",
        "contact_preference": "email",
        "wants_direct_introduction": True,
    },
    {
        "name": "Jonathan Yeung",
        "email": "jonathan.yeung@example.com",
        "phone": "+852 5550 9021",
        "piece": "engagement",
        "occasion": "proposal",
        "budget": "to_250",
        "timing": "six_weeks",
        "location": "Hong Kong",
        "preferences": "She draws. Something with a line to it, no halo.",
        "contact_preference": "discreet_phone",
    },
    {
        "name": "陳美玲",
        "email": "meiling.chan@example.com",
        "phone": "+852 5550 3318",
        "piece": "remodel",
        "occasion": "mothers_day",
        "budget": "to_50",
        "timing": "two_months",
        "location": "香港灣仔",
        "materials": ["jade", "yellow_gold", "own_stones"],
        "styles": ["east_asian", "heirloom"],
        "preferences": "媽媽的翡翠手鐲斷成三截，想鑲成吊墜與一對耳環。",
        "contact_preference": "message",
        "language": "zh-hant",
    },
)
