from incidents.models import ReferenceCounter


def next_reference(year: int) -> str:
    """Return the next free reference of the year, such as INC-2026-0007. Call it inside a transaction.

    The year's row stays locked until the transaction ends, so that no two incidents get one number.
    """
    ReferenceCounter.objects.get_or_create(year=year)
    counter = ReferenceCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"INC-{year}-{counter.last:04d}"
