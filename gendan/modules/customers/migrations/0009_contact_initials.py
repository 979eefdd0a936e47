import gendan.modules.customers.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from gendan.spine.org.names import person_initials

AT_ONCE = 5000
WRITE = """
UPDATE customers_contact c SET initials = given.initials
FROM (SELECT unnest(%s::bigint[]) AS id, unnest(%s::text[]) AS initials) given WHERE c.id = given.id
"""


def read_the_names(apps, schema_editor):
    last = 0
    with schema_editor.connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT id, name FROM customers_contact WHERE id > %s ORDER BY id LIMIT %s", [last, AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            cursor.execute(WRITE, [[pk for pk, _name in rows], [person_initials(name)[:40] for _pk, name in rows]])


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0008_words'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='contact',
            name='update_update',
        ),
        migrations.AddField(
            model_name='contact',
            name='initials',
            field=gendan.modules.customers.models.InitialsField(blank=True, editable=False, max_length=40),
        ),
        migrations.RunPython(read_the_names, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['initials'], name='customers_contact_initials', opclasses=['varchar_pattern_ops']),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."birthday" IS DISTINCT FROM (NEW."birthday") OR OLD."birthday_is_lunar" IS DISTINCT FROM (NEW."birthday_is_lunar") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."decides" IS DISTINCT FROM (NEW."decides") OR OLD."department_name" IS DISTINCT FROM (NEW."department_name") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."form_of_address" IS DISTINCT FROM (NEW."form_of_address") OR OLD."gift_preferences" IS DISTINCT FROM (NEW."gift_preferences") OR OLD."hobbies" IS DISTINCT FROM (NEW."hobbies") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_main" IS DISTINCT FROM (NEW."is_main") OR OLD."mobile" IS DISTINCT FROM (NEW."mobile") OR OLD."motive" IS DISTINCT FROM (NEW."motive") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."other_chat" IS DISTINCT FROM (NEW."other_chat") OR OLD."path_to_decision" IS DISTINCT FROM (NEW."path_to_decision") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."qq" IS DISTINCT FROM (NEW."qq") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."style" IS DISTINCT FROM (NEW."style") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."wechat" IS DISTINCT FROM (NEW."wechat"))', func='INSERT INTO "customers_contactevent" ("birthday", "birthday_is_lunar", "created_at", "customer_id", "decides", "department_name", "email", "form_of_address", "gift_preferences", "hobbies", "id", "is_active", "is_main", "mobile", "motive", "name", "note", "other_chat", "path_to_decision", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position", "qq", "revision", "style", "updated_at", "wechat") VALUES (NEW."birthday", NEW."birthday_is_lunar", NEW."created_at", NEW."customer_id", NEW."decides", NEW."department_name", NEW."email", NEW."form_of_address", NEW."gift_preferences", NEW."hobbies", NEW."id", NEW."is_active", NEW."is_main", NEW."mobile", NEW."motive", NEW."name", NEW."note", NEW."other_chat", NEW."path_to_decision", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."position", NEW."qq", NEW."revision", NEW."style", NEW."updated_at", NEW."wechat"); RETURN NULL;', hash='5802a89e77441cc9c4a63c9b2e52899234f566ce', operation='UPDATE', pgid='pgtrigger_update_update_760d1', table='customers_contact', when='AFTER')),
        ),
    ]
