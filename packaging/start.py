"""Where the frozen program begins."""

from frontline.__main__ import main

main()
