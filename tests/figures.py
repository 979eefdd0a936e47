"""What a company amounts to: by these figures it is the same before and after."""

from decimal import Decimal
from typing import Any

Figures = dict[str, int | Decimal]
#: Django's own, which count migrations and models.
OTHERS = {"django_migrations", "django_content_type", "auth_permission"}
COLUMNS = """
SELECT c.table_name, array_agg(c.column_name::text) FILTER (WHERE c.data_type = 'numeric')
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY 1
"""


def figures(cursor: Any) -> Figures:
    """How many rows each table has, and the sum of each of its columns of money and measures."""
    cursor.execute(COLUMNS)
    tables = {table: columns or [] for table, columns in cursor.fetchall() if table not in OTHERS}
    found: Figures = {}
    for table, columns in tables.items():
        sums = "".join(f', coalesce(sum("{column}"), 0)' for column in sorted(columns))
        cursor.execute(f'SELECT count(*){sums} FROM "{table}"')
        found |= dict(zip((table, *(f"{table}.{column}" for column in sorted(columns))), cursor.fetchone(), strict=True))
    return found
