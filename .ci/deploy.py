"""Copies the built plugin into a QGIS profile of this user: deploy.py BUILT_FOLDER [PROFILE].

PROFILE is a profile's name ("default" unless told) or the path of its folder.
"""

import os
import shutil
import sys
from pathlib import Path


def main(built: Path, profile: str) -> None:
    folder = Path(profile) if os.path.isabs(profile) or os.sep in profile or "/" in profile else profiles() / profile
    plugins = folder.expanduser() / "python" / "plugins"
    target = plugins / built.name
    # a link made by hand would be followed into the working copy
    if target.is_symlink():
        target.unlink()
    elif target.exists():
        shutil.rmtree(target)
    shutil.copytree(built, target)
    print(f"Copied to {target}")
    print("Restart QGIS, then tick MNO Mobility at Plugins > Manage and Install Plugins > Installed.")


def profiles() -> Path:
    """The folder of the user's profiles: that of QGIS 3 unless there is only one of QGIS 4."""
    if sys.platform == "win32":
        base = Path(os.environ["APPDATA"])
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    three, four = (base / "QGIS" / version / "profiles" for version in ("QGIS3", "QGIS4"))
    return four if four.is_dir() and not three.is_dir() else three


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 and sys.argv[2] else "default")
