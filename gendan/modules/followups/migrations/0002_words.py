import gendan.spine.words
from django.db import migrations


COPY = """
UPDATE followups_promise r SET next_title = t.title FROM procedures_todo t
WHERE t.id = r.next_todo_id AND r.next_title <> t.title
"""


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0004_words'),
        ('followups', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='promise',
            name='next_title',
            field=gendan.spine.words.WordsField(blank=True, editable=False, max_length=200),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]
