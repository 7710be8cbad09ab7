"""``python -m newsledger`` is the ``newsledger`` command."""

from newsledger.cli import main

if __name__ == "__main__":
    main()
