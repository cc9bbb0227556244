"""Writes of the register of providers."""

from __future__ import annotations

from shared_apps.providers.operations.changes import (
    ChangeNotOpen,
    NoEmergencyAsked,
    NoticeNotDelivered,
    NoticeStillGoingOut,
    PolicyCheckNeeded,
    ProviderIncomplete,
    SamePersonTwice,
    WindowStillOpen,
    activate_change,
    ask_emergency,
    confirm_emergency,
    give_change_notice,
    withdraw_change,
)
from shared_apps.providers.operations.editions import StaffOnly, keep_annex
from shared_apps.providers.operations.lists import DayNotYet, answer_list_request, send_list
from shared_apps.providers.operations.objections import (
    NotAnOwner,
    NothingToObjectTo,
    ObjectionNotStanding,
    raise_objection,
    withdraw_objection,
)
from shared_apps.providers.operations.register import (
    AnotherChangeIsOpen,
    JewelersAreHere,
    KeyTaken,
    NothingChanged,
    ProviderNotActive,
    ReviewOverdue,
    activate_first_providers,
    enter_provider,
    propose_change,
    retire_provider,
    sync_providers,
)

__all__ = [
    "AnotherChangeIsOpen",
    "ChangeNotOpen",
    "DayNotYet",
    "JewelersAreHere",
    "KeyTaken",
    "NoEmergencyAsked",
    "NotAnOwner",
    "NothingChanged",
    "NothingToObjectTo",
    "NoticeNotDelivered",
    "NoticeStillGoingOut",
    "ObjectionNotStanding",
    "PolicyCheckNeeded",
    "ProviderIncomplete",
    "ProviderNotActive",
    "ReviewOverdue",
    "SamePersonTwice",
    "StaffOnly",
    "WindowStillOpen",
    "activate_change",
    "activate_first_providers",
    "answer_list_request",
    "ask_emergency",
    "confirm_emergency",
    "enter_provider",
    "give_change_notice",
    "keep_annex",
    "propose_change",
    "raise_objection",
    "retire_provider",
    "send_list",
    "sync_providers",
    "withdraw_change",
    "withdraw_objection",
]
