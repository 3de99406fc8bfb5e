"""What a device is known by: a token of 256 bits, of which the database keeps the SHA-256 only."""

import hashlib
import secrets


BYTES = 32


def drawn() -> str:
    """A token, to be given to one device and written nowhere else."""
    return secrets.token_urlsafe(BYTES)


def hashed(token: str) -> str:
    """What the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()
