"""The outbox."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_log_is_added_to_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "Invitation"),
                            ("password", "Account"),
                            ("notice", "Notice"),
                            ("digest", "Digest"),
                        ],
                        max_length=12,
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("sealed", models.TextField(blank=True)),
                ("reference", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "A worker is at it"),
                            ("handed-over", "Being handed over"),
                            ("sent", "Sent"),
                            ("in-doubt", "It may have gone"),
                            ("given-up", "Could not be sent"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try", models.DateTimeField()),
                ("claim", models.UUIDField(blank=True, null=True)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("sent", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "mail",
                "indexes": [
                    models.Index(
                        models.F("next_try"),
                        condition=models.Q(("state", "waiting")),
                        name="mail_waiting",
                    ),
                    models.Index(
                        models.F("until"),
                        condition=models.Q(("state__in", ("sending", "handed-over"))),
                        name="mail_under_way",
                    ),
                    models.Index(
                        models.F("organisation"), models.F("state"), name="mail_of_organisation"
                    ),
                ],
            },
        ),
    ]
