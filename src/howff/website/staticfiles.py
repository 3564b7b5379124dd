"""Static files with hashed names, so that browsers may keep them for ever."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedModules(ManifestStaticFilesStorage):
    """Hashed names that JavaScript modules import each other by, too."""

    support_js_module_import_aggregation = True
