#!/usr/bin/env python
"""Candor's command line; `manage.py help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line

from config.env import EnvironmentVariableError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except EnvironmentVariableError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
