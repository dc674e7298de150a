"""Translated labels of values that the models define."""

from collections.abc import Mapping

from babel.support import NullTranslations

from course.models.reference import EvidenceTag


def tag_labels(translations: NullTranslations) -> Mapping[EvidenceTag, str]:
    """What readers see for each evidence tag."""
    _ = translations.gettext
    return {
        EvidenceTag.LAW: _("law"),
        EvidenceTag.STRONG: _("strong evidence"),
        EvidenceTag.PROMISING: _("promising"),
        EvidenceTag.CONSENSUS: _("experts agree"),
        EvidenceTag.PLAUSIBLE: _("plausible"),
        EvidenceTag.ANECDOTAL: _("a few reports"),
    }


def card_part_labels(translations: NullTranslations) -> Mapping[str, str]:
    """The headings of a card's parts."""
    _ = translations.gettext
    return {
        "call": _("Call"),
        "do": _("Do"),
        "say": _("Say"),
        "dont": _("Don’t"),
        "then": _("Then"),
    }
