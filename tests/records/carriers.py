"""Carriers for tests: each fails in one way, at one step."""

from django.core.mail.backends import locmem

from mainstay.accounts.mail.carriers import RefusedError


class Away(locmem.EmailBackend):
    """Cannot be reached."""

    def open(self):
        raise ConnectionRefusedError("Connection refused")


class Refusing(locmem.EmailBackend):
    """Says no for now."""

    def send_messages(self, messages):
        raise RefusedError("450 try later", for_good=False)


class RefusingForGood(locmem.EmailBackend):
    """Says no."""

    def send_messages(self, messages):
        raise RefusedError("550 nobody here of that name", for_good=True)


class Breaking(locmem.EmailBackend):
    """The line breaks while the mail is handed over. It cannot be asked what became of it."""

    def send_messages(self, messages):
        raise ConnectionResetError("Connection reset by peer")


class BreakingBefore(Breaking):
    """The same, and says when asked that the mail did not come."""

    def went(self, sought):
        return False


class BreakingAfter(Breaking):
    """The same, and says when asked that the mail came."""

    def went(self, sought):
        return True


class ComplainingAtTheEnd(locmem.EmailBackend):
    """Takes the mail, then says something odd."""

    def close(self):
        raise OSError("Bad file descriptor")
