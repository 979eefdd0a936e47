import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# One word for all personal notes becomes a word for each group of them.
BY_GROUP = """
INSERT INTO customers_consent (contact_id, channel, given, way, how, at, recorded_by_id)
SELECT contact_id, one.key, given, way, how, at, recorded_by_id FROM customers_consent
CROSS JOIN (VALUES ('birthday'), ('tastes'), ('family')) one(key) WHERE channel = 'data' ORDER BY id;
DELETE FROM customers_consent WHERE channel = 'data'
"""
AS_ONE = """
INSERT INTO customers_consent (contact_id, channel, given, way, how, at, recorded_by_id)
SELECT contact_id, 'data', given, way, how, at, recorded_by_id FROM customers_consent WHERE channel = 'birthday' ORDER BY id;
DELETE FROM customers_consent WHERE channel IN ('birthday', 'tastes', 'family')
"""


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0001_squashed'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='consent',
            name='way',
            field=models.CharField(choices=[('written', 'in writing'), ('email', 'by e-mail or message'), ('form', 'ticked on a form'), ('spoken', 'by word of mouth')], default='spoken', max_length=8, verbose_name='way of the consent'),
        ),
        migrations.AddField(
            model_name='contact',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='erased at'),
        ),
        migrations.AddField(
            model_name='contactevent',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='erased at'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='channel',
            field=models.CharField(max_length=20, verbose_name='what for'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='how',
            field=models.CharField(blank=True, max_length=120, verbose_name='evidence: when, where, on which paper'),
        ),
        migrations.RunSQL(BY_GROUP, AS_ONE),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactevent" ("birthday", "birthday_is_lunar", "created_at", "customer_id", "decides", "department_name", "email", "erased_at", "form_of_address", "gift_preferences", "hobbies", "id", "is_active", "is_main", "mobile", "motive", "name", "note", "other_chat", "path_to_decision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "qq", "revision", "style", "updated_at", "wechat") SELECT new_values."birthday", new_values."birthday_is_lunar", new_values."created_at", new_values."customer_id", new_values."decides", new_values."department_name", new_values."email", new_values."erased_at", new_values."form_of_address", new_values."gift_preferences", new_values."hobbies", new_values."id", new_values."is_active", new_values."is_main", new_values."mobile", new_values."motive", new_values."name", new_values."note", new_values."other_chat", new_values."path_to_decision", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."position", new_values."qq", new_values."revision", new_values."style", new_values."updated_at", new_values."wechat" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='849c24e24b214ec523fd9dcdf1a20fe409fd382c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_84620', referencing='REFERENCING NEW TABLE AS new_values ', table='customers_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."birthday" IS DISTINCT FROM (NEW."birthday") OR OLD."birthday_is_lunar" IS DISTINCT FROM (NEW."birthday_is_lunar") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."decides" IS DISTINCT FROM (NEW."decides") OR OLD."department_name" IS DISTINCT FROM (NEW."department_name") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."form_of_address" IS DISTINCT FROM (NEW."form_of_address") OR OLD."gift_preferences" IS DISTINCT FROM (NEW."gift_preferences") OR OLD."hobbies" IS DISTINCT FROM (NEW."hobbies") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_main" IS DISTINCT FROM (NEW."is_main") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."motive" IS DISTINCT FROM (NEW."motive") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."other_chat" IS DISTINCT FROM (NEW."other_chat") OR OLD."path_to_decision" IS DISTINCT FROM (NEW."path_to_decision") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."qq" IS DISTINCT FROM (NEW."qq") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."style" IS DISTINCT FROM (NEW."style") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."wechat" IS DISTINCT FROM (NEW."wechat"))', func='INSERT INTO "customers_contactevent" ("birthday", "birthday_is_lunar", "created_at", "customer_id", "decides", "department_name", "email", "erased_at", "form_of_address", "gift_preferences", "hobbies", "id", "is_active", "is_main", "mobile", "motive", "name", "note", "other_chat", "path_to_decision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "qq", "revision", "style", "updated_at", "wechat") VALUES (NEW."birthday", NEW."birthday_is_lunar", NEW."created_at", NEW."customer_id", NEW."decides", NEW."department_name", NEW."email", NEW."erased_at", NEW."form_of_address", NEW."gift_preferences", NEW."hobbies", NEW."id", NEW."is_active", NEW."is_main", NEW."mobile", NEW."motive", NEW."name", NEW."note", NEW."other_chat", NEW."path_to_decision", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."qq", NEW."revision", NEW."style", NEW."updated_at", NEW."wechat"); RETURN NULL;', hash='fcd2f5882b923b59b3ff67922caea4cbc3f295b4', operation='UPDATE', pgid='pgtrigger_update_update_760d1', table='customers_contact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "customers_contactevent" ("birthday", "birthday_is_lunar", "created_at", "customer_id", "decides", "department_name", "email", "erased_at", "form_of_address", "gift_preferences", "hobbies", "id", "is_active", "is_main", "mobile", "motive", "name", "note", "other_chat", "path_to_decision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "qq", "revision", "style", "updated_at", "wechat") SELECT old_values."birthday", old_values."birthday_is_lunar", old_values."created_at", old_values."customer_id", old_values."decides", old_values."department_name", old_values."email", old_values."erased_at", old_values."form_of_address", old_values."gift_preferences", old_values."hobbies", old_values."id", old_values."is_active", old_values."is_main", old_values."mobile", old_values."motive", old_values."name", old_values."note", old_values."other_chat", old_values."path_to_decision", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."position", old_values."qq", old_values."revision", old_values."style", old_values."updated_at", old_values."wechat" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='fd198ec8ab27eb9a323f975633d30ba0c505d964', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2a63b', referencing='REFERENCING OLD TABLE AS old_values ', table='customers_contact', when='AFTER')),
        ),
    ]
