import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="off_day_rule",
            field=models.CharField(
                choices=[
                    ("stay", "vẫn tính ngày đó"),
                    ("next", "lùi sang ngày làm việc kế tiếp"),
                    ("previous", "đưa về ngày làm việc liền trước"),
                ],
                default="stay",
                max_length=10,
                verbose_name="hạn rơi vào ngày nghỉ",
            ),
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "nghỉ"), ("at-work", "đi làm")], max_length=10, verbose_name="là ngày"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="lý do")),
                ("document", models.CharField(max_length=300, verbose_name="theo văn bản")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
            },
        ),
    ]
