from __future__ import annotations

from shared_apps.core.company import COMPANY
from shared_apps.rights.sections import Section

SECTIONS = (
    Section(
        "where",
        "Where it is",
        (
            (
                "We are in Hong Kong; providers may work in other countries, the United States and Europe among them.",
                ("P50",),
            ),
            ("Wherever it is, we expect it to be protected as this policy and the law ask.", ("P51",)),
        ),
    ),
    Section(
        "how-long",
        "How long we keep it",
        (
            ("As long as the service, your question, or the law and our duty to keep records need it.", ("P52",)),
            (
                "Ask us to delete what we hold about you, at any time, and we will, unless we are required to keep it.",
                ("P53",),
            ),
            ("With what we keep for a jeweler we do as that jeweler instructs.", ("P54",)),
        ),
    ),
    Section(
        "security",
        "How we protect it",
        (
            ("It travels over encrypted connections.", ("P55",)),
            ("The providers we use are reputable and guard who gets in.", ("P56",)),
            ("Nothing is perfectly safe; we take reasonable steps to protect your data.", ("P57",)),
            ("We limit who can reach it, ourselves included.", ("P58",)),
        ),
    ),
    Section(
        "your-rights",
        "What you can ask of us",
        (
            ("To show you what we hold about you.", ("P59",)),
            ("To correct it.", ("P60",)),
            ("To delete it.", ("P61",)),
            ("In some cases, to stop using it for something.", ("P62",)),
            ("In some cases, to keep it and not use it.", ("P63",)),
            ("In some cases, to give you a copy you can take elsewhere.", ("P64",)),
            (
                "These are rights under Hong Kong's Personal Data (Privacy) Ordinance; if you are in the European Union"
                " or the United Kingdom, its data protection law may give you more.",
                ("P65",),
            ),
            (f"For what we decide about, an e-mail to {COMPANY.email} is enough.", ("P66",)),
            ("For what a jeweler decides about, ask that jeweler.", ("P67",)),
        ),
        as_list=True,
        after=3,
    ),
    Section(
        "children",
        "Children",
        (
            ("DIA'LOG is made for businesses and adults, not for children.", ("P68",)),
            ("We do not knowingly collect personal data of anyone under 16.", ("P69",)),
        ),
    ),
    Section(
        "changes",
        "When this changes",
        (
            ("A material change moves the date at the top.", ("P70",)),
            ("Where it is right to, we tell the people it concerns.", ("P71",)),
        ),
    ),
    Section(
        "contact",
        "How to reach us",
        ((f"{COMPANY.name}, {COMPANY.address}. The {COMPANY.privacy_contact} reads {COMPANY.email}.", ("P72",)),),
    ),
)
