"""The bucket of the published tree. A module of its own, so that who uses none doesn't load what it needs."""

from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

_CONFIG = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 3},
    request_checksum_calculation="when_required",  # stores other than Amazon's know no others
    response_checksum_validation="when_required",
)


class Bucket(S3Storage):  # type: ignore[misc]  # the package has no types
    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=_CONFIG, **options)
