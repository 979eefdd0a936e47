"""Rows of history ask for their context without raising and catching an error each."""

from django.db import migrations

# Where no context was set, the function that came with the history raised an error for every row and caught it: a
# subtransaction that is rolled back, and looks through all checks that wait for the end of the transaction.
QUIET = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    _pgh_context_id UUID := nullif(current_setting('pghistory.context_id', true), '');
    _pgh_context_metadata JSONB := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF _pgh_context_id IS NULL OR _pgh_context_metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
            WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN _pgh_context_id;
END;
$$ LANGUAGE plpgsql
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(QUIET, migrations.RunSQL.noop)]
