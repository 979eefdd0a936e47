from django.db import IntegrityError, migrations, transaction

#: History stays with the customer that it happened to; people have always gone along.
STAYS = {'customers.ownerchange', 'pools.pooled', 'pools.notice', 'merges.merge', 'classes.shift', 'customers.customer', 'customers.contact'}


def take_along(apps, _schema_editor):
    """Rows without a way back from their customer stayed behind in merges: they follow, and part again with the others."""
    for merge in apps.get_model('merges', 'Merge').objects.filter(undone_at=None).order_by('merged_at', 'pk'):
        for field in _columns(apps.get_model('customers', 'Customer')):
            ids = [pk for pk in field.model.objects.filter(**{field.attname: merge.loser_id}).values_list('pk', flat=True)
                   if _follows(field, pk, merge.survivor_id)]
            if ids:
                merge.moved.append([f'{field.model._meta.label_lower}.{field.attname}', ids])
        merge.save(update_fields=['moved'])


def _columns(customer):
    relations = customer._meta.get_fields(include_hidden=True)
    fields = [one.field for one in relations if one.auto_created and one.one_to_many and not one.concrete]
    return [one for one in fields if one.db_constraint and one.model._meta.label_lower not in STAYS]


def _follows(field, pk, survivor):
    """Where the survivor has one of its own, the other's stays."""
    try:
        with transaction.atomic():
            return field.model.objects.filter(pk=pk).update(**{field.attname: survivor})
    except IntegrityError:
        return False


class Migration(migrations.Migration):

    dependencies = [
        ('merges', '0003_people_in_merges'),
    ]

    operations = [
        migrations.RunPython(take_along, migrations.RunPython.noop),
    ]
