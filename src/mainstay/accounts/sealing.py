"""Words that lie in the records under seal, so that a copy of the records does not tell them.

The key is made from the server's secret, which is kept outside the records, and from what the
words are for. With a salt that lies in the records, erasing it puts the words out of reach.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mainstay.terms.errors import MainstayError

LENGTH = 32


class Lock:
    """Seals words for one purpose. Raises MainstayError where it cannot read what was sealed."""

    def __init__(self, purpose: bytes, salt: bytes | None = None) -> None:
        made = HKDF(algorithm=SHA256(), length=LENGTH, salt=salt, info=purpose)
        key = made.derive(settings.SECRET_KEY.encode())
        self._lock = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, words: str) -> str:
        """Without the time, which would else stand open in what is sealed."""
        return self._lock.encrypt_at_time(words.encode(), 0).decode()

    def unseal(self, sealed: str) -> str:
        try:
            return self._lock.decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise MainstayError(
                "Its words cannot be read.", advice="The server's secret key was changed since."
            ) from error
