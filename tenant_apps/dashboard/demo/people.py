"""Who signs in to the demo. All of them are invented; the password is for this demo only."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "pearls-and-gold"  # noqa: S105 -- the demo's, printed by it
# The secret of the demo staff's second factor; its current code is shown in the demo's mailbox.
STAFF_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- as above


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    role: str = ""


STAFF = Person("ines@dialogjewelers.com", "Ines Tam")


@dataclass(frozen=True)
class HouseOf:
    """A demo jeweler and its team, owner first."""

    slug: str
    name: str
    hue: str
    notice: str
    team: tuple[Person, ...]

    @property
    def owner(self) -> Person:
        return self.team[0]


AURELLE = HouseOf(
    "maison-aurelle",
    "Maison Aurelle",
    "",
    "We keep what you tell us to make your piece and to look after it for as long as you wear it. Only our team sees"
    " it. Ask us at any time to show, correct or delete it.",
    (
        Person("camille@aurelle.example", "Camille Aurelle", "owner"),
        Person("theo@aurelle.example", "Théo Lam", "sales"),
        Person("bo@aurelle.example", "Bo Chen", "bench"),
    ),
)
BELLAMY = HouseOf(
    "atelier-bellamy",
    "Atelier Bellamy",
    "garnet",
    "Your designs and sizes stay in this house.",
    (Person("rose@bellamy.example", "Rose Bellamy", "owner"), Person("hugo@bellamy.example", "Hugo Ng", "manager")),
)
KWAN = HouseOf(
    "kwan-daughters",
    "Kwan & Daughters",
    "sapphire",
    "Four generations at one bench, and nobody outside it reads what you tell us.",
    (Person("meilin@kwan.example", "Kwan Mei-lin", "owner"),),
)
HOUSES = (AURELLE, BELLAMY, KWAN)
