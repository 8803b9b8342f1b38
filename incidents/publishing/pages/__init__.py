"""From values to the files of the public tree: the same values make the same bytes, whenever and wherever."""

from incidents.publishing.pages.api import api_files
from incidents.publishing.pages.components import component_files
from incidents.publishing.pages.feed import feed_files
from incidents.publishing.pages.find import find_contents_files, find_posts_files, find_words_files
from incidents.publishing.pages.fixed import fixed_files
from incidents.publishing.pages.front import front_files, missing_files
from incidents.publishing.pages.ledger import PART, ledger_head, ledger_part, part_of
from incidents.publishing.pages.lists import history_files, month_files, month_part_files, severity_files
from incidents.publishing.pages.post import changes_files, edition_files, post_files, withdrawn_files
from incidents.publishing.pages.sitemap import sitemap_files, sitemap_part_files

__all__ = [
    "PART",
    "api_files",
    "changes_files",
    "component_files",
    "edition_files",
    "feed_files",
    "find_contents_files",
    "find_posts_files",
    "find_words_files",
    "fixed_files",
    "front_files",
    "history_files",
    "ledger_head",
    "ledger_part",
    "missing_files",
    "month_files",
    "month_part_files",
    "part_of",
    "post_files",
    "severity_files",
    "sitemap_files",
    "sitemap_part_files",
    "withdrawn_files",
]
