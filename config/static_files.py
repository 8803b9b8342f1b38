from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

# A module that goes by two names runs twice, so a bare `import "./x.js"` counts as much as one `from` it.
_IMPORT = (r"""(?P<matched>\b(?P<word>from|import) "(?P<url>\./[\w.-]+)")""", '%(word)s "%(url)s"')


class StaticFiles(ManifestStaticFilesStorage):
    """Static files named after their content, also where one of our modules imports another."""

    patterns = (*ManifestStaticFilesStorage.patterns, ("js/*.js", (_IMPORT,)))
