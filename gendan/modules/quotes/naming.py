"""How the file of a quotation is called (F05.11, Appendix C)."""

from datetime import datetime

from gendan.modules.mails.naming import quotation_name
from gendan.modules.quotes.models import Version


def file_name(version: Version, *, at: datetime) -> str:  # noqa: ARG001 the pattern may come to name the day
    """"CY slot price-iwan", from the second version on with its number."""
    lines = list(version.lines.select_related("product__line")[:2])
    subject = version.quote.name if len(lines) != 1 else lines[0].name
    customer = version.quote.customer.short_name or version.quote.customer.name
    name = quotation_name(subject, customer=customer)
    return (name if version.number == 1 else f"{name}-{version.number}")[:200]
