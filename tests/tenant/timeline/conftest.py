import pytest

from tests.tenant.clients.conftest import happened, known_client, owner

__all__ = ["happened", "known_client", "owner"]


@pytest.fixture
def colleague(member_as):
    return member_as("sales")
