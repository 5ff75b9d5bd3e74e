"""Words that lie in the records while they wait, so that a copy of the records opens no door.

A mail may hold a link that lets its reader in. It is sealed with a key made from the server's
secret, which is kept outside the records.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mainstay.terms.errors import MainstayError

PURPOSE = b"mainstay: words of mail"
LENGTH = 32


def seal(words: str) -> str:
    return _lock().encrypt(words.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises MainstayError where the words were sealed with another secret, or are erased."""
    try:
        return _lock().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise MainstayError(
            "Its words cannot be read.", advice="The server's secret key was changed since."
        ) from error


def _lock() -> Fernet:
    made = HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=PURPOSE)
    return Fernet(base64.urlsafe_b64encode(made.derive(settings.SECRET_KEY.encode())))
