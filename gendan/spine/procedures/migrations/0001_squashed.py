import django.db.models.deletion
import gendan.spine.words
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_squashed'),
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure', models.CharField(max_length=60)),
                ('version', models.PositiveIntegerField(default=1)),
                ('state', models.CharField(max_length=60)),
                ('state_kind', models.CharField(max_length=10)),
                ('since', models.DateTimeField()),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department')),
                ('due_at', models.DateTimeField(null=True)),
                ('breached_at', models.DateTimeField(null=True)),
                ('numbers', models.JSONField(default=dict)),
                ('record_kind', models.CharField(max_length=60)),
                ('record_id', models.BigIntegerField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('main_kind', models.CharField(blank=True, max_length=60)),
                ('main_id', models.BigIntegerField(null=True)),
                ('main_title', models.CharField(blank=True, max_length=200)),
                ('started_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['procedure', 'state', 'since'], name='procedures_case_where'), models.Index(fields=['main_kind', 'main_id'], name='procedures_case_main'), models.Index(condition=models.Q(('breached_at', None), ('closed_at', None)), fields=['due_at'], name='procedures_case_unbreached')],
                'constraints': [models.UniqueConstraint(fields=('record_kind', 'record_id'), name='procedures_case_once')],
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stays', to='procedures.case')),
                ('procedure', models.CharField(max_length=60)),
                ('state', models.CharField(max_length=60)),
                ('entered_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('worked', models.BigIntegerField(null=True)),
                ('breached', models.BooleanField(default=False)),
                ('via', models.CharField(blank=True, max_length=60)),
                ('left_to', models.CharField(blank=True, max_length=60)),
                ('moved_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['entered_at', 'id'],
                'indexes': [models.Index(fields=['procedure', 'state', 'left_at'], name='procedures_stay_dwell'), models.Index(condition=models.Q(('breached', False), ('left_at', None)), fields=['due_at'], name='procedures_stay_unbreached')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('case',), name='procedures_stay_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Todo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='todos', to='procedures.case')),
                ('key', models.CharField(max_length=60)),
                ('title', gendan.spine.words.WordsField(max_length=200, verbose_name='what to do')),
                ('way', models.CharField(blank=True, max_length=20)),
                ('assignee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='todos', to=settings.AUTH_USER_MODEL)),
                ('instead_of', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department')),
                ('status', models.CharField(choices=[('open', 'open'), ('paused', 'paused'), ('done', 'done'), ('dropped', 'dropped')], default='open', max_length=10)),
                ('due_at', models.DateTimeField(null=True, verbose_name='due')),
                ('due_rule', models.JSONField(null=True)),
                ('wakes_at', models.DateTimeField(null=True)),
                ('reason', gendan.spine.words.WordsField(blank=True, max_length=200)),
                ('breached_at', models.DateTimeField(null=True)),
                ('record_kind', models.CharField(max_length=60)),
                ('record_id', models.BigIntegerField()),
                ('main_kind', models.CharField(blank=True, max_length=60)),
                ('main_id', models.BigIntegerField(null=True)),
                ('main_title', models.CharField(blank=True, max_length=200)),
                ('context', gendan.spine.words.WordsField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['assignee', 'due_at', 'id'], name='procedures_todo_mine'), models.Index(condition=models.Q(('status', 'open')), fields=['department', 'due_at', 'id'], name='procedures_todo_dept'), models.Index(condition=models.Q(('status', 'open')), fields=['due_at', 'id'], name='procedures_todo_due'), models.Index(condition=models.Q(('breached_at', None), ('status', 'open')), fields=['due_at'], name='procedures_todo_unbreached'), models.Index(condition=models.Q(('status', 'open')), fields=['created_by', 'due_at', 'id'], name='procedures_todo_by_me'), models.Index(condition=models.Q(('status__in', ['open', 'paused'])), fields=['main_kind', 'main_id', 'due_at'], name='procedures_todo_main'), models.Index(condition=models.Q(('status__in', ['open', 'paused'])), fields=['record_kind', 'record_id', 'due_at'], name='procedures_todo_record'), models.Index(condition=models.Q(('status', 'paused')), fields=['wakes_at'], name='procedures_todo_wakes'), models.Index(condition=models.Q(('status', 'done')), fields=['assignee', '-done_at'], name='procedures_todo_done')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'open'), _negated=True), ('due_at__isnull', False), _connector='OR'), name='procedures_open_todo_has_due')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signoffs', to='procedures.case')),
                ('state', models.CharField(max_length=60)),
                ('round', models.PositiveIntegerField(default=1)),
                ('party', models.CharField(max_length=60)),
                ('todo', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='signoff', to='procedures.todo')),
                ('verdict', models.CharField(choices=[('pending', 'to be signed'), ('agreed', 'agreed'), ('refused', 'refused'), ('void', 'no longer needed')], default='pending', max_length=10)),
                ('opinion', models.TextField(blank=True)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'state', 'round', 'party'), name='procedures_signoff_once')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('todo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='procedures.todo')),
                ('step', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=10)),
                ('to', models.CharField(default='owner', max_length=80)),
                ('due_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('told', models.JSONField(default=list)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['due_at'], name='procedures_escalation_due')],
                'constraints': [models.UniqueConstraint(fields=('todo', 'step'), name='procedures_escalation_once')],
            },
        ),
    ]
