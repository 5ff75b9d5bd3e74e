"""A box for a file in a form, and a limit on what is read of one."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from mainstay.accounts.file_kinds import KINDS
from mainstay.accounts.uploads import MOST_BYTES, checked
from mainstay.terms.errors import MainstayError

ENDINGS = ",".join(one.ending for one in KINDS) + ",.jpeg"


class UploadField(forms.FileField):
    """A file that `attach` will take; in a template, the form needs the macro `enctype`."""

    widget = forms.FileInput(attrs={"accept": ENDINGS})

    def __init__(self, **more) -> None:
        more.setdefault("help_text", "PDF, Word, Excel, OpenDocument, PNG, JPEG or text; 10 MB.")
        more.setdefault("error_messages", {"required": "Choose a file"})
        more["error_messages"].setdefault("empty", "This file is empty. Choose another.")
        super().__init__(**more)

    def clean(self, data: object, initial: object = None) -> UploadedFile | None:
        given = super().clean(data, initial)
        if given:
            try:
                checked(given)
            except MainstayError as error:
                raise forms.ValidationError(str(error)) from error
            given.seek(0)
        return given


class UpToALimit(FileUploadHandler):
    """Drops the rest of a file that is too large, so that it fills neither memory nor disk.

    Named first in settings.FILE_UPLOAD_HANDLERS. Enough is kept for the form to see that it is.
    """

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.read = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        before, self.read = self.read, self.read + len(raw_data)
        return raw_data if before <= MOST_BYTES else None

    def file_complete(self, file_size: int) -> None:
        return None
