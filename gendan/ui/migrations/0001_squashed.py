import django.contrib.postgres.fields
import django.db.models.deletion
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
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('listing', models.CharField(max_length=60)),
                ('action', models.CharField(max_length=40)),
                ('query', models.TextField(blank=True)),
                ('ids', models.JSONField(default=list)),
                ('data', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'broken off')], default='waiting', max_length=8)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('file', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', '-created_at'], name='ui_job_of')],
            },
        ),
        migrations.CreateModel(
            name='JobRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='ui.job')),
                ('record_id', models.BigIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('ok', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['job', 'ok', 'id'], name='ui_job_row_of')],
            },
        ),
        migrations.CreateModel(
            name='Once',
            fields=[
                ('token', models.UUIDField(primary_key=True, serialize=False)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('url', models.CharField(blank=True, max_length=400)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='ui_once_at')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('listing', models.CharField(max_length=60)),
                ('name', models.CharField(max_length=30, verbose_name='name')),
                ('query', models.TextField(blank=True)),
                ('shared', models.CharField(blank=True, choices=[('', 'only me'), ('department', 'my department'), ('people', 'named people'), ('everybody', 'everybody')], default='', max_length=10, verbose_name='seen by')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.department')),
                ('people_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                ('pinned', models.BooleanField(default=True, verbose_name='as a tab')),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['listing', 'shared'], name='ui_saved_view_of')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'listing', 'name'), name='ui_saved_view_once')],
            },
        ),
    ]
