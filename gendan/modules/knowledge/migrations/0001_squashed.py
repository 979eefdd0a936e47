import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Laid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=60, verbose_name='name in English')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='knowledge.category', verbose_name='under')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
            ],
            options={
                'verbose_name': 'category',
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('owner', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('title_en', models.CharField(blank=True, max_length=120, verbose_name='title in English')),
                ('body_en', models.TextField(blank=True, verbose_name='text in English')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='knowledge.category', verbose_name='category')),
                ('data_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='data roles')),
                ('moments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='shown at')),
                ('flow', models.CharField(blank=True, max_length=40, verbose_name='procedure')),
                ('is_published', models.BooleanField(default=True, verbose_name='published')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='what was changed')),
                ('pinyin', models.CharField(default='', editable=False, max_length=400)),
                ('initials', models.CharField(default='', editable=False, max_length=120)),
                ('created_at', models.DateTimeField(editable=False, verbose_name='written at')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='changed at')),
                ('updated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'article',
                'abstract': False,
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['related_ids'], name='article_related'), django.contrib.postgres.indexes.GinIndex(fields=['related_department_ids'], name='article_related_dept'), django.contrib.postgres.indexes.GinIndex(fields=['moments'], name='knowledge_moments'), models.Index(fields=['-updated_at', '-id'], name='knowledge_newest'), models.Index(fields=['category', 'position', 'id'], name='knowledge_in_category')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('title_en', ''), _negated=True), _connector='OR'), name='knowledge_has_title')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='knowledge.article', verbose_name='article')),
                ('kind', models.CharField(max_length=60)),
                ('object_id', models.BigIntegerField()),
                ('linked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='linked by')),
                ('linked_at', models.DateTimeField(verbose_name='linked at')),
            ],
            options={
                'verbose_name': 'linked knowledge',
                'verbose_name_plural': 'linked knowledge',
                'ordering': ['-linked_at', '-id'],
                'indexes': [models.Index(fields=['kind', 'object_id'], name='knowledge_of_record')],
                'constraints': [models.UniqueConstraint(fields=('article', 'kind', 'object_id'), name='knowledge_linked_once')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='knowledge.article', verbose_name='article')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('day', models.DateField(verbose_name='day')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('at_work', models.PositiveIntegerField(default=0, verbose_name='while working')),
            ],
            options={
                'verbose_name': 'reading',
                'indexes': [models.Index(fields=['day'], name='knowledge_read_on')],
                'constraints': [models.UniqueConstraint(fields=('article', 'reader', 'day'), name='knowledge_read_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ArticleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='knowledge.article')),
                ('pgh_context', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('department', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='org.department', verbose_name='department')),
                ('related_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('related_department_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('title_en', models.CharField(blank=True, max_length=120, verbose_name='title in English')),
                ('body_en', models.TextField(blank=True, verbose_name='text in English')),
                ('category', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge.category', verbose_name='category')),
                ('data_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='data roles')),
                ('moments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None, verbose_name='shown at')),
                ('flow', models.CharField(blank=True, max_length=40, verbose_name='procedure')),
                ('is_published', models.BooleanField(default=True, verbose_name='published')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='what was changed')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='written at')),
                ('updated_at', models.DateTimeField(editable=False, verbose_name='changed at')),
                ('updated_by', models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['pgh_obj_id', '-pgh_id'], name='knowledge_a_pgh_obj_39f200_idx')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_articleevent" ("body", "body_en", "category_id", "created_at", "data_roles", "deleted_at", "department_id", "flow", "id", "is_published", "moments", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "related_department_ids", "related_ids", "revision", "title", "title_en", "updated_at", "updated_by_id") VALUES (NEW."body", NEW."body_en", NEW."category_id", NEW."created_at", NEW."data_roles", NEW."deleted_at", NEW."department_id", NEW."flow", NEW."id", NEW."is_published", NEW."moments", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."related_department_ids", NEW."related_ids", NEW."revision", NEW."title", NEW."title_en", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='b9225327aac5fa6e426b1767a0a23239430e8600', operation='INSERT', pgid='pgtrigger_insert_insert_e52aa', table='knowledge_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."body_en" IS DISTINCT FROM (NEW."body_en") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."data_roles" IS DISTINCT FROM (NEW."data_roles") OR OLD."deleted_at" IS DISTINCT FROM (NEW."deleted_at") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."flow" IS DISTINCT FROM (NEW."flow") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_published" IS DISTINCT FROM (NEW."is_published") OR OLD."moments" IS DISTINCT FROM (NEW."moments") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."related_department_ids" IS DISTINCT FROM (NEW."related_department_ids") OR OLD."related_ids" IS DISTINCT FROM (NEW."related_ids") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id"))', func='INSERT INTO "knowledge_articleevent" ("body", "body_en", "category_id", "created_at", "data_roles", "deleted_at", "department_id", "flow", "id", "is_published", "moments", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "related_department_ids", "related_ids", "revision", "title", "title_en", "updated_at", "updated_by_id") VALUES (NEW."body", NEW."body_en", NEW."category_id", NEW."created_at", NEW."data_roles", NEW."deleted_at", NEW."department_id", NEW."flow", NEW."id", NEW."is_published", NEW."moments", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."related_department_ids", NEW."related_ids", NEW."revision", NEW."title", NEW."title_en", NEW."updated_at", NEW."updated_by_id"); RETURN NULL;', hash='7e33e9ba13a6bb927f9dc41934d53d4dbd353dcb', operation='UPDATE', pgid='pgtrigger_update_update_020d0', table='knowledge_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "knowledge_articleevent" ("body", "body_en", "category_id", "created_at", "data_roles", "deleted_at", "department_id", "flow", "id", "is_published", "moments", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "related_department_ids", "related_ids", "revision", "title", "title_en", "updated_at", "updated_by_id") VALUES (OLD."body", OLD."body_en", OLD."category_id", OLD."created_at", OLD."data_roles", OLD."deleted_at", OLD."department_id", OLD."flow", OLD."id", OLD."is_published", OLD."moments", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."related_department_ids", OLD."related_ids", OLD."revision", OLD."title", OLD."title_en", OLD."updated_at", OLD."updated_by_id"); RETURN NULL;', hash='bd571547280e1e7924012463de1a85c472a6e779', operation='DELETE', pgid='pgtrigger_delete_delete_67746', table='knowledge_article', when='AFTER')),
        ),
    ]
