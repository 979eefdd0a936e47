"""The doctor's checks of cases, to-dos, sign-offs and next steps: a handful of queries, quick at a million rows."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gendan.spine import records, replica
from gendan.spine.org import findings as org
from gendan.spine.procedures import doctor, next_steps, registry
from gendan.spine.procedures.doctor import LIMIT, Finding
from gendan.spine.procedures.models import Case, Followed
from gendan.spine.timeline.queries import without_files

QUERIES = (
    (
        "case", "procedures.case", _("running, but nobody has anything to do"),
        """SELECT c.id FROM procedures_case c WHERE c.closed_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM procedures_todo t WHERE t.case_id = c.id AND t.status IN ('open', 'paused'))""",
    ),
    (
        "case", "procedures.case", _("closed, but somebody still has something to do"),
        """SELECT t.case_id FROM procedures_todo t JOIN procedures_case c ON c.id = t.case_id
            WHERE t.status IN ('open', 'paused') AND c.closed_at IS NOT NULL""",
    ),
    (
        "case", "procedures.case", _("the responsible employee has left"),
        """SELECT c.id FROM procedures_case c JOIN org_employee e ON e.id = c.owner_id
           WHERE c.closed_at IS NULL AND e.status = 'left'""",
    ),
    (
        "case", "procedures.case", _("the present stay does not say the same state"),
        """SELECT c.id FROM procedures_case c
           LEFT JOIN procedures_stay s ON s.case_id = c.id AND s.left_at IS NULL
           WHERE s.state IS DISTINCT FROM c.state""",
    ),
    (
        "case", "procedures.case", _("closed without an end, or running in one"),
        """SELECT c.id FROM procedures_case c
           WHERE (c.closed_at IS NULL) = (c.state_kind IN ('won', 'lost', 'done'))""",
    ),
    (
        "todo", "procedures.todo", _("the person who should do it has left"),
        """SELECT t.id FROM procedures_todo t JOIN org_employee e ON e.id = t.assignee_id
            WHERE t.status IN ('open', 'paused') AND e.status = 'left'""",
    ),
    (
        "todo", "procedures.todo", _("open without a due time, or paused with one"),
        """SELECT t.id FROM procedures_todo t
            WHERE t.status IN ('open', 'paused') AND (t.status = 'open') = (t.due_at IS NULL)""",
    ),
    (
        "todo", "procedures.todo", _("late, but nobody will hear of it"),
        """SELECT t.id FROM procedures_todo t WHERE t.status = 'open' AND t.breached_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM procedures_escalation e WHERE e.todo_id = t.id)""",
    ),
    (
        "signoff", "procedures.signoff", _("asked, but without an open to-do in the present state"),
        """SELECT s.id FROM procedures_signoff s JOIN procedures_todo t ON t.id = s.todo_id
           JOIN procedures_case c ON c.id = s.case_id
           WHERE s.verdict = 'pending' AND (t.status <> 'open' OR c.state <> s.state OR c.closed_at IS NOT NULL)""",
    ),
    (
        "signoff", "procedures.signoff", _("answered, but the to-do is still open"),
        """SELECT s.id FROM procedures_todo t JOIN procedures_signoff s ON s.todo_id = t.id
            WHERE t.status IN ('open', 'paused') AND s.verdict <> 'pending'""",
    ),
)
UNLIKE = """
SELECT c.id FROM {table} r JOIN procedures_case c ON c.id = r.case_id
WHERE (r.state, r.state_kind, r.state_since) IS DISTINCT FROM (c.state, c.state_kind, c.since) OR c.record_id <> r.id
"""

LATE = 60  # seconds


def register() -> None:
    """Add the checks of the procedures to the doctor."""
    doctor.register("org", organisation)
    doctor.register("timeline.files", files)
    doctor.register("replica", the_replica)
    doctor.register("procedures.work", work)
    doctor.register("procedures.states", states)
    doctor.register("procedures.next_steps", next_step_columns)


def the_replica() -> list[Finding]:
    """It answers, and is no minute behind; pages work without it, but the primary does all the work."""
    if not settings.REPLICA:
        return []
    lag = replica.lag()
    if lag is None:
        return [Finding("replica", _("the replica does not answer"))]
    late = {"seconds": round(lag.seconds), "bytes": lag.bytes}
    return [Finding("replica", _("the replica is %(seconds)d s and %(bytes)d bytes behind") % late)] if lag.seconds > LATE else []


def organisation() -> list[Finding]:
    """What the organisation finds wrong with itself."""
    found = org.findings(today=timezone.localdate())
    return [Finding(one.code, one.text, one.kind, (one.id,) if one.id else ()) for one in found]


def files() -> list[Finding]:
    """Every attachment still has its file."""
    found = tuple(without_files(limit=LIMIT))
    return [Finding("file", _("the file of the attachment is gone"), "timeline.attachment", found)] if found else []


def work() -> list[Finding]:
    """Every running case has a live to-do, every open to-do a person at work and a due time, what is late climbs."""
    found = []
    for check, kind, text, query in QUERIES:
        ids = doctor.ids(query)
        found += [Finding(check, text, kind, ids)] if ids else []
    return found


def states() -> list[Finding]:
    """Every running case stands in a declared state, and its record shows the same."""
    found = []
    running = Case.objects.filter(closed_at=None).values_list("procedure", "state").distinct().order_by()
    for key, state in running:
        procedure = registry.find(key)
        if procedure is None or procedure.find_state(state) is None:
            lost = Case.objects.filter(procedure=key, state=state, closed_at=None)
            ids = tuple(lost.values_list("pk", flat=True)[:LIMIT])
            text = _("stands in a state that no procedure knows: %(where)s") % {"where": f"{key}.{state}"}
            found.append(Finding("state", text, "procedures.case", ids))
    for kind in followed():
        table = connection.ops.quote_name(records.model_of(kind)._meta.db_table)
        ids = doctor.ids(UNLIKE.format(table=table))
        found += [Finding("state", _("the record shows another state than its case"), kind, ids)] if ids else []
    return found


def next_step_columns() -> list[Finding]:
    """The next step that lists show is the most urgent to-do."""
    found = []
    for kind in followed():
        ids = tuple(next_steps.wrong(kind, limit=LIMIT))
        found += [Finding("next step", _("the list shows another next step than there is"), kind, ids)] if ids else []
    return found


def followed() -> Iterator[str]:
    """The kinds of records that carry the engine's columns."""
    for model in apps.get_models():
        if issubclass(model, Followed):
            yield records.kind_of(model)
