"""The five discs of time, whose shape says the state without any colour; and the icons of the sprite."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_SHAPES = {
    "overdue": '<circle class="g-fill" cx="7" cy="7" r="7"/><path class="g-cut" d="M7 3.2v4.4"/>'
    '<circle class="g-dot" cx="7" cy="10.4" r="1"/>',
    "today": '<circle class="g-ring" cx="7" cy="7" r="6"/><path class="g-fill" d="M7 3a4 4 0 0 1 0 8z"/>',
    "plan": '<circle class="g-ring" cx="7" cy="7" r="6"/><path class="g-ring" d="M7 3.8V7l2.2 1.4"/>',
    "none": '<circle class="g-ring g-dash" cx="7" cy="7" r="6"/><path class="g-ring" d="M7 4.2V7l1.8 1.2"/>',
    "paused": '<circle class="g-ring" cx="7" cy="7" r="6"/><path class="g-ring" d="M5.3 4.8v4.4M8.7 4.8v4.4"/>',
}


def shape(state: str) -> str:
    """The inner drawing, 14 by 14; an unknown state is drawn as nothing planned."""
    return _SHAPES.get(state, _SHAPES["none"])


def svg(state: str) -> SafeString:
    """The whole picture; words or a number always follow it, so it is silent itself."""
    name = state if state in _SHAPES else "none"
    return mark_safe(f'<svg class="glyph is-{name}" viewBox="0 0 14 14" aria-hidden="true">{shape(name)}</svg>')  # noqa: S308


@lru_cache(maxsize=1024)
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """A picture of the sprite; with a label it speaks, without one it is an ornament."""
    if not name:
        return SafeString("")
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    kind = f"{size} icon-filled" if name.endswith("-filled") else size
    return format_html(
        '<svg class="icon icon-{}" {}><use href="{}#{}"></use></svg>', kind, voice, static("dist/icons.svg"), name
    )
