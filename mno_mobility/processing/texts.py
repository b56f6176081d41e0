"""Text files as outputs."""

import os
from functools import partial
from pathlib import Path


def write_text(job, path: str, blocks) -> None:
    """Write blocks of text to a file, which appears whole or not at all."""
    scratch = Path(f"{path}.partial")
    try:
        with open(scratch, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(blocks)
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)
    job.on_failure(partial(Path(path).unlink, missing_ok=True))
