import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importer', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=200)),
                ('file', models.FileField(max_length=200, upload_to='')),
                ('sheet', models.CharField(blank=True, max_length=80)),
                ('header_row', models.PositiveIntegerField(default=0)),
                ('headers', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('values', models.JSONField(default=dict)),
                ('unknown', models.JSONField(default=dict)),
                ('made', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('duplicates', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('read', 'read'), ('checking', 'checking'), ('checked', 'checked'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('undoing', 'undoing'), ('undone', 'undone')], default='read', max_length=10)),
                ('total', models.PositiveIntegerField(default=0)),
                ('progress', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('updated', models.PositiveIntegerField(default=0)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('beat_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('importer', models.CharField(max_length=60)),
                ('header_hash', models.CharField(max_length=64)),
                ('columns', models.JSONField()),
                ('values', models.JSONField(default=dict)),
                ('used_at', models.DateTimeField()),
                ('used_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('importer', 'header_hash'), name='imports_mapping_once')],
            },
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='imports.batch')),
                ('line', models.PositiveIntegerField()),
                ('cells', models.JSONField()),
                ('errors', models.JSONField(default=dict)),
                ('warnings', models.JSONField(default=dict)),
                ('duplicate_of', models.BigIntegerField(null=True)),
                ('decision', models.CharField(blank=True, max_length=10)),
                ('outcome', models.CharField(choices=[('waiting', 'waiting'), ('created', 'created'), ('updated', 'updated'), ('skipped', 'skipped'), ('failed', 'failed'), ('undone', 'undone'), ('kept', 'kept')], default='waiting', max_length=10)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('object_id', models.BigIntegerField(null=True)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['batch', 'outcome', 'line'], name='imports_row_batch_i_875e47_idx')],
                'constraints': [models.UniqueConstraint(fields=('batch', 'line'), name='imports_row_once')],
            },
        ),
    ]
