"""The process that does what was enqueued."""

import os
import secrets
import socket
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from incidents import reminders
from incidents.publishing.workers import living


class Command(BaseCommand):
    help = (
        "Publish what is enqueued and send mails, until Ctrl-C or SIGTERM, which wait for the task in hand. "
        "Any number may run. Example: manage.py worker"
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        name = f"{socket.gethostname()[:32]}-{os.getpid()}-{secrets.token_hex(4)}"
        worker = Worker(
            queue_names=["default"],
            interval=1,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        reminders.plan(timezone.now())
        with living(name):
            worker.run()
