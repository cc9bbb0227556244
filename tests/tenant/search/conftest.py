from tests.tenant.clients.conftest import known_client, owner

__all__ = ["known_client", "owner"]
