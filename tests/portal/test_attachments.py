"""Hostile files, honest files, and who may fetch them."""

import io
import os
import socket
import threading
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from portal import attachments, clock
from portal.attachments import rules, scanning, sweeping
from portal.attachments.forms import FilesField
from portal.attachments.models import File
from portal.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", size, "teal").save(sink, kind, **options)
    return sink.getvalue()


def archive(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("Types", "[Content_Types].xml"), content)
    return sink.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
DOCX = archive(Types=b"<Types/>", word__document=b"<w/>")
XLSX = archive(Types=b"<Types/>", xl__workbook=b"<x/>")
HWPX = archive(mimetype=b"application/hwp+zip", Contents__section0=b"<h/>")
HWP = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + b"HWP Document File V3.00" + b"\0" * 600


def store(user, name: str, content: bytes) -> File:
    return attachments.store(user, SimpleUploadedFile(name, content), clock.now())


def refused(user, name: str, content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        store(user, name, content)
    assert not File.objects.exists()
    return caught.value.refusal.code


# ------------------------------------------------------------------ honest files
@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("회의록.pdf", PDF, "application/pdf"),
        ("계획.docx", DOCX, rules.CONTENT_TYPES["docx"]),
        ("예산.XLSX", XLSX, rules.CONTENT_TYPES["xlsx"]),
        ("공문.hwpx", HWPX, "application/hwp+zip"),
        ("옛 공문.hwp", HWP, "application/x-hwp"),
        ("사진.png", picture("PNG"), "image/png"),
        ("사진.jpeg", picture("JPEG"), "image/jpeg"),
        ("사진.webp", picture("WEBP"), "image/webp"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_offices_and_people_use_is_taken(alice, name: str, content: bytes, content_type: str) -> None:
    file = store(alice, name, content)
    assert (file.content_type, file.name.lower()) == (content_type, name.lower())
    assert file.blob.size == file.size
    assert len(file.sha256) == 64


def test_a_photograph_loses_the_place_where_it_was_taken(alice) -> None:
    exif = Image.Exif()
    exif[0x010F] = "비밀 사진기"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    content = picture("JPEG", (60, 40), exif=exif)
    assert "비밀".encode() in content or b"Exif" in content
    with Image.open(store(alice, "집.jpg", content).blob) as kept:
        assert dict(kept.getexif()) == {}
        assert kept.size == (40, 60), "upright, since the mark that says so is gone"


def test_a_transparent_picture_stays_so_and_its_hidden_text_goes(alice) -> None:
    from PIL.PngImagePlugin import PngInfo

    note, sink = PngInfo(), io.BytesIO()
    note.add_text("Comment", "<script>alert(1)</script>")
    Image.new("RGBA", (5, 5), (0, 0, 0, 0)).save(sink, "PNG", pnginfo=note)
    with store(alice, "a.png", sink.getvalue()).blob.open() as kept:
        content = kept.read()
    assert b"script" not in content
    assert Image.open(io.BytesIO(content)).mode == "RGBA"


# ------------------------------------------------------------------ hostile files
@pytest.mark.parametrize(
    "name", ["x.html", "x.svg", "x.exe", "x.php", "x", ".png", "x.png.exe", "x.docm", "x.gif"]
)
def test_other_extensions_are_refused(alice, name: str) -> None:
    assert refused(alice, name, picture()) == "file_type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.png", b"<!doctype html><script>alert(1)</script>"),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("page.docx", b"<html></html>"),
        ("program.jpg", b"MZ\x90\x00" + b"\0" * 200),
        ("head.png", picture()[:60]),
        ("zip.docx", archive(readme=b"no word here")),
        ("sheet.docx", XLSX),
        ("zip.hwpx", archive(mimetype=b"application/zip")),
        ("old.hwp", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 900),
        ("cut.docx", DOCX[:-30]),
        ("gif.png", b"GIF89a" + b"\0" * 100),
        ("jpg.png", picture("JPEG")),
        ("cut.pdf", b"%PDF-1.4\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_what_its_name_says_is_refused(alice, name: str, content: bytes) -> None:
    assert refused(alice, name, content) == "file_content"


def test_the_sentence_names_the_file_that_was_refused(alice) -> None:
    for name, content in (("가짜.pdf", b"no pdf"), ("빈 것.pdf", b"")):
        with pytest.raises(Refused) as caught:
            store(alice, name, content)
        assert str(caught.value.refusal).startswith(f"‘{name}’: ")
    sent = [SimpleUploadedFile("좋은.pdf", PDF), SimpleUploadedFile("빈 것.pdf", b"")]
    with pytest.raises(ValidationError, match=r"‘빈 것\.pdf’: 빈 파일입니다"):
        FilesField().clean(sent)


def test_macros_are_refused(alice) -> None:
    content = archive(Types=b"<Types/>", word__document=b"<w/>", word__vbaProject=b"x")
    assert store(alice, "ok.docx", content)
    File.objects.all().delete()
    sink = io.BytesIO(content)
    with zipfile.ZipFile(sink, "a") as file:
        file.writestr("word/vbaProject.bin", b"macro")
    assert refused(alice, "macro.docx", sink.getvalue()) == "file_macros"


def test_a_picture_with_huge_dimensions_is_refused_before_it_is_drawn(alice) -> None:
    content = bytearray(picture("PNG", (1, 1)))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    assert refused(alice, "bomb.png", bytes(content)) == "image_too_large"


def test_an_archive_that_unpacks_to_gigabytes_is_refused(alice, monkeypatch) -> None:
    monkeypatch.setattr("portal.attachments.inspection.MOST_UNPACKED", 1_000_000)
    bomb = archive(Types=b"<Types/>", word__document=b"\0" * 2_000_000)
    assert len(bomb) < 10_000
    assert refused(alice, "bomb.docx", bomb) == "file_content"


def test_size_is_bounded_on_both_sides(alice) -> None:
    assert refused(alice, "empty.pdf", b"") == "file_empty"
    assert refused(alice, "big.pdf", b"%PDF-1.4" + b"\0" * attachments.MAX_BYTES + b"%%EOF") == "file_too_big"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\me\\사진.png", "사진.png"),
        ("보고서\u202egnp.pdf.png", "보고서gnp.pdf.png"),
        ("a\x00b.png", "ab.png"),
        ("각각.png", "각각.png"),
        ("x" * 500 + ".png", "x" * 116 + ".png"),
        ("<b>.png", "b.png"),
        ('a".png', "a.png"),
    ],
    ids=range(8),
)
def test_names_are_tidied_and_never_become_paths(alice, given: str, kept: str) -> None:
    uploaded = SimpleUploadedFile("x.png", picture())
    uploaded._name = given  # past the care that Django already takes
    file = attachments.store(alice, uploaded, clock.now())
    assert file.name == kept
    assert file.blob.name == f"files/{file.public_id[:2]}/{file.public_id}"


