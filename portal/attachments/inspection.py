"""Is this file what its name says? Extension list, signature and structure must agree; images are drawn
anew."""

import io
import zipfile
from collections.abc import Callable

import puremagic

from portal.attachments import names, rules
from portal.attachments.images import redrawn
from portal.refusals import Refused

# Office files are ZIP archives: a kilobyte may unpack to gigabytes in somebody's scanner or viewer.
MOST_UNPACKED, MOST_MEMBERS = 300 * 1024 * 1024, 5_000
HWP_SIGNATURE = b"HWP Document File"

# What puremagic may call a file of each extension.
SIGNATURES = {
    "pdf": {".pdf", ".ai"},
    "hwp": {".hwp", ".doc", ".xls", ".ppt", ".msi", ".ole", ".cfb", ".msg", ".fpx"},
    "hwpx": {".hwpx", ".zip", ".odt", ".epub", ".jar", ".xps"},
    "docx": {".docx", ".zip", ".jar", ".ooxml", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".zip", ".jar", ".ooxml", ".xlsm", ".xltx"},
    "png": {".png"},
    "jpg": {".jpg", ".jpeg", ".jfif", ".jpe"},
    "webp": {".webp"},
}


def inspect(name: str, content: bytes) -> tuple[bytes, str]:
    """The bytes to keep and their content type. Raises Refused."""
    extension = names.extension(name)
    if extension not in rules.CONTENT_TYPES:
        raise Refused(rules.WRONG_TYPE)
    content_type = rules.CONTENT_TYPES[extension]
    extension = "jpg" if extension == "jpeg" else extension
    if not _signatures(content) & SIGNATURES[extension]:
        raise Refused(rules.NOT_WHAT_IT_SAYS)
    if content_type.startswith("image/"):
        return redrawn(content, extension), content_type
    CHECKS[extension](content)
    return content, content_type


def _signatures(content: bytes) -> set[str]:
    try:
        return {found.extension.lower() for found in puremagic.magic_string(content)}
    except (puremagic.PureError, ValueError):
        return set()


def _check_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise Refused(rules.NOT_WHAT_IT_SAYS)


def _check_hwp(content: bytes) -> None:
    if HWP_SIGNATURE not in content:
        raise Refused(rules.NOT_WHAT_IT_SAYS)


def _check_hwpx(content: bytes) -> None:
    with _archive(content) as archive:
        if not _says(archive, "mimetype", b"application/hwp+zip"):
            raise Refused(rules.NOT_WHAT_IT_SAYS)


def _check_office(folder: str) -> Callable[[bytes], None]:
    def check(content: bytes) -> None:
        with _archive(content) as archive:
            members = archive.namelist()
        if "[Content_Types].xml" not in members or not any(member.startswith(folder) for member in members):
            raise Refused(rules.NOT_WHAT_IT_SAYS)
        if any(member.lower().endswith("vbaproject.bin") for member in members):
            raise Refused(rules.MACROS)

    return check


def _archive(content: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused(rules.NOT_WHAT_IT_SAYS) from None
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(rules.NOT_WHAT_IT_SAYS)
    return archive


def _says(archive: zipfile.ZipFile, member: str, words: bytes) -> bool:
    try:
        with archive.open(member) as file:
            return file.read(len(words) + 1).strip() == words
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return False


CHECKS: dict[str, Callable[[bytes], None]] = {
    "pdf": _check_pdf,
    "hwp": _check_hwp,
    "hwpx": _check_hwpx,
    "docx": _check_office("word/"),
    "xlsx": _check_office("xl/"),
}
