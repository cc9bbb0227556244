from __future__ import annotations

from shared_apps.core.company import COMPANY
from shared_apps.rights.sections import Section

SECTIONS = (
    Section(
        "in-short",
        "In short",
        (
            ("Here is what we hold about people, why, who else sees it, and what you can ask of us.", ("P1",)),
            ("We do not sell personal data.", ("P2",)),
            ("There is no advertising and no analytics on our pages, in our mails or in our App.", ("P3",)),
        ),
    ),
    Section(
        "who-we-are",
        "Who we are",
        (
            (f"We are {COMPANY.name}, incorporated in Hong Kong. {COMPANY.registration}.", ("P4",)),
            (
                "This page speaks for our website, dialogjewelers.com, and for our application at"
                " app.dialogjewelers.com with the workspaces and client pages it serves.",
                ("P5",),
            ),
            (f"Write to {COMPANY.email} about anything on this page.", ("P6",)),
        ),
    ),
    Section(
        "two-roles",
        "Our two roles",
        (
            (
                "The law knows those who decide about data and those who work for them; we are both, never mixed.",
                ("P7",),
            ),
            (
                "We decide about what you send through this website, about the accounts of jewelers and their teams,"
                " and about our own business records.",
                ("P8",),
            ),
            (
                "What a jeweler records about their own clients is the jeweler's: we keep it for them and use it for"
                " nothing of our own.",
                ("P9",),
            ),
            ("An agreement with each jeweler says how, and nothing is kept before it is accepted.", ("P10",)),
        ),
    ),
)
