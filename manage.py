#!/usr/bin/env python3
"""Django's command line for this portal."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    import portal.celery  # noqa: F401  so that doorbells ring at our broker

    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:  # somebody wanted it to end: no news, and no traceback
        sys.exit(130)


if __name__ == "__main__":
    main()
