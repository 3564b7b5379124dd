"""E-mail where there is no mail server: printed where the server runs."""

from django.core.mail.backends.console import EmailBackend


class TerminalBackend(EmailBackend):
    """Prints each message to the terminal."""
