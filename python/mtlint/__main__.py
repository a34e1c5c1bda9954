"""`python -m mtlint`."""

from mtlint._cli import main

main()
