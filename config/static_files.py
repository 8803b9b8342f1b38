from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>from "(?P<url>\./[\w.-]+)")""", 'from "%(url)s"')


class StaticFiles(ManifestStaticFilesStorage):
    """Static files named after their content, also where one of our modules imports another."""

    patterns = (*ManifestStaticFilesStorage.patterns, ("js/*.js", (_IMPORT,)))
