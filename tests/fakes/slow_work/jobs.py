"""A job that says each number, then what it has said, all attempts together."""

import time
from pathlib import Path
from typing import Any


def count(held: Any) -> dict[str, Any]:
    """Count to `total`, resting a little; writes in `file` when an attempt starts and ends."""
    file, total = Path(held.payload["file"]), held.payload["total"]
    with file.open("a") as stream:
        stream.write(f"start {held.job.attempt}\n")
    for number in range(1, total + 1):
        held.progress(number, total, f"Je compte : {number}")
        time.sleep(held.payload["rest"])
    with file.open("a") as stream:
        stream.write(f"end {held.job.attempt}\n")
    return {"message": f"compté jusqu’à {total}"}
