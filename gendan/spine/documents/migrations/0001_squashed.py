import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='NumberRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('pattern', models.CharField(max_length=120, verbose_name='pattern')),
                ('period', models.CharField(choices=[('never', 'never'), ('year', 'every year'), ('month', 'every month'), ('day', 'every day')], default='month', max_length=10, verbose_name='starts anew')),
            ],
        ),
        migrations.CreateModel(
            name='NumberCounter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counters', to='documents.numberrule')),
                ('period', models.CharField(max_length=201)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'period'), name='documents_counter_once')],
            },
        ),
    ]
