"""Writes of what a client loves, dislikes and wishes for."""

from __future__ import annotations

from shared_apps.core.actors import Actor
from shared_apps.core.clock import today
from shared_apps.core.db import jeweler_atomic
from tenant_apps.audit.operations import record
from tenant_apps.clienteling.models import Taste, Wish
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client, refuse_card_numbers


@jeweler_atomic()
def note_taste(client: Client, *, stance: str, matter: str, what: str, by: Actor) -> Taste:
    """Keep a taste; the same thing said again with another stance changes the one there is."""
    client = open_client(client)
    refuse_card_numbers(what)
    what = " ".join(what.split())
    known = client.tastes.filter(matter=matter, what__iexact=what).first()
    if known is None:
        known = Taste.objects.create(client=client, stance=stance, matter=matter, what=what)
    elif known.stance == stance:
        return known
    else:
        known.stance = stance
        known.save(update_fields=["stance"])
    record("clienteling.taste.noted", known, by=by, number=client.number)
    return known


@jeweler_atomic()
def forget_taste(taste: Taste, *, by: Actor) -> None:
    client = open_client(taste.client)
    if client.tastes.filter(pk=taste.pk).delete()[0]:
        record("clienteling.taste.forgotten", client, by=by, number=client.number)


@jeweler_atomic()
def note_wish(client: Client, *, what: str, by: Actor) -> Wish:
    """Keep something a client would like to have."""
    client = open_client(client)
    refuse_card_numbers(what)
    wish = Wish.objects.create(client=client, what=what.strip())
    record("clienteling.wish.noted", wish, by=by, number=client.number)
    return wish


@jeweler_atomic()
def fulfil_wish(wish: Wish, *, by: Actor) -> Wish:
    """Note that a wish came true; doing it twice keeps the first day."""
    client = open_client(wish.client)
    wish = client.wishes.select_for_update().get(pk=wish.pk)
    if wish.fulfilled_on is None:
        wish.fulfilled_on = today()
        wish.save(update_fields=["fulfilled_on"])
        record("clienteling.wish.fulfilled", wish, by=by, number=client.number)
    return wish


@jeweler_atomic()
def forget_wish(wish: Wish, *, by: Actor) -> None:
    client = open_client(wish.client)
    if client.wishes.filter(pk=wish.pk).delete()[0]:
        record("clienteling.wish.forgotten", client, by=by, number=client.number)
