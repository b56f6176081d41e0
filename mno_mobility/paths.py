"""Where the files that travel with the code lie: beside the package in the repository, inside it in the installed plugin."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder, such as ``shipped("resources", "icons", "mno.svg")``."""
    inside = PACKAGE.joinpath(*parts)
    return inside if inside.exists() else PACKAGE.parent.joinpath(*parts)
