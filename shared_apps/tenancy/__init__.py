"""One schema and one role per jeweler, and the only code that switches between them."""
