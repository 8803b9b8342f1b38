from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from tests.settings import PUBLIC_ROOT


def test_alive_asks_no_database(client: Client) -> None:
    answer = client.get("/healthz")  # without the db fixture any query fails the test
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_ready_when_all_is_there(client: Client) -> None:
    Path(PUBLIC_ROOT).mkdir(parents=True, exist_ok=True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"database": "ok", "migrations": "ok", "storage": "ok"},
    )


@pytest.mark.django_db
def test_ready_before_the_first_publication_makes_the_tree(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.PUBLIC_ROOT = tmp_path / "public"
    assert client.get("/readyz").status_code == 200
    settings.PUBLIC_ROOT = tmp_path / "absent" / "public"
    assert client.get("/readyz").json()["storage"] == "failing"


@pytest.mark.django_db
def test_a_migration_that_waits_is_not_ready(client: Client) -> None:
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("incidents")
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "failing")


@pytest.mark.django_db
def test_a_database_that_is_down_is_named_but_not_described(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("password of 10.0.0.7")):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "failing"
    assert b"10.0.0.7" not in answer.content
