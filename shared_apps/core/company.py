"""Who we are: the one place that says so. Footers, policy, invoices and mails read it from here (P4, P72)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CompanyIdentity:
    """A company as it must name itself."""

    name: str
    registration: str
    address: str
    email: str
    privacy_contact: str


COMPANY = CompanyIdentity(
    name="DIA'LOG Jewelers Limited",
    registration="Registered Dealer in Precious Metals and Stones (Category A), No. A-B-26-04-10755",
    address="Room 808, 8th Floor, Century Square, 1-13 D'Aguilar Street, Central, Hong Kong",
    email="hello@dialogjewelers.com",
    privacy_contact="Privacy Manager",
)
