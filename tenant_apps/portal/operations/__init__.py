"""What is done in and about the portal."""
