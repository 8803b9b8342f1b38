"""What a load balancer asks: whether the process lives, and whether it can do its work."""

import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """Answer that the process answers; nothing else is asked, so that no outage elsewhere restarts it."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when all that the work needs is there, else 503; what fails is named, never described."""
    outcomes = {name: _passes(check) for name, check in _CHECKS.items()}
    said = {name: "ok" if passed else "failing" for name, passed in outcomes.items()}
    return JsonResponse(said, status=200 if all(outcomes.values()) else 503)


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (Error, OSError):
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _public_tree_is_writable() -> bool:
    """Say whether editions can be put there. A tree that isn't made yet is writable where its folder is."""
    if "public" in settings.STORAGES:  # a bucket, which only the worker writes
        return True
    root = Path(settings.PUBLIC_ROOT)
    standing = root if root.exists() else root.parent
    return standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "migrations": _migrations_are_applied,
    "storage": _public_tree_is_writable,
}
