from __future__ import annotations

from shared_apps.rights.sections import Section

SECTIONS = (
    Section(
        "what-we-hold",
        "What we hold",
        (
            (
                "“Get in touch”: your name and e-mail address, and your company, role and message if you give them.",
                ("P11",),
            ),
            (
                "“Find a jeweler”: the piece, the occasion, a range of budget, the timing, a city and country, materials"
                " and styles you like; your name, e-mail address, phone number and how you wish to be contacted.",
                ("P12",),
            ),
            (
                "Accounts of jewelers, their teams and our staff: name, e-mail address, what is needed to sign in, phone"
                " number, and details of the business.",
                ("P13",),
            ),
            (
                "Client pages: when a jeweler invites a client, we use the client's e-mail address to send a link that"
                " signs them in.",
                ("P14",),
            ),
            (
                "For jewelers, about their clients: names, contacts and addresses, dates such as anniversaries, ring"
                " sizes and measurements, notes, orders, shipping and billing.",
                ("P15",),
            ),
            (
                "Pictures and files of designs, stones and pieces that are uploaded to the App or imported into it.",
                ("P16",),
            ),
            ("Two cookies in the App that keep you signed in safely, and one on a jeweler's client pages.", ("P17",)),
            ("Short server logs, without names, addresses or what you wrote.", ("P18",)),
            ("Nothing that watches how you move, on the website, in the App or on the client pages.", ("P19",)),
        ),
        as_list=True,
        after=1,
    ),
    Section(
        "why",
        "What we use it for",
        (
            ("Only to do our work and what you asked us for.", ("P20",)),
            ("To answer you, and to understand a brief and introduce you to a jeweler who suits it.", ("P21",)),
            (
                "To open and protect accounts, and to run sourcing, pricing, quoting, client records and orders in the"
                " App.",
                ("P22",),
            ),
            (
                "To send mails that belong to the service: a sign-in link, news about your own piece. Nothing else.",
                ("P23",),
            ),
            ("To keep everything secure, to stop misuse, and to obey the law.", ("P24",)),
        ),
        as_list=True,
        before=1,
    ),
    Section(
        "pictures-and-machines",
        "When a machine reads a picture",
        (
            (
                "Some features let a jeweler have a picture they uploaded read by an outside AI service: to sort a"
                " design, or to read a certificate or a photograph of a stone.",
                ("P25",),
            ),
            ("Only that picture and the words it needs are sent, for that feature and no other.", ("P26",)),
            ("Under the terms we use, that service does not train its models with what we send.", ("P27",)),
        ),
    ),
    Section(
        "cookies",
        "Cookies",
        (
            ("This website sets no cookie and stores nothing in your browser.", ("P28",)),
            ("The App uses only the cookies that keep you signed in.", ("P29",)),
            ("None of them is for advertising, and nothing follows you to other websites.", ("P30",)),
        ),
    ),
)
