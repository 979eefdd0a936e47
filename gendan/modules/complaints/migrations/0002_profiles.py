"""The profiles and causes that a company begins with are laid after each migration, see beginnings.py."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_complaints")]
    operations = []
