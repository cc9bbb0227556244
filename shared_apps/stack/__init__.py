"""The embedded PostgreSQL, Valkey and S3 of the demo and the tests. Production has none of this."""

from shared_apps.stack.profiles import environment as environment
from shared_apps.stack.profiles import fill_environment as fill_environment
