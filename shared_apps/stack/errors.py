"""What can go wrong with the embedded services, each with the way out in its sentence."""


class StackError(Exception):
    """A sentence for the person at the terminal; never shown as a traceback."""
