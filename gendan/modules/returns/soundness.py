"""The doctor's checks of returns: none finished without inspection and disposition, no desk day closed with an unexplained difference."""

from django.utils.translation import gettext_lazy as _

from gendan.spine.procedures import doctor
from gendan.spine.procedures.doctor import Finding

QUERIES = (
    (
        _("finished without inspection report, verdict or disposition"), "returns.return",
        """SELECT r.id FROM returns_return r WHERE r.state = 'done' AND (r.report_number = '' OR r.fault = '' OR r.document = '' OR r.goods = ''
           OR (r.wish = '' AND r.settlement = '') OR NOT EXISTS (SELECT 1 FROM returns_inspectionline l WHERE l.record_id = r.id))""",
    ),
    (
        _("inspected before it was isolated"), "returns.return",
        "SELECT id FROM returns_return WHERE inspected_at IS NOT NULL AND (isolated_at IS NULL OR copied_at IS NULL OR isolated_at > inspected_at)",
    ),
    (
        _("a small lot was not inspected whole"), "returns.return",
        "SELECT id FROM returns_return WHERE size = 'small' AND inspected IS NOT NULL AND inspected < quantity",
    ),
    (
        _("finished, but nobody knows how long its papers are kept"), "returns.return",
        "SELECT id FROM returns_return WHERE state = 'done' AND keep_until IS NULL",
    ),
    (
        _("closed with a difference that nobody explained"), "returns.deskday",
        """SELECT id FROM returns_deskday WHERE state = 'closed' AND (slips_total IS NULL OR system_total IS NULL OR float_end IS NULL
           OR (slips_total <> system_total AND total_reason = '') OR (end_difference <> 0 AND end_reason = ''))""",
    ),
    (
        _("closed with another total than its returns have"), "returns.deskday",
        """SELECT d.id FROM returns_deskday d WHERE d.state = 'closed' AND d.system_total <> COALESCE(
           (SELECT sum(r.amount) FROM returns_deskreturn r WHERE r.day_id = d.id AND r.done_at IS NOT NULL), 0)""",
    ),
    (
        _("opened without a float that finance checked"), "returns.deskday",
        "SELECT id FROM returns_deskday WHERE opened_at IS NOT NULL AND (checked_by_id IS NULL OR float_start IS NULL)",
    ),
    (
        _("was inspected by the clerk who took it back"), "returns.deskreturn",
        "SELECT id FROM returns_deskreturn WHERE inspected_at IS NOT NULL AND inspector_id = created_by_id",
    ),
    (
        _("was paid back without inspection"), "returns.deskreturn",
        "SELECT id FROM returns_deskreturn WHERE done_at IS NOT NULL AND kind <> 'price' AND inspected_at IS NULL",
    ),
    (
        _("has a defect, but stands back on the shelf"), "returns.deskreturn",
        "SELECT id FROM returns_deskreturn WHERE condition = 'defect' AND sorted_to = 'shelf'",
    ),
)


def register() -> None:
    """Add the check to the doctor."""
    doctor.register("returns", check)


def check() -> list[Finding]:
    """What should not be."""
    return [Finding("returns", text, kind, ids) for text, kind, query in QUERIES if (ids := doctor.ids(query))]
