"""The drawings of a round as SVG, alike on the page and on paper."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gendan.modules.capa import places
from gendan.modules.capa.models import Capa, Round
from gendan.modules.capa.words import Factor


def bones_of(found: Round) -> list[tuple[str, str, list[tuple[str, bool]]]]:
    """By factor its name and its causes."""
    rows = list(found.bones.all())
    return [(factor.value, str(factor.label), [(row.text, row.is_root) for row in rows if row.factor == factor]) for factor in Factor]


def fishbone_svg(record: Capa, found: Round) -> str:
    """The fishbone of a round as SVG, alike for page and paper."""
    bones = bones_of(found)
    said = "；".join(f"{label}：{'、'.join(text for text, _root in causes)}" for _key, label, causes in bones if causes)
    fish = places.fishbone(record.defect or record.title, bones)
    return render_to_string("capa/fishbone.svg", {"fish": fish, "said": f"{_('Fishbone')}：{said}"})


def whys_svg(record: Capa, found: Round) -> str:
    """The chain of whys of a round as SVG."""
    whys = [row.text for row in found.whys.all()]
    stairs = places.chain(record.title, whys)
    context = {"stairs": stairs, "said": f"{_('Five whys')}：{' → '.join([record.title, *whys])}", "asked": _("why?")}
    return render_to_string("capa/whys.svg", context)
