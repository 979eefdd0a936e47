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
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_overrides', to='customers.customer', verbose_name='customer')),
                ('abc', models.CharField(choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='class')),
                ('instead_of', models.CharField(blank=True, choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='instead of')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ('set_at', models.DateTimeField(verbose_name='set at')),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'class set by hand',
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['until'], name='classes_override_until')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('customer',), name='classes_one_override')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(null=True, unique=True)),
                ('since', models.DateField(verbose_name='from')),
                ('day', models.DateField(verbose_name='until')),
                ('basis', models.CharField(choices=[('contracts', 'contracts signed'), ('payments', 'payments received')], max_length=10, verbose_name='turnover')),
                ('a_share', models.PositiveSmallIntegerField()),
                ('b_share', models.PositiveSmallIntegerField()),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customers', models.PositiveIntegerField(default=0, verbose_name='customers')),
                ('turnover', models.DecimalField(decimal_places=2, default=0, max_digits=18, verbose_name='turnover')),
                ('figures', models.JSONField(default=dict)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('kept', models.PositiveIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('reckoned_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='classes.run', verbose_name='reckoning')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='class_shifts', to='customers.customer', verbose_name='customer')),
                ('before', models.CharField(blank=True, choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='from class')),
                ('after', models.CharField(choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='to class')),
                ('turnover_before', models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name='turnover before')),
                ('turnover', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='turnover')),
                ('rank_before', models.PositiveIntegerField(null=True, verbose_name='rank before')),
                ('rank', models.PositiveIntegerField(verbose_name='rank')),
                ('held', models.BooleanField(default=False, verbose_name='kept by hand')),
            ],
            options={
                'verbose_name': 'change of class',
                'indexes': [models.Index(fields=['-run', '-turnover', '-id'], name='classes_shift_of_run')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='standing', to='customers.customer', verbose_name='customer')),
                ('run', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='classes.run')),
                ('turnover', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='turnover')),
                ('purchases', models.PositiveIntegerField(verbose_name='purchases')),
                ('first_on', models.DateField(verbose_name='first purchase')),
                ('last_on', models.DateField(verbose_name='last purchase')),
                ('rank', models.PositiveIntegerField(verbose_name='rank')),
                ('running', models.DecimalField(decimal_places=6, max_digits=7, verbose_name='cumulative share')),
                ('abc', models.CharField(choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], max_length=1, verbose_name='class by turnover')),
            ],
            options={
                'verbose_name': 'customer by turnover',
                'indexes': [models.Index(fields=['rank', 'id'], name='classes_by_rank'), models.Index(fields=['-turnover', '-id'], name='classes_by_turnover'), models.Index(fields=['-last_on', '-id'], name='classes_by_last')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('case', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.case')),
                ('state', models.CharField(blank=True, editable=False, max_length=60)),
                ('state_kind', models.CharField(blank=True, editable=False, max_length=10)),
                ('state_since', models.DateTimeField(editable=False, null=True)),
                ('next_todo_id', models.BigIntegerField(editable=False, null=True)),
                ('next_due_at', models.DateTimeField(editable=False, null=True)),
                ('next_title', gendan.spine.words.WordsField(blank=True, editable=False, max_length=200)),
                ('next_way', models.CharField(blank=True, editable=False, max_length=20)),
                ('month', models.DateField(verbose_name='month')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('since', models.DateTimeField(verbose_name='collected since')),
                ('figures', models.JSONField(default=dict)),
                ('checked_at', models.DateTimeField(null=True, verbose_name='checked at')),
                ('submitted_at', models.DateTimeField(null=True, verbose_name='submitted at')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('late', models.BooleanField(default=False, verbose_name='late')),
                ('entered_at', models.DateTimeField(null=True, verbose_name='accepted at')),
                ('sampled', models.PositiveSmallIntegerField(null=True, verbose_name='looked at')),
                ('correct', models.PositiveSmallIntegerField(null=True, verbose_name='correct of them')),
                ('finding', models.CharField(blank=True, max_length=200, verbose_name='finding')),
                ('filed_at', models.DateTimeField(null=True, verbose_name='filed at')),
                ('created_at', models.DateTimeField(editable=False)),
            ],
            options={
                'verbose_name': 'submission of customer data',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='submission_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='submission_related_dept'), models.Index(fields=['owner', 'next_due_at', 'id'], name='classes_subm_own_next'), models.Index(fields=['next_due_at', 'id'], name='classes_subm_all_next'), models.Index(fields=['-month', '-id'], name='classes_subm_month')],
                'constraints': [models.UniqueConstraint(fields=('department', 'month'), name='classes_one_submission')],
            },
        ),
        migrations.CreateModel(
            name='SubmittedCustomer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='classes.submission')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer', verbose_name='customer')),
                ('completeness', models.PositiveSmallIntegerField(verbose_name='archive completeness')),
                ('problems', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None, verbose_name='problems')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.department', verbose_name='department')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who submits')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'ordering': ['department__path'],
            },
        ),
    ]
