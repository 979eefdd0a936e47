import gendan.spine.words
from django.db import migrations


# What a state asked for becomes the key of its sentence; what a person wrote stays.
OF_STATES = r"""
UPDATE procedures_todo t SET
    title = left(E'\x1ftodo.' || c.procedure || '.' || substr(t.key, 7) || E'\x1f'
        || CASE WHEN c.title <> '' AND position(c.title IN t.title) > 0 THEN c.title ELSE '' END, 200),
    context = left(E'\x1fplace.' || c.procedure || '.' || substr(t.key, 7) || E'\x1f', 120),
    reason = CASE WHEN t.status = 'paused' AND t.due_rule IS NULL
        THEN left(E'\x1fstate.' || c.procedure || '.' || substr(t.key, 7) || E'\x1f', 200) ELSE t.reason END
FROM procedures_case c WHERE c.id = t.case_id AND t.key LIKE 'state.%'
"""
OF_SIGN_OFFS = r"""
UPDATE procedures_todo t SET
    title = left(E'\x1ftodo.' || c.procedure || '.' || s.state || E'\x1f'
        || CASE WHEN c.title <> '' AND position(c.title IN t.title) > 0 THEN c.title ELSE '' END, 200),
    context = left(E'\x1fplace.' || c.procedure || '.' || s.state || '.' || s.party || E'\x1f', 120)
FROM procedures_signoff s JOIN procedures_case c ON c.id = s.case_id WHERE s.todo_id = t.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0003_stay_left_to'),
    ]

    operations = [
        migrations.AlterField(
            model_name='todo',
            name='context',
            field=gendan.spine.words.WordsField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='todo',
            name='reason',
            field=gendan.spine.words.WordsField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='todo',
            name='title',
            field=gendan.spine.words.WordsField(max_length=200, verbose_name='what to do'),
        ),
        migrations.RunSQL(OF_STATES, migrations.RunSQL.noop),
        migrations.RunSQL(OF_SIGN_OFFS, migrations.RunSQL.noop),
    ]
