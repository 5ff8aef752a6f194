from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_carry_the_rule_of_days_off"),
    ]

    operations = [migrations.RemoveField(model_name="programme", name="moves_off_holidays")]
