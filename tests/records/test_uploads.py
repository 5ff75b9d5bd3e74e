"""Files that people attach: what is taken, how it is kept, and how it is given back."""

import io
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import RequestFactory

from mainstay.accounts import uploads
from mainstay.accounts.file_kinds import CSV, EXCEL, JPEG, ODT, OPEN_TEXT, PDF, PNG, TEXT, WORD
from mainstay.accounts.models import Entry, Upload, UploadContent
from mainstay.terms.errors import MainstayError
from mainstay.web.layout.downloads import uploaded
from mainstay.web.layout.uploads import UploadField
from tests.records.conftest import NOW

TEN_MB = 10 * 1024 * 1024


def zipped(*parts: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return made.getvalue()


TYPES = ("[Content_Types].xml", b"<Types/>")
WORDS = zipped(TYPES, ("word/document.xml", b"<x/>"))
TAKEN = {
    "agreement.pdf": (b"%PDF-1.7 ...", PDF),
    "stairs.png": (b"\x89PNG\r\n\x1a\n....", PNG),
    "room.JPEG": (b"\xff\xd8\xff\xe0....", JPEG),
    "letter.docx": (WORDS, WORD),
    "rota.xlsx": (zipped(TYPES, ("xl/workbook.xml", b"<x/>")), EXCEL),
    "notes.odt": (zipped(("mimetype", ODT.encode()), ("content.xml", b"<x/>")), OPEN_TEXT),
    "staff.csv": ("name,hours\nAnn,37½\n".encode(), CSV),
    "notes.txt": (b"We met on Monday.\r\n", TEXT),
}
REFUSED = {
    "a program": ("run.pdf", b"MZ\x90\x00\x03", "not taken"),
    "an old Word file": ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not taken"),
    "a picture of lines": ("x.txt", b"\x00\x01text", "not taken"),
    "another alphabet's bytes": ("x.txt", b"caf\xe9", "not taken"),
    "any zip": ("x.docx", zipped(("run.exe", b"MZ")), "not taken"),
    "a workbook without its parts": ("x.xlsx", zipped(("xl/workbook.xml", b"")), "not taken"),
    "macros": ("x.docx", zipped(TYPES, ("word/document.xml", b""), ("word/vbaProject.bin", b"")),
               "macros"),
    "broken": ("x.docx", WORDS[:40], "broken"),
    "what unpacks to much": ("x.docx", zipped(TYPES, ("word/document.xml", bytes(201 * 2**20))),
                             "safe to open"),
    "nothing": ("x.txt", b"", "empty"),
    "too much": ("x.txt", b"a" * (TEN_MB + 1), "larger than 10 MB"),
}  # fmt: skip


@pytest.fixture
def keep(office, lead):
    def made(name: str, content: bytes) -> Upload:
        return uploads.attach(file=SimpleUploadedFile(name, content), to=office, by=lead, now=NOW)

    return made


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_is_known_by_its_content(name, keep):
    content, kind = TAKEN[name]
    made = keep("anything.exe" if kind is not CSV else name, content)
    assert made.content_type == kind.content_type
    assert made.name.endswith(kind.ending)
    assert uploads.content_of(Upload.objects.get(pk=made.pk)) == content


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_told_and_leaves_nothing(what, keep):
    name, content, told = REFUSED[what]
    before = Entry.objects.count()
    with pytest.raises(MainstayError, match=told):
        keep(name, content)
    assert not Upload.objects.exists()
    assert Entry.objects.count() == before


def test_just_as_large_as_may_be_is_taken(keep):
    assert keep("x.txt", b"a" * TEN_MB).size == TEN_MB


def test_the_log_tells_of_it(keep, office, lead):
    made = keep("letter.docx", WORDS)
    told = Entry.objects.get(event="attached the file")
    assert (told.subject, told.organisation) == ("letter.docx", str(office.pk))
    assert told.details == {"sha256": made.sha256, "size": len(WORDS)}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\ann\\my notes.txt", "my notes.txt"),
        ("page.html", "page.txt"),
        ('a"b\r\nSet-Cookie: x.txt', "abSet-Cookie x.txt"),
        ("\u202egpj.exe", "gpj.txt"),
        ("", "file.txt"),
        ("...", "file.txt"),
        ("é" * 300 + ".txt", "é" * 120 + ".txt"),
    ],
)
def test_a_name_is_made_safe(given, kept, office, lead):
    file = SimpleUploadedFile("x", b"words")
    file._name = given
    assert uploads.attach(file=file, to=office, by=lead, now=NOW).name == kept


def test_a_list_of_files_does_not_read_them(keep, django_assert_num_queries):
    keep("letter.docx", WORDS)
    with django_assert_num_queries(1) as asked:
        assert [one.name for one in Upload.objects.all()] == ["letter.docx"]
    assert "uploadcontent" not in asked.captured_queries[0]["sql"]


def test_what_was_changed_in_the_records_is_not_given_out(keep):
    made = keep("letter.docx", WORDS)
    UploadContent.objects.update(content=b"something else")
    with pytest.raises(MainstayError, match="not as it was attached"):
        uploaded(Upload.objects.get(pk=made.pk))


def test_it_is_saved_and_never_opened_as_a_page(keep):
    made = keep("Protokoll für März.txt", b"<script>alert(1)</script>")
    answer = uploaded(made)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert "f%C3%BCr" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


class AgreementForm(forms.Form):
    file = UploadField(label="The signed agreement")


def test_a_form_says_what_is_wrong_with_a_file():
    for name, content, told in REFUSED.values():
        form = AgreementForm({}, {"file": SimpleUploadedFile(name, content)})
        assert told in " ".join(form.errors["file"])
    assert AgreementForm({}, {}).errors["file"] == ["Choose a file"]


def test_a_form_hands_over_a_file_that_can_be_read(office, lead):
    form = AgreementForm({}, {"file": SimpleUploadedFile("a.txt", b"words")})
    assert form.is_valid()
    made = uploads.attach(file=form.cleaned_data["file"], to=office, by=lead, now=NOW)
    assert uploads.content_of(made) == b"words"


def test_the_box_is_part_of_the_macros_of_forms():
    source = '{% from "layout/forms.jinja" import whole %}{{ whole(form, "Send", "") }}'
    made = engines["jinja2"].from_string(source).render({"form": AgreementForm()})
    assert 'enctype="multipart/form-data"' in made
    assert 'type="file" accept=".pdf,' in made
    assert 'aria-describedby="id_file-hint"' in made


def test_the_rest_of_what_is_too_large_is_dropped():
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"a" * (3 * TEN_MB))})
    assert TEN_MB < request.FILES["file"].size < TEN_MB + 2**17
    form = AgreementForm({}, request.FILES)
    assert "larger than 10 MB" in " ".join(form.errors["file"])
    request.close()
