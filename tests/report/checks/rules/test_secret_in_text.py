import pytest

from tests.report.checks.clean import changed, check_clean, check_finds, with_event

LETTERS = "Ab3dEfGh1jKlMn0pQrStUvWxYz24680aBcDeFgHi"


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + LETTERS[:36],
        "glpat-" + LETTERS[:20],
        "xoxb-" + LETTERS[:24],
        "AIza" + LETTERS[:35],
        "sk_live_" + LETTERS[:24],
        "npm_" + LETTERS[:36],
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----",
        "eyJ" + LETTERS[:20] + ".eyJ" + LETTERS[:20] + "." + LETTERS[:20],
        "postgres://pay:" + "hunter22@db",
        'password = "' + LETTERS[:12],
        "API_KEY=" + LETTERS[:20],
    ],
)
def test_a_secret_is_found_taken_out_and_not_repeated(secret: str) -> None:
    report = with_event(4, text=f"The job used `{secret}` all along.")

    found = check_finds(report, "secret-in-text", "timeline[4].text")

    assert secret not in found.message
    assert found.fix
    assert secret not in found.fix.apply(report).timeline[4].text


def test_notes_are_read_by_many_too() -> None:
    check_finds(changed(notes="token: " + "ghp_" + LETTERS[:36]), "secret-in-text", "notes")


@pytest.mark.parametrize(
    "text",
    [
        "The password: it had expired.",
        "The `password=${PAY_PASSWORD}` of the job had expired.",
        "The API key of the bank had expired; a token lives for 24 hours.",
        "Requests to https://shop.example/orders failed.",
    ],
)
def test_words_about_secrets(text: str) -> None:
    check_clean(with_event(4, text=text))
