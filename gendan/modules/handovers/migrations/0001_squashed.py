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
            name='Staged',
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
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged', to='customers.customer', verbose_name='customer')),
                ('consultant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='consultant')),
                ('director', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='director')),
                ('situation', models.TextField(blank=True, verbose_name='situation of the customer')),
                ('consulting_plan', models.TextField(blank=True, verbose_name='consulting plan')),
                ('service_plan', models.TextField(blank=True, verbose_name='service plan')),
                ('analysis', models.TextField(blank=True, verbose_name='customer analysis')),
                ('guidance', models.TextField(blank=True, verbose_name="director's guidance")),
                ('started_at', models.DateTimeField(verbose_name='began')),
                ('handed_over_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='handed over')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended')),
                ('signed_phase', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='signed in phase')),
                ('created_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'staged follow-up',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='staged_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='staged_related_dept'), django.contrib.postgres.indexes.GinIndex(fields=['main_related_ids'], name='staged_main_related'), models.Index(fields=['owner', 'next_due_at', 'id'], name='handovers_own_next'), models.Index(fields=['next_due_at', 'id'], name='handovers_all_next')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('customer',), name='handovers_one_at_a_time')],
            },
        ),
    ]
