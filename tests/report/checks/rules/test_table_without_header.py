from tests.report.checks.clean import changed, check_clean, check_finds


def test_a_table_without_names() -> None:
    table = "| | |\n|---|---|\n| EU | 1,200 |"

    check_finds(changed(resolution=table), "table-without-header", "resolution")


def test_a_table_with_names() -> None:
    table = "| Region | Customers |\n|---|---|\n| EU | 1,200 |"

    check_clean(changed(resolution=table))
