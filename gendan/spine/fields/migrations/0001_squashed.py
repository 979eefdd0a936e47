import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=40, validators=[django.core.validators.RegexValidator('^[a-z](_?[a-z0-9])*$')])),
                ('title', models.CharField(max_length=60, verbose_name='name')),
                ('help', models.CharField(blank=True, max_length=200, verbose_name='explanation')),
                ('type', models.CharField(choices=[('text', 'text'), ('number', 'number'), ('money', 'amount of money'), ('date', 'date'), ('choice', 'choice'), ('employee', 'employee'), ('record', 'record'), ('file', 'file')], max_length=10, verbose_name='type')),
                ('options', models.JSONField(blank=True, default=list)),
                ('target', models.CharField(blank=True, max_length=60, verbose_name='kind of record')),
                ('required', models.BooleanField(default=False, verbose_name='must be filled in')),
                ('unique', models.BooleanField(default=False, verbose_name='no two records have the same')),
                ('indexed', models.BooleanField(default=False, verbose_name='filtered and sorted quickly')),
                ('section', models.CharField(blank=True, max_length=60, verbose_name='heading')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='place')),
                ('on_form', models.BooleanField(default=True, verbose_name='on the form')),
                ('on_card', models.BooleanField(default=True, verbose_name="on the record's page")),
                ('on_list', models.BooleanField(default=False, verbose_name='in the list, without being chosen')),
                ('view_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='seen by')),
                ('edit_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='filled in by')),
                ('shown_field', models.CharField(blank=True, max_length=60, verbose_name='asked for where')),
                ('shown_values', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='is one of')),
                ('index_state', models.CharField(blank=True, choices=[('', 'not indexed'), ('building', 'being indexed'), ('ready', 'indexed'), ('failed', 'could not be indexed')], default='', editable=False, max_length=10)),
                ('index_note', models.CharField(blank=True, editable=False, max_length=300)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(editable=False)),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('revision', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': "field of the company's own",
                'ordering': ['kind', 'position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='fields_key_once'), models.UniqueConstraint(condition=models.Q(('archived_at', None)), fields=('kind', 'title'), name='fields_title_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownfield',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='459af2d0d4fd68faeae6a193c6c648d362469b67', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_31d10', table='fields_ownfield', when='AFTER')),
        ),
    ]
