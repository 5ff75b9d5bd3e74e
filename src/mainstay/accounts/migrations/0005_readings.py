"""Which entries of the log tell who looked at a practice."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_sessions_ended"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("practice_code", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("look", models.CharField(max_length=20)),
                ("entry", models.PositiveBigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["practice_code", "-entry"], name="accounts_re_practic_680494_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("person"),
                        models.F("practice_code"),
                        models.F("day"),
                        models.F("look"),
                        name="a_reading_is_noted_once_a_day",
                    )
                ],
            },
        ),
    ]
