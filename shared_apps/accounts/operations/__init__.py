"""What may be done with accounts, places in workspaces, invitations, sessions and the agreement."""

from shared_apps.accounts.operations.agreement import (
    AgreementOutdated,
    AgreementTextChanged,
    NotAnOwner,
    accept_agreement,
    mirror_agreement,
    sync_agreements,
)
from shared_apps.accounts.operations.invitations import (
    AlreadyMember,
    InvitationNotOpen,
    TooManyInvitations,
    accept_invitation,
    account_for_invited,
    decline_invitation,
    invite_member,
    send_invitation,
    withdraw_invitation,
)
from shared_apps.accounts.operations.memberships import (
    LastOwner,
    NotAMember,
    add_member,
    change_role,
    mirror_account,
    mirror_member,
    remove_member,
)
from shared_apps.accounts.operations.passages import (
    HandOffRefused,
    create_hand_off,
    forget_expired,
    take_hand_off,
)
from shared_apps.accounts.operations.people import (
    AddressTaken,
    change_account,
    grant_staff,
    keep_address,
    open_account,
    request_account_deletion,
    withdraw_account_deletion,
)
from shared_apps.accounts.operations.sign_out import (
    end_session,
    sign_out_everywhere,
)

__all__ = [
    "AddressTaken",
    "AgreementOutdated",
    "AgreementTextChanged",
    "AlreadyMember",
    "HandOffRefused",
    "InvitationNotOpen",
    "LastOwner",
    "NotAMember",
    "NotAnOwner",
    "TooManyInvitations",
    "accept_agreement",
    "accept_invitation",
    "account_for_invited",
    "add_member",
    "change_account",
    "change_role",
    "create_hand_off",
    "decline_invitation",
    "end_session",
    "forget_expired",
    "grant_staff",
    "invite_member",
    "keep_address",
    "mirror_account",
    "mirror_agreement",
    "mirror_member",
    "open_account",
    "remove_member",
    "request_account_deletion",
    "send_invitation",
    "sign_out_everywhere",
    "sync_agreements",
    "take_hand_off",
    "withdraw_account_deletion",
    "withdraw_invitation",
]
