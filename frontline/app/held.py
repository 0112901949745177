"""The desktop in a process of its own, alone, for `frontline bench` to see what it holds.

    python -m frontline.app.held FOLDER NAME

reads the passphrase from standard input, signs in, opens a screening, writes a line, and stays as
it is until standard input ends.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frontline.app.plain_import import load_qt


def main(folder: Path, name: str) -> None:
    # Before anything that loads Qt, as the program itself does.
    load_qt()
    from frontline.app.watched import WatchedDesktop
    from frontline.services.installation import find_installation

    desktop = WatchedDesktop(find_installation(), folder)
    desktop.sign_in(name, sys.stdin.readline().rstrip("\n"))
    desktop.open_screening()
    sys.stdout.write("open\n")
    sys.stdout.flush()
    sys.stdin.read()
    desktop.hide()
    desktop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
