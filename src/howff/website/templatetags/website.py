"""What the shared components compute."""

from django import template

register = template.Library()


@register.simple_tag
def share(value: float | None, of: float | None) -> str:
    """The width of a bar out of 100: `value` as a part of `of`."""
    if not value or not of:
        return "0"
    return f"{min(100 * value / of, 100):.2f}".rstrip("0").rstrip(".")
