"""Where things are inside an archive."""

MANIFEST = "manifeste.json"
SEAL = "manifeste.sha256"
CHUNK = 1 << 20


def member(label: str) -> str:
    """The name of a model's records."""
    return f"donnees/{label.lower()}.jsonl"
