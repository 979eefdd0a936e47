import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('customers', '0001_squashed'),
        ('org', '0001_squashed'),
        ('org', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='name')),
                ('provinces', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='provinces')),
                ('claims_per_day', models.PositiveSmallIntegerField(blank=True, default=5, null=True, verbose_name='claims per person and day')),
                ('held_limit', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='claimed customers held at once')),
                ('cool_down_days', models.PositiveSmallIntegerField(default=7, verbose_name='days until the last owner may claim again')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('departments', models.ManyToManyField(blank=True, related_name='+', to='org.department', verbose_name='departments')),
                ('keepers', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='keepers')),
            ],
            options={
                'verbose_name': 'public pool',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='pools.pool')),
                ('clock', models.CharField(choices=[('quiet', 'since the last follow-up'), ('untouched', 'since entry or claim, never followed up'), ('unsold', 'since entry or claim, nothing won')], default='quiet', max_length=10, verbose_name='the days count')),
                ('days', models.PositiveSmallIntegerField(default=30, verbose_name='days')),
                ('classes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=1), blank=True, default=list, size=None, verbose_name='classes')),
                ('warn_days', models.PositiveSmallIntegerField(default=3, verbose_name='warn the owner so many days before')),
                ('spare_open', models.BooleanField(default=True, verbose_name='spare customers with open business')),
                ('spare_traded', models.BooleanField(default=True, verbose_name='spare customers who have traded')),
                ('spare_waiting', models.BooleanField(default=True, verbose_name='spare long-term follow-up')),
                ('is_active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'ordering': ['days', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('days__gt', 0)), name='pools_rule_has_days')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('customer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pool_notice', to='customers.customer', verbose_name='customer')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pools.rule', verbose_name='rule')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pools.pool', verbose_name='public pool')),
                ('told_at', models.DateTimeField(verbose_name='warned at')),
                ('goes_on', models.DateField(verbose_name='goes on')),
            ],
            options={
                'verbose_name': 'customer about to go to a pool',
                'indexes': [models.Index(fields=['goes_on', 'id'], name='pools_notice_when'), models.Index(fields=['holder', 'goes_on'], name='pools_notice_whose')],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('warned', models.PositiveIntegerField(default=0)),
                ('gone', models.PositiveIntegerField(default=0)),
                ('undo_asked_at', models.DateTimeField(null=True)),
                ('undo_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_at', models.DateTimeField(null=True)),
                ('returned', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['-day'],
            },
        ),
        migrations.CreateModel(
            name='Pooled',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='pools.pool', verbose_name='public pool')),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pool_stays', to='customers.customer', verbose_name='customer')),
                ('stage', models.CharField(max_length=60, verbose_name='stood at')),
                ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='former owner')),
                ('former_related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('minder', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_at', models.DateTimeField(verbose_name='in the pool since')),
                ('entered_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('why', models.CharField(choices=[('rule', 'by rule'), ('given', 'given back'), ('moved', 'moved by others')], max_length=6, verbose_name='how it came')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='pools.run')),
                ('left_at', models.DateTimeField(null=True)),
                ('how', models.CharField(blank=True, choices=[('claimed', 'claimed'), ('assigned', 'assigned'), ('returned', 'returned to the former owner'), ('gone', 'left the books')], max_length=8)),
                ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'customer in a pool',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='pooled_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='pooled_related_dept'), models.Index(condition=models.Q(('left_at', None)), fields=['pool', '-entered_at', '-id'], name='pools_lying'), models.Index(condition=models.Q(('left_at', None)), fields=['-entered_at', '-id'], name='pools_lying_all'), models.Index(fields=['taken_by', 'pool', 'left_at'], name='pools_taken')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('customer',), name='pools_in_one_pool')],
            },
        ),
        migrations.CreateModel(
            name='Capacity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('department', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.department')),
                ('most', models.PositiveIntegerField(verbose_name='at most')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('employee', None), ('department', None), _connector='XOR'), name='pools_capacity_of_one')],
            },
        ),
    ]
