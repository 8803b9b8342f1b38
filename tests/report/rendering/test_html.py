import re
from html.parser import HTMLParser

import bleach
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.report.rendering.html import ATTRIBUTES, SCHEMES, TAGS, to_html, to_text
from tests.report.rendering.payloads import PAYLOADS

OWN = f"{'0a' * 16}-640x360.png"
FRAGMENTS = st.lists(
    st.sampled_from(
        [*PAYLOADS, "**", "_", "`", "```\n", "\n\n", "> ", "- ", "|a|\n|-|\n", "](", "![", "<", ">", '"']
    )
    | st.text(max_size=20),
    max_size=6,
).map("".join)


class Tokens(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(sorted(attrs))))

    def handle_data(self, data: str) -> None:
        self.words += data


def bleached(html: str) -> str:
    allowed = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
    allowed["a"] = [*allowed["a"], "rel"]
    return bleach.clean(html, tags=TAGS, attributes=allowed, protocols=SCHEMES)


def assert_harmless(html: str) -> None:
    tokens = Tokens(html)
    assert tokens.tags == Tokens(bleached(html)).tags  # an independent sanitiser finds nothing to take away
    for tag, attributes in tokens.tags:
        assert tag in TAGS
        for name, value in attributes:
            assert name in ATTRIBUTES[tag] or (tag, name, value) == ("a", "rel", "noopener")
            if name == "href":
                assert re.match(r"(https?://|mailto:|/(?![/\\])|#)", value or "", re.IGNORECASE)
            if name == "src":
                assert re.fullmatch(r"/media/[0-9a-f]{32}-\d+x\d+\.(png|jpg|webp)", value or "")


def test_there_are_enough_payloads_to_mean_something() -> None:
    assert len(set(PAYLOADS)) >= 300


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_harmless(payload: str) -> None:
    assert_harmless(to_html(payload))


@given(FRAGMENTS)
@settings(max_examples=300, deadline=None)
def test_any_mixture_is_harmless(text: str) -> None:
    assert_harmless(to_html(text))


@pytest.mark.parametrize(
    "written", ["<b>bold</b>", "<script>alert(1)</script>", "a <br> b", "<details>x</details>"]
)
def test_written_tags_are_shown_as_text(written: str) -> None:
    html = to_html(written)
    assert Tokens(html).words.strip() == written
    assert [tag for tag, _ in Tokens(html).tags] == ["p"]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**Two** of _three_ regions", "<p><strong>Two</strong> of <em>three</em> regions</p>"),
        ("# One\n\n### Three", "<h4>One</h4>\n<h6>Three</h6>"),
        ("```sql\nselect 1\n```", '<pre><code class="language-sql">select 1\n</code></pre>'),
        ("4. four\n5. five", '<ol start="4">\n<li>four</li>\n<li>five</li>\n</ol>'),
        (
            "[us](https://a.example/?x=1&copy=2)",
            '<p><a href="https://a.example/?x=1&amp;copy=2" rel="noopener">us</a></p>',
        ),
        ("[up](/history/)", '<p><a href="/history/" rel="noopener">up</a></p>'),
        ("<help@a.example>", '<p><a href="mailto:help@a.example" rel="noopener">help@a.example</a></p>'),
        (
            f"![graph](/media/{OWN})",
            f'<p><img alt="graph" height="360" loading="lazy" src="/media/{OWN}" width="640"></p>',
        ),
        ("![graph](/media/a/graph.png)", '<p><a href="/media/a/graph.png" rel="noopener">graph</a></p>'),
        (
            "![graph](https://b.example/g.png)",
            '<p><a href="https://b.example/g.png" rel="noopener">graph</a></p>',
        ),
        ("[![graph](https://b.example/g.png)](/x/)", '<p><a href="/x/" rel="noopener">graph</a></p>'),
        ("![graph](data:image/png;base64,AA)", "<p>graph</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/b_c_d.", "https://a.example/b_c_d"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c)", "https://a.example/b_(c)"),
        ("**https://a.example/b**", "https://a.example/b"),
    ],
)
def test_a_bare_address_is_a_link(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="noopener">{address}</a>' in to_html(text)


def test_an_address_in_code_is_no_link() -> None:
    assert "<a" not in to_html("`https://a.example/`")


def test_a_table_is_a_table() -> None:
    html = to_html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert "<th>a</th>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "![" * 20_000, "[a](" * 20_000, ">" * 20_000, "- " * 3_000, "*" * 50_000]
)
def test_text_made_to_be_slow_keeps_its_words_and_is_quick(text: str) -> None:
    assert_harmless(to_html(text))


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Out\n\nTwo **of** three.\n\n- a\n- b", "Out Two of three. a b"),
        ("a  \nb", "a b"),
        ("5 < 6 & <b>", "5 < 6 & <b>"),
        ("`x` [y](https://z.example)", "x y"),
    ],
)
def test_to_text_keeps_the_words(markdown: str, text: str) -> None:
    assert to_text(markdown) == text
