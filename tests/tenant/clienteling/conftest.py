from tests.tenant.clients.conftest import happened, known_client, owner

__all__ = ["happened", "known_client", "owner"]
