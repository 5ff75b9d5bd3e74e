"""A small OpenID provider that runs inside a test, on this machine alone."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "mainstay", "a secret of the test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """Who signs in there next, and what its tokens are to say wrongly."""

    address: str = ""
    claims: dict = field(default_factory=dict)
    wrong: dict = field(default_factory=dict)
    issuer: str = ""
    key: rsa.RSAPrivateKey = KEY
    algorithm: str = "RS256"
    codes: dict[str, dict] = field(default_factory=dict)
    asked: list[dict] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, dict | str]:
        """A status, and a document or an address to go to."""
        known = {
            "/.well-known/openid-configuration": self.configuration,
            "/jwks": self.keys,
        }
        if path == "/authorize":
            return 302, self.authorize(query)
        if path == "/token":
            return self.token(query)
        return (200, known[path]()) if path in known else (404, {})

    def configuration(self) -> dict:
        return {
            "issuer": self.issuer or self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """The person is signed in there already, and agrees."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe()
        self.asked.append(query)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict]:
        """For a code that was given once, to whoever holds the secret and the verifier."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)
        if asked is None or not known or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": secrets.token_urlsafe(),
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self.signed(asked),
        }

    def signed(self, asked: dict[str, str]) -> str:
        said = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "person-1",
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "nonce": asked.get("nonce"),
            **self.claims,
            **self.wrong,
        }
        said = {name: value for name, value in said.items() if value is not None}
        key = "0" * 64 if self.algorithm == "HS256" else self.key
        return jwt.encode(said, key, algorithm=self.algorithm, headers={"kid": "one"})


@contextmanager
def provider() -> Iterator[Provider]:
    """Runs until the test is done."""
    made = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(made: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self.say(*made.answer(parts.path, _flat(parts.query)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*made.answer(self.path, _flat(body)))

        def say(self, status: int, what: dict | str) -> None:
            self.send_response(status)
            body = json.dumps(what).encode() if isinstance(what, dict) else b""
            if isinstance(what, str):
                self.send_header("Location", what)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words) -> None:
            pass

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
