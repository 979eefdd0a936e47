"""Words as a picture that a phone reads."""

import segno


def qr_of(text: str, *, scale: int = 6) -> str:
    """The QR code of a text as a picture in a data address, sharp at any size."""
    found: str = segno.make(text, error="m", micro=False).svg_data_uri(scale=scale, border=4, light="#fff")
    return found
