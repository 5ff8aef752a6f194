from django.db import migrations


def carry(apps, schema_editor):
    apps.get_model("organisations", "Programme").objects.filter(moves_off_holidays=True).update(off_day_rule="next")


def carry_back(apps, schema_editor):
    apps.get_model("organisations", "Programme").objects.filter(off_day_rule="next").update(moves_off_holidays=True)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_choose_what_becomes_of_days_off"),
    ]

    operations = [migrations.RunPython(carry, carry_back)]
