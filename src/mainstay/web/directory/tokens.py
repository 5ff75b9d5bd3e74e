"""What the directory says of a person: believed only when signed, and for this very sign-in."""

import hmac
import secrets

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # never one whose key both sides hold
NEEDED = ["exp", "iat", "iss", "aud", "sub", "nonce"]
NONCE = "directory_nonce"
LETTERS = 32


class Directory(OpenIDConnectOAuth2Adapter):
    """Stricter than allauth's: it does not take the way that a token came for its signature."""

    @property
    def openid_config(self) -> dict:
        """What the directory publishes about itself. Raises OAuth2Error where it is another's."""
        found = super().openid_config
        named = self.get_provider().app.settings["server_url"]
        if str(found.get("issuer", "")).rstrip("/") != named.rstrip("/"):
            raise OAuth2Error("The directory goes by another name than MAINSTAY_OIDC.")
        return found

    def _decode_id_token(self, app, id_token: str) -> dict:
        try:
            claims = jwt.decode(
                id_token,
                key=self._key(id_token),
                algorithms=ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                options={"require": NEEDED},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("The directory's answer is not in order.") from error
        expected = self.request.session.pop(NONCE, "")
        if not expected or not hmac.compare_digest(expected, str(claims["nonce"])):
            raise OAuth2Error("The directory answered another question.")
        return claims

    def _key(self, id_token: str) -> jwt.PyJWK:
        """The key that the token names, from the directory's own address."""
        named = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as asking:
            answer = asking.get(self.openid_config["jwks_uri"], allow_redirects=False)
            answer.raise_for_status()
        keys = [one for one in answer.json()["keys"] if one.get("kid") == named]
        if not keys:
            raise OAuth2Error("The directory does not know the key of its answer.")
        return jwt.PyJWK(keys[0])


def ask_once(request: HttpRequest) -> str:
    """A word that the directory's answer must hold: kept in the session until it comes."""
    request.session[NONCE] = secrets.token_urlsafe(LETTERS)
    return request.session[NONCE]
