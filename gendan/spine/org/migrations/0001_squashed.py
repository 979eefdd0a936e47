import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from gendan.spine.org.sql import DOUBLED, NORMAL


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(NORMAL, migrations.RunSQL.noop),
        migrations.RunSQL(DOUBLED, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='BookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='PeopleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RoleTitle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='titles', to='org.role')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'title'), name='org_role_title_once')],
            },
        ),
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('is_default', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='org_calendar_one_default')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='days', to='org.calendar')),
                ('day', models.DateField(verbose_name='day')),
                ('kind', models.CharField(choices=[('holiday', 'holiday'), ('working', 'make-up working day')], max_length=10, verbose_name='kind')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('follows', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('hours', models.CharField(blank=True, max_length=80, verbose_name='hours')),
                ('provisional', models.BooleanField(default=False)),
                ('seeded', models.BooleanField(default=False, editable=False)),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('calendar', 'day'), name='org_day_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='CalendarWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='org.calendar')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
            ],
            options={
                'ordering': ['weekday', 'starts'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='org_window_forward'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='org_window_weekday')],
            },
        ),
        migrations.CreateModel(
            name='Employee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='login name')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('pinyin', models.CharField(blank=True, editable=False, max_length=120)),
                ('initials', models.CharField(blank=True, editable=False, max_length=40)),
                ('title', models.CharField(blank=True, max_length=80, verbose_name='title')),
                ('supervisor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='subordinates', to=settings.AUTH_USER_MODEL)),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='org.calendar')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='language')),
                ('status', models.CharField(choices=[('active', 'at work'), ('leaving', 'leaving'), ('left', 'left')], default='active', max_length=10, verbose_name='status')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('is_administrator', models.BooleanField(default=False, verbose_name='administrator')),
            ],
            options={
                'ordering': ['pinyin', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='org.department')),
                ('path', models.CharField(db_collation='C', editable=False, max_length=255, unique=True)),
                ('head', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='heads', to=settings.AUTH_USER_MODEL)),
                ('calendar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='org.calendar')),
                ('position', models.PositiveIntegerField(default=0)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Deputy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in_for', to=settings.AUTH_USER_MODEL)),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('employee', models.F('deputy')), _negated=True), name='org_deputy_is_another'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='org_deputy_days_in_order')],
            },
        ),
        migrations.CreateModel(
            name='NumberSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120)),
                ('value', models.JSONField()),
                ('valid_from', models.DateTimeField()),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['key', '-valid_from', '-id'], name='org_numbers_key_04631e_idx')],
            },
        ),
        migrations.CreateModel(
            name='RoleHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='org.role')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held_roles', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.department')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('role', 'employee', 'department'), name='org_role_holder_once', nulls_distinct=False)],
            },
        ),
        migrations.AddField(
            model_name='employee',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employees', to='org.department'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='7664e1facbb12ed62803c7f67111a07cfa239cfd', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_book_version_09392', table='org_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='role',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='1f69f919237bb04b7fcb60627ae8e163bbed5454', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_a2115', table='org_role', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarday',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='8e79d737172ba7d3d9148f9dca42713c17253a34', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_book_version_77eff', table='org_calendarday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarwindow',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='a336ef9ad54b53399ea1f8cbd54e18465a0bef46', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_book_version_4555c', table='org_calendarwindow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='a226659f2d830185ba97725e111b89df0200c0a3', level='STATEMENT', operation='INSERT OR UPDATE OF "calendar_id" OR DELETE', pgid='pgtrigger_new_book_version_937b2', table='org_department', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='department',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='ff2c61f809d059ad257f2a2c6b604d37d9df56d8', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_995b5', table='org_department', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='employee',
            index=models.Index(fields=['department', 'status'], name='org_employe_departm_9fd728_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='employee',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='8948f67fc7912e02868dd6d5722bf70a4fef23bf', level='STATEMENT', operation='INSERT OR UPDATE OF "password", "username", "name", "pinyin", "initials", "title", "department_id", "supervisor_id", "phone", "email", "calendar_id", "language", "status", "joined_on", "left_on", "is_administrator" OR DELETE', pgid='pgtrigger_new_people_version_8f067', table='org_employee', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputy',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='35db75624ead274107f178f42c3d51b063760494', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_book_version_62023', table='org_deputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbersetting',
            trigger=pgtrigger.compiler.Trigger(name='new_book_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_bookversion SET token = gen_random_uuid(); RETURN NULL;', hash='d81ca59ee57d2992f0bf8bbaafef78b9c776df46', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_book_version_a4758', table='org_numbersetting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roleholder',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='c45c68dca0df8b083f90aa85096d442eba05bbd6', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_7fbba', table='org_roleholder', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='roletitle',
            trigger=pgtrigger.compiler.Trigger(name='new_people_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='UPDATE org_peopleversion SET token = gen_random_uuid(); RETURN NULL;', hash='61bfbd41ce6ce152865d66cee5803ad68a9bbb0c', level='STATEMENT', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_new_people_version_17282', table='org_roletitle', when='AFTER')),
        ),
    ]
