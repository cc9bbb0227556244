"""The processor connection: enters one jeweler at a time."""
