"""A thread beside the work: it stands in the same workspace, and leaves no connection behind."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from shared_apps.core.threads import beside
from shared_apps.tenancy.context import current_tenant
from shared_apps.tenancy.tenants import CONTROLLER


def test_it_stands_where_its_caller_stands(in_jeweler_a):
    with ThreadPoolExecutor(1) as hands:
        assert beside(hands, lambda: current_tenant().id).result() == current_tenant().id


def test_it_keeps_no_connection(committed_db):
    def ask():
        with connections[CONTROLLER].cursor() as cursor:
            cursor.execute("SELECT 1")
        return connections[CONTROLLER].connection is not None

    with ThreadPoolExecutor(1) as hands:
        assert beside(hands, ask).result()
        assert hands.submit(lambda: connections[CONTROLLER].connection).result() is None
