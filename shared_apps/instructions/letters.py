"""The mail that brings the certificate's address to the person who gave the instruction."""

from __future__ import annotations

from shared_apps.accounts.models import Account
from shared_apps.egress import mail
from shared_apps.instructions.models import Certificate
from shared_apps.tenancy.hosts import Surface, url_on


def tell_owner(*, certificate_id: str) -> None:
    certificate = Certificate.objects.select_related("instruction").get(pk=certificate_id)
    account = Account.objects.filter(pk=certificate.instruction.instructed_by_id).first()
    if account is not None:
        url = url_on(Surface.APP, f"/certificates/{certificate.pk}/")
        mail.send("instructions.deletion_certificate", to=account.email, context={"url": url})
