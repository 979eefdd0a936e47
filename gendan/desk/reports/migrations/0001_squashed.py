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
            name='Dashboard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.role')),
                ('tiles', models.JSONField(default=list)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('employee__isnull', False), ('role__isnull', True)), models.Q(('employee__isnull', True), ('role__isnull', False)), _connector='OR'), name='reports_dashboard_of_one')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.CharField(max_length=60)),
                ('period', models.CharField(max_length=20)),
                ('every', models.CharField(choices=[('day', 'every working day'), ('week', 'the first working day of the week'), ('month', 'the first working day of the month')], max_length=5, verbose_name='how often')),
                ('next_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['next_at'], name='reports_next')],
                'constraints': [models.UniqueConstraint(fields=('employee', 'report'), name='reports_subscribed_once')],
            },
        ),
    ]
