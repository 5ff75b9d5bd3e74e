"""What was destroyed in the records is not left in the files that hold them."""

from django.db import connection, transaction

from mainstay.programme.assessment.models import Asked, Round, Sheet


def erase_after_commit() -> None:
    """As far as the database lets itself be told to; docs/explanation/confidentiality.md has it."""
    transaction.on_commit(_erase, robust=True)


def _erase() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        tables = ", ".join(one._meta.db_table for one in (Sheet, Asked, Round))
        cursor.execute(f"VACUUM {tables}")
