import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import gendan.spine.words
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_squashed'),
        ('org', '0001_squashed'),
        ('org', '__first__'),
        ('procedures', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('main_owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('main_department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department')),
                ('main_related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='customers.customer', verbose_name='customer')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='activities', to='customers.contact', verbose_name='contact')),
                ('record_kind', models.CharField(blank=True, max_length=60)),
                ('record_id', models.BigIntegerField(blank=True, null=True)),
                ('record_title', models.CharField(blank=True, max_length=200)),
                ('way', models.CharField(choices=[('call', 'call'), ('chat', 'chat'), ('visit', 'visit'), ('mail', 'e-mail'), ('sms', 'SMS'), ('meeting', 'meeting'), ('letter', 'letter'), ('gift', 'gift'), ('demonstration', 'demonstration')], default='call', max_length=14, verbose_name='way')),
                ('channel', models.CharField(blank=True, choices=[('phone', 'telephone'), ('wechat', 'WeChat'), ('qq', 'QQ (legacy)'), ('email', 'e-mail'), ('sms', 'SMS'), ('fax', 'fax (legacy)'), ('face', 'face to face'), ('letter', 'letter')], max_length=8, verbose_name='channel')),
                ('follow_kind', models.CharField(blank=True, choices=[('service', 'service follow-up'), ('conversion', 'conversion follow-up'), ('long_term', 'long-term follow-up')], max_length=10, verbose_name='kind of follow-up')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='duration')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='number')),
                ('asked_for', models.CharField(blank=True, max_length=60, verbose_name='asked for')),
                ('answered_by', models.CharField(blank=True, max_length=60, verbose_name='answered by')),
                ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='attempt')),
                ('purpose', models.CharField(blank=True, max_length=200, verbose_name='purpose')),
                ('text', models.TextField(blank=True, verbose_name='what happened')),
                ('result', models.CharField(blank=True, choices=[('progress', 'progress'), ('sample', 'wants a sample'), ('price', 'talks price'), ('no_progress', 'no progress'), ('not_in', 'not in'), ('out', 'out'), ('in_meeting', 'in a meeting'), ('wrong_number', 'wrong number'), ('no_answer', 'no answer')], max_length=14, verbose_name='result')),
                ('attitude', models.CharField(blank=True, choices=[('warm', 'interested'), ('neutral', 'neutral'), ('cold', 'cold'), ('annoyed', 'annoyed')], max_length=8, verbose_name='attitude')),
                ('effect', models.CharField(blank=True, max_length=200, verbose_name='effect on the customer')),
                ('checked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, editable=False, size=None, verbose_name='points ticked')),
                ('no_next_reason', models.CharField(blank=True, max_length=200, verbose_name='why there is no next step')),
                ('next_todo_id', models.BigIntegerField(editable=False, null=True)),
                ('created_at', models.DateTimeField(editable=False)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('once', models.UUIDField(editable=False, null=True, unique=True)),
            ],
            options={
                'verbose_name': 'activity',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='activity_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='activity_related_dept'), django.contrib.postgres.indexes.GinIndex(fields=['main_related_ids'], name='activity_main_related'), models.Index(fields=['customer', '-at', '-id'], name='followups_of_customer'), models.Index(fields=['owner', '-at', '-id'], name='followups_own'), models.Index(fields=['department', '-at', '-id'], name='followups_dept'), models.Index(fields=['main_owner', '-at', '-id'], name='followups_main_owner'), models.Index(fields=['main_department', '-at', '-id'], name='followups_main_dept'), models.Index(fields=['-at', '-id'], name='followups_all'), models.Index(fields=['record_kind', 'record_id', '-at'], name='followups_record')],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='customers.customer', verbose_name='customer')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='customers.contact')),
                ('what', models.CharField(max_length=200, verbose_name='what was sent')),
                ('technical', models.BooleanField(default=False, verbose_name='technical documents')),
                ('carrier', models.CharField(blank=True, max_length=120, verbose_name='carrier and number')),
                ('sent_at', models.DateTimeField(verbose_name='sent at')),
                ('arrives_at', models.DateTimeField(verbose_name='expected to arrive')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('todo_id', models.BigIntegerField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('main_owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('main_department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department')),
                ('main_related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('case', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.case')),
                ('state', models.CharField(blank=True, editable=False, max_length=60)),
                ('state_kind', models.CharField(blank=True, editable=False, max_length=10)),
                ('state_since', models.DateTimeField(editable=False, null=True)),
                ('next_todo_id', models.BigIntegerField(editable=False, null=True)),
                ('next_due_at', models.DateTimeField(editable=False, null=True)),
                ('next_title', gendan.spine.words.WordsField(blank=True, editable=False, max_length=200)),
                ('next_way', models.CharField(blank=True, editable=False, max_length=20)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='customers.customer', verbose_name='customer')),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='customers.contact')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='promises', to='followups.activity')),
                ('question', models.CharField(max_length=300, verbose_name='open question')),
                ('due_at', models.DateTimeField(verbose_name='answer promised for')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('kept', models.BooleanField(blank=True, null=True, verbose_name='kept')),
                ('created_at', models.DateTimeField(editable=False)),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'promise',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='promise_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='promise_related_dept'), django.contrib.postgres.indexes.GinIndex(fields=['main_related_ids'], name='promise_main_related'), models.Index(fields=['owner', 'due_at', 'id'], name='followups_promise_own'), models.Index(fields=['department', 'due_at', 'id'], name='followups_promise_dept'), models.Index(fields=['due_at', 'id'], name='followups_promise_all')],
            },
        ),
    ]
