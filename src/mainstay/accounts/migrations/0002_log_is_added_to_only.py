"""The log's first tail, and a database that refuses to change or delete an entry."""

from django.db import migrations

START = "0" * 64
REFUSED = "The log is added to and never changed."
SQLITE = [
    f"CREATE TRIGGER entry_no_{name} BEFORE {name.upper()} ON accounts_entry "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for name in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER entry_refuse BEFORE UPDATE OR DELETE ON accounts_entry "
    "FOR EACH ROW EXECUTE FUNCTION entry_refuse()",
    "CREATE TRIGGER entry_refuse_truncate BEFORE TRUNCATE ON accounts_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION entry_refuse()",
]


def guard(apps, schema_editor):
    apps.get_model("accounts", "Tail").objects.create(number=0, hash=START)
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("accounts", "0001_initial"),)
    operations = (migrations.RunPython(guard, migrations.RunPython.noop),)