def test_one_person_cannot_fill_the_disk(alice, monkeypatch) -> None:
    monkeypatch.setattr(rules, "PER_DAY", 1)
    store(alice, "a.pdf", PDF)
    with pytest.raises(Refused, match="too_many_uploads"):
        store(alice, "b.pdf", PDF)


def test_a_form_takes_five_files_and_no_more() -> None:
    field = FilesField()
    files = [SimpleUploadedFile(f"{at}.pdf", PDF) for at in range(6)]
    assert len(field.clean(files[:5])) == 5
    assert field.clean([]) == []
    with pytest.raises(Exception, match="다섯 개"):
        field.clean(files)


# ------------------------------------------------------------------ fetching
@pytest.fixture
def shown() -> Callable[[bool], None]:
    """`shown(True)`: a room says that everybody may see the thing on which the files hang."""

    def say(answer: bool) -> None:
        attachments.register("accounts.User", visible=lambda user, holder: answer, field="attachments")

    yield say
    attachments._holders.pop("accounts.User", None)


def test_a_file_is_sent_as_a_download_in_a_sandbox(alice, client_of) -> None:
    file = store(alice, "회의록 1.pdf", PDF)
    response = client_of(alice).get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "private" in response["Cache-Control"]


def test_strangers_find_nothing_until_the_room_shows_the_thing(alice, bob, client, client_of, shown) -> None:
    url = store(alice, "a.pdf", PDF).get_absolute_url()
    assert [client.get(url).status_code, client_of(bob).get(url).status_code] == [404, 404]
    shown(False)
    assert client_of(bob).get(url).status_code == 404
    shown(True)
    assert [client.get(url).status_code, client_of(bob).get(url).status_code] == [200, 200]


@pytest.mark.parametrize(
    "url", ["/files/abcdefghijkl/", "/files/..%2f..%2fsecret/", "/files/%00/", "/media/files/"]
)
def test_there_is_no_way_around_the_door(client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_the_folder_of_uploads_is_not_served() -> None:
    assert not settings.MEDIA_URL or settings.MEDIA_URL == "/"
    assert Path(settings.MEDIA_ROOT) not in [Path(folder) for folder in settings.STATICFILES_DIRS]


def test_bytes_without_a_row_are_swept_after_a_day(alice, settings) -> None:
    kept = store(alice, "a.pdf", PDF)
    orphan = Path(settings.MEDIA_ROOT) / "files" / "zz" / "zzzzzzzzzzzz"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(PDF)
    assert sweeping.sweep(clock.now()) == 0
    old = (clock.now() - timedelta(days=2)).timestamp()
    for path in (orphan, Path(kept.blob.path)):
        os.utime(path, (old, old))
    assert sweeping.sweep(clock.now()) == 1
    assert not orphan.exists()
    assert Path(kept.blob.path).exists()


# ------------------------------------------------------------------ the scanner
def serve(path: Path, answer: bytes) -> threading.Thread:
    """A daemon that speaks ClamAV's INSTREAM once."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen(1)

    def talk() -> None:
        wire, _ = server.accept()
        with wire, server:
            heard = b""
            while not heard.endswith(b"\0\0\0\0"):
                heard += wire.recv(65536)
            assert heard.startswith(b"zINSTREAM\0")
            wire.sendall(answer)

    thread = threading.Thread(target=talk)
    thread.start()
    return thread


@pytest.mark.parametrize(
    ("answer", "state", "status"),
    [(b"stream: OK\0", "clean", 200), (b"stream: Eicar-Signature FOUND\0", "infected", 404)],
    ids=["clean", "infected"],
)
def test_with_a_scanner_nobody_gets_a_file_before_its_verdict(
    alice, client_of, tmp_path, settings, answer: bytes, state: str, status: int
) -> None:
    settings.CLAMAV_ADDRESS = str(tmp_path / "clamd")
    file = store(alice, "a.pdf", PDF)
    assert client_of(alice).get(file.get_absolute_url()).status_code == 404
    thread = serve(tmp_path / "clamd", answer)
    scanning.scan(file.public_id)
    thread.join(5)
    file.refresh_from_db()
    assert file.scan_state == state
    assert client_of(alice).get(file.get_absolute_url()).status_code == status


def test_a_scanner_that_does_not_answer_leaves_the_file_waiting(alice, tmp_path, settings) -> None:
    settings.CLAMAV_ADDRESS = str(tmp_path / "nobody")
    file = store(alice, "a.pdf", PDF)
    with pytest.raises(OSError):
        scanning.scan(file.public_id)
    file.refresh_from_db()
    assert file.scan_state == File.Scan.WAITING
