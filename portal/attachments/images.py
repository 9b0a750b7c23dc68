"""Pictures are decoded and drawn anew: what is not a pixel (place and owner of the telephone, scripts) stays
behind."""

import io
import warnings
from typing import Any

from PIL import Image, ImageOps

from portal.attachments import rules
from portal.refusals import Refused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4096  # larger ones are scaled down
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
SETTINGS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 88, "progressive": True},
    "WEBP": {"quality": 86},
}


def redrawn(content: bytes, extension: str) -> bytes:
    """The same picture without metadata. Raises Refused for what is no picture or has too many pixels."""
    kind = FORMATS[extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redraw(content, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(rules.IMAGE_TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # what Pillow raises for broken pictures
        raise Refused(rules.NOT_WHAT_IT_SAYS) from None


def _redraw(content: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        if picture.width * picture.height > MOST_PIXELS:  # known from the header, before a pixel is decoded
            raise Refused(rules.IMAGE_TOO_LARGE)
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = upright.convert(_mode(upright, kind))
    clean.info.clear()
    sink = io.BytesIO()
    clean.save(sink, format=kind, **SETTINGS[kind])
    return sink.getvalue()


def _mode(picture: Image.Image, kind: str) -> str:
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "RGBA" if see_through and kind != "JPEG" else "RGB"
