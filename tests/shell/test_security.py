"""What protects a Candor that was just installed."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.journeys.running import ROOT
from tests.shell.cast import Cast


def production(**variables: str) -> subprocess.CompletedProcess[str]:
    """Ask a production process for what matters here."""
    question = (
        "from config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_SSL_REDIRECT, s.DEBUG, s.ALLOWED_HOSTS)"
    )
    environment = {"PATH": os.environ["PATH"], "CANDOR_ENV": "production", **variables}
    return subprocess.run(
        [sys.executable, "-c", question],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_does_not_start_without_a_key() -> None:
    answer = production()
    assert answer.returncode != 0
    assert "Set SECRET_KEY" in answer.stderr


def test_production_keeps_to_https() -> None:
    answer = production(SECRET_KEY="a long random text", ALLOWED_HOSTS="status.example.com")
    assert answer.stdout.split(" ", 5) == [
        "True",
        "True",
        "True",
        "True",
        "False",
        "['status.example.com']\n",
    ]


def test_pages_of_the_workspace_allow_nothing_inline(client: Client, db: None) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy


def test_guessing_a_password_is_slowed_down(client: Client, db: None) -> None:
    cache.clear()
    User.objects.create_user("ada", "ada@example.com", "the right one, really")
    for guess in range(6):
        client.post("/accounts/login/", {"login": "ada", "password": f"guess {guess}"})
    answer = client.post("/accounts/login/", {"login": "ada", "password": "the right one, really"})
    assert "_auth_user_id" not in client.session
    assert answer.status_code in {200, 403, 429}


@pytest.mark.parametrize("name", ["ada", "ada@example.com"])
def test_signing_in_takes_a_user_name_or_an_address(client: Client, db: None, name: str) -> None:
    cache.clear()
    User.objects.create_user("ada", "ada@example.com", "the right one, really")
    client.post("/accounts/login/", {"login": name, "password": "the right one, really"})
    assert "_auth_user_id" in client.session


def test_signing_in_leads_nowhere_else(client: Client, db: None) -> None:
    cache.clear()
    User.objects.create_user("ada", password="the right one, really")
    data = {"login": "ada", "password": "the right one, really", "next": "https://evil.example/"}
    assert client.post("/accounts/login/", data)["Location"].startswith("/")


def test_looking_at_the_way_out_does_not_sign_out(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("ada"))
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session


def test_cookies_are_out_of_reach_of_scripts() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_guessing_at_the_administration_is_slowed_down_too(client: Client, db: None) -> None:
    cache.clear()
    User.objects.create_superuser("root", "root@example.com", "the right one, really")
    page = "/workspace/admin/login/"
    for guess in range(6):
        client.post(page, {"username": "root", "password": f"guess {guess}"})
    client.post(page, {"username": "root", "password": "the right one, really"})
    assert "_auth_user_id" not in client.session


def test_pages_of_the_workspace_are_kept_by_no_shared_cache(client: Client, db: None) -> None:
    for page in ("/accounts/login/", "/workspace/"):
        assert "private" in client.get(page).headers.get("Cache-Control", "")


def test_a_search_for_a_character_no_database_keeps_finds_nothing(client: Client, cast: Cast) -> None:
    client.force_login(cast.engineer)
    assert client.get("/workspace/incidents/", {"q": "a\x00b"}).status_code == 200
