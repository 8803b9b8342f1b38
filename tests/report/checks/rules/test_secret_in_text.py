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
        "aws_secret_access_key = " + LETTERS[:30],
        "DB_PASSWORD: " + LETTERS[:12],
        "sk-ant-" + LETTERS[:24],
        "sk-proj-" + LETTERS[:20] + "T3Blbk" + "FJ" + LETTERS[:20],
        "hf_" + "AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGh",
        "123456789:" + "AA" + LETTERS[:33],
        "SK" + "0123456789abcdef" * 2,
        "0123456789abcdef" * 2 + "-us12",
        "sq0atp-" + LETTERS[:22],
        "shpat_" + "0123456789abcdef" * 2,
        "dop_v1_" + "0123456789abcdef" * 4,
        "dapi" + "0123456789abcdef" * 2,
        "hvs." + LETTERS[:24],
        "glsa_" + LETTERS[:32],
        "NRAK-" + "ABCDEFGHIJ0123456789ABCDEFG",
        "AccountKey=" + LETTERS + LETTERS + "==",
        "Authorization: Bearer " + LETTERS[:24],
        "M" + LETTERS[:23] + "." + LETTERS[:6] + "." + LETTERS[:27],
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
        "The commit 0123456789abcdef0123456789abcdef01234567 was taken back.",
        "The secret: replace it; the token = what the bank gave us.",
        "An authorization token was missing.",
        "Requests to https://shop.example/orders failed.",
    ],
)
def test_words_about_secrets(text: str) -> None:
    check_clean(with_event(4, text=text))
