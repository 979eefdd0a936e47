import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
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
            name='Mask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='masks', to='org.role')),
                ('kind', models.CharField(max_length=60)),
                ('field', models.CharField(max_length=60)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'kind', 'field'), name='access_mask_once')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.role')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id', 'employee', 'role'), name='access_participant_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='org.role')),
                ('kind', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=40)),
                ('scope', models.PositiveSmallIntegerField(choices=[(0, 'none'), (1, 'own'), (2, 'own and related'), (3, 'responsible department'), (4, 'related department'), (5, 'all')])),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'kind', 'action'), name='access_rule_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.role')),
                ('kind', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=40)),
                ('before', models.PositiveSmallIntegerField(choices=[(0, 'none'), (1, 'own'), (2, 'own and related'), (3, 'responsible department'), (4, 'related department'), (5, 'all')])),
                ('after', models.PositiveSmallIntegerField(choices=[(0, 'none'), (1, 'own'), (2, 'own and related'), (3, 'responsible department'), (4, 'related department'), (5, 'all')])),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['-changed_at', '-id'], name='access_rule_changed_1541a5_idx')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('can_edit', models.BooleanField(default=False)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['employee', 'kind'], name='access_gran_employe_e9ca19_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'object_id', 'employee'), name='access_grant_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='grant',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='e74652ac43f022a4ddaa439a2cfef73d7c96ef3b', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_41c3c', table='access_grant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mask',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='e541921a2793ab2d86ffa247fa80b42d738461fe', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_b260d', table='access_mask', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rule',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='562247e3f7ed40d350b8a9913fc3f263682d4f2d', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_e7dbc', table='access_rule', when='AFTER')),
        ),
    ]
