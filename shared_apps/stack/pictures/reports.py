"""The words and numbers on the demo's certificates."""

from __future__ import annotations

from shared_apps.stack.pictures.certificates import AURORA, MERIDIAN, Report

NONE_SEEN = ("Additional pinpoints are not shown.", "Inscription on the girdle agrees with this report.")

OVAL = Report(
    MERIDIAN, "Diamond grading report", "4417720931", "12 March 2026", "oval", "diamond",
    (
        ("Identification", (("Species", "Natural diamond"), ("Shape and cut", "Oval brilliant"),
                            ("Measurements", "8.15 \u00d7 6.00 \u00d7 3.72 mm"), ("Inscription", "MGL 4417720931"))),
        ("Grading results", (("Carat weight", "1.52 carat"), ("Color grade", "E"), ("Clarity grade", "VS1"))),
        ("Finish", (("Polish", "Excellent"), ("Symmetry", "Very good"), ("Fluorescence", "None"),
                    ("Girdle", "Medium, faceted"), ("Culet", "None"))),
    ),
    NONE_SEEN,
    (("table", "57%"), ("width", "8.15 mm"), ("depth", "62.0%"), ("crown", "14.5%"), ("pavilion", "43.5%"), ("culet", "no culet")),
    "E", "VS1",
)  # fmt: skip

ROUND = Report(
    MERIDIAN, "Diamond grading report", "6183774120", "4 November 2025", "round", "diamond",
    (
        ("Identification", (("Species", "Natural diamond"), ("Shape and cut", "Round brilliant"),
                            ("Measurements", "6.21 \u2013 6.24 \u00d7 3.84 mm"), ("Inscription", "MGL 6183774120"))),
        ("Grading results", (("Carat weight", "0.91 carat"), ("Color grade", "G"), ("Clarity grade", "SI1"), ("Cut grade", "Excellent"))),
        ("Finish", (("Polish", "Excellent"), ("Symmetry", "Excellent"), ("Fluorescence", "Faint, blue"), ("Girdle", "Medium, faceted"))),
    ),
    ("Clouds are not shown. Pinpoints are not shown.", "Inscription on the girdle agrees with this report."),
    (("table", "57%"), ("width", "6.22 mm"), ("depth", "61.7%"), ("crown", "34.5\u00b0"), ("pavilion", "40.8\u00b0"), ("culet", "no culet")),
    "G", "SI1",
)  # fmt: skip

SAPPHIRE = Report(
    AURORA, "Sapphire origin report", "AIG 118420", "21 January 2026", "cushion", "sapphire",
    (
        ("Description", (("Species", "Natural corundum"), ("Variety", "Sapphire"), ("Weight", "3.07 carat"),
                         ("Shape", "Cushion"), ("Cut", "Brilliant, step"), ("Measurements", "8.42 \u00d7 7.96 \u00d7 5.18 mm"))),
        ("Color and transparency", (("Color", "Royal blue"), ("Transparency", "Transparent"), ("Pleochroism", "Distinct"))),
        ("Opinion", (("Treatment", "No indications of heating"), ("Geographic origin", "Sri Lanka"), ("Clarity", "Eye clean"))),
    ),
    ("The color corresponds to the term royal blue of this institute.", "Origin is an opinion from inclusions and trace elements.",
     "Fine silk and zoned growth were observed."),
)  # fmt: skip

EMERALD = Report(
    AURORA, "Emerald report", "AIG 120077", "9 February 2026", "emerald", "emerald",
    (
        ("Description", (("Species", "Natural beryl"), ("Variety", "Emerald"), ("Weight", "1.84 carat"),
                         ("Shape", "Octagonal"), ("Cut", "Step cut"), ("Measurements", "8.16 \u00d7 6.00 \u00d7 4.71 mm"))),
        ("Color and transparency", (("Color", "Vivid green"), ("Transparency", "Transparent"), ("Saturation", "Strong"))),
        ("Opinion", (("Clarity enhancement", "Minor, oil"), ("Geographic origin", "Colombia"), ("Type", "Jardin, three-phase"))),
    ),
    ("Oil in fissures was found in a minor amount.", "This is not permanent; clean without heat or ultrasound."),
)  # fmt: skip
