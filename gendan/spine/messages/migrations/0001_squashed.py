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
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiet_hours', to=settings.AUTH_USER_MODEL)),
                ('starts', models.TimeField(blank=True, null=True)),
                ('ends', models.TimeField(blank=True, null=True)),
                ('digest_at', models.TimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Robot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('in_app', 'in gendan'), ('email', 'e-mail'), ('wecom', 'WeCom'), ('dingtalk', 'DingTalk'), ('feishu', 'Feishu'), ('sms', 'SMS')], max_length=10)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('webhook', models.URLField(max_length=500, verbose_name='webhook')),
                ('secret', models.CharField(blank=True, max_length=200, verbose_name='secret')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.department', verbose_name='department')),
                ('is_active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inbox', to=settings.AUTH_USER_MODEL)),
                ('address', models.CharField(blank=True, max_length=60)),
                ('channel', models.CharField(choices=[('in_app', 'in gendan'), ('email', 'e-mail'), ('wecom', 'WeCom'), ('dingtalk', 'DingTalk'), ('feishu', 'Feishu'), ('sms', 'SMS')], max_length=10)),
                ('topic', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('once', models.CharField(max_length=160, null=True, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('sent', 'sent'), ('failed', 'failed')], default='waiting', max_length=10)),
                ('created_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('channel', 'in_app')), fields=['recipient', '-created_at', '-id'], name='outbox_inbox'), models.Index(condition=models.Q(('channel', 'in_app'), ('read_at', None)), fields=['recipient'], name='outbox_unread'), models.Index(condition=models.Q(('state', 'waiting')), fields=['not_before', 'id'], name='outbox_waiting'), models.Index(condition=models.Q(('address', ''), _negated=True), fields=['address', 'created_at'], name='outbox_outside')],
                'constraints': [models.CheckConstraint(condition=models.Q(('recipient', None), ('address', ''), _connector='XOR'), name='outbox_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='message_preferences', to=settings.AUTH_USER_MODEL)),
                ('topic', models.CharField(blank=True, max_length=60)),
                ('channels', models.JSONField(default=list)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('employee', 'topic'), name='outbox_preference_once')],
            },
        ),
    ]
