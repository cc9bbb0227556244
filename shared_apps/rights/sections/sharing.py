from __future__ import annotations

from shared_apps.rights.sections import Section

SECTIONS = (
    Section(
        "who-else",
        "Who else sees it",
        (
            (
                "Others see personal data only where our services cannot run without them, and never for money.",
                ("P31",),
            ),
            ("They are few, they work for us under contract, and they are of these kinds:", ("P32",)),
            ("Hosting and infrastructure, on which the website and the App run.", ("P33",)),
            ("Databases and protected storage for files and pictures.", ("P34",)),
            ("Sign-up, sign-in and the links that do it.", ("P35",)),
            ("Delivery of our mails and of notices about forms.", ("P36",)),
            ("Reading of pictures by AI, as described above.", ("P37",)),
            ("Services a jeweler chooses to connect, such as a cloud drive to import pictures from.", ("P38",)),
            ("Workshops and suppliers, for the material and the making of what is ordered.", ("P39",)),
        ),
        as_list=True,
        before=2,
    ),
    Section(
        "the-list",
        "The list of our providers",
        (
            ("We keep the list with names and give it to anyone who asks.", ("P40",)),
            ("For jewelers it is a part of the agreement.", ("P41",)),
            ("We tell them of material changes to it.", ("P42",)),
        ),
    ),
    Section(
        "particular-cases",
        "Particular cases",
        (
            (
                "A brief from “Find a jeweler” goes to the jewelers we introduce you to, and we tell you who they are.",
                ("P43",),
            ),
            ("What a jeweler records about clients is seen by that jeweler and their team.", ("P44",)),
            (
                "We hand data over where we believe in good faith that the law demands it, or to protect the rights,"
                " property or safety of DIA'LOG, of those who use it, or of the public.",
                ("P45",),
            ),
            (
                "If DIA'LOG is merged, bought or sold, data may pass to the new owner, who is bound by this policy.",
                ("P46",),
            ),
        ),
    ),
    Section(
        "clients-of-jewelers",
        "If you are a jeweler's client",
        (
            (
                "Your jeweler decides about your data, answers for it, tells you what the law requires, and has a good"
                " reason to keep it.",
                ("P47",),
            ),
            ("Please ask your jeweler to see, correct or delete what they hold about you.", ("P48",)),
            ("We help them to answer you.", ("P49",)),
        ),
    ),
)
