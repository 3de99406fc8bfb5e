"""A small OpenID Connect server on this machine, for tests: it recognises whoever it is told to.

It does what ProConnect does: a code with PKCE, a nonce, « userinfo » as a signed token.
https://openid.net/specs/openid-connect-core-1_0.html
"""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "maillage", "un secret"


class OpenIDServer:
    """The server, and what it will say of the next person.

    claims       what it knows of the person
    signs_wrong  whether it signs with a key it has not published
    """

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.signs_wrong = False
        self.codes: dict[str, dict[str, str]] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.server.server_close()

    def authorise(self, address: str) -> str:
        """What the person's browser does there: returns where it is sent back."""
        asked = {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def configuration(self) -> dict[str, Any]:
        """What /.well-known/openid-configuration says."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        """The published keys."""
        public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def token(self, given: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code for tokens; refuses another secret, or a code that PKCE does not vouch for."""
        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            not asked
            or given.get("client_secret") != SECRET
            or asked["code_challenge"] != challenge
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "access",
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self.signed({"nonce": asked["nonce"]}),
        }

    def signed(self, more: dict[str, Any]) -> str:
        """What is said of the person, signed."""
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        key = OTHER_KEY if self.signs_wrong else KEY
        return jwt.encode({**told, **more}, key, algorithm="RS256", headers={"kid": "one"})

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            """One request."""

            def do_GET(self) -> None:
                """Configuration, keys, person."""
                if self.path == "/userinfo":
                    self._answer(200, owner.signed({}), "application/jwt")
                elif self.path == "/jwks":
                    self._answer(200, json.dumps(owner.keys()), "application/json")
                else:
                    self._answer(200, json.dumps(owner.configuration()), "application/json")

            def do_POST(self) -> None:
                """A code for tokens."""
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                given = {name: values[0] for name, values in parse_qs(body).items()}
                status, told = owner.token(given)
                self._answer(status, json.dumps(told), "application/json")

            def log_message(self, *arguments: Any) -> None:
                """Say nothing."""

            def _answer(self, status: int, text: str, kind: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

        return Handler
