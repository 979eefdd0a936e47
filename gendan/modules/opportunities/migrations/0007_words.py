import gendan.spine.words
from django.db import migrations


COPY = """
UPDATE opportunities_opportunity r SET next_title = t.title FROM procedures_todo t
WHERE t.id = r.next_todo_id AND r.next_title <> t.title
"""


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0004_words'),
        ('opportunities', '0006_history_by_statement'),
    ]

    operations = [
        migrations.AlterField(
            model_name='opportunity',
            name='next_title',
            field=gendan.spine.words.WordsField(blank=True, editable=False, max_length=200),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]
