"""Static files with hashed names, so that browsers may keep them for ever, and compressed once."""

from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names that JavaScript modules import each other by, too."""

    support_js_module_import_aggregation = True


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Sends each file in one piece: under ASGI, Django reads a stream whole anyway, and warns."""

    @staticmethod
    def serve(static_file: object, request: HttpRequest) -> HttpResponse:
        """The file, or word that the browser has it already."""
        found = static_file.get_response(request.method, request.META)  # type: ignore[attr-defined]
        with found.file or nullcontext() as file:
            response = HttpResponse(file.read() if file else b"", status=int(found.status))
        del response["content-type"]
        for name, value in found.headers:
            response[name] = value
        return response
