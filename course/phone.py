"""Phone numbers: as people write them, and as a phone dials them."""

import re

import phonenumbers

REGION = "US"
"""Where numbers without a country are dialed."""
_SHORT = re.compile(r"\d{3}")
"""Such as 911 and 988."""
_FICTITIOUS = re.compile(r"\+1\d{3}55501\d\d(,\d+)?")
"""Numbers from 555-0100 to 555-0199 are kept for films and books."""
_TEXT_CODE = re.compile(r"\d{3}-?\d{2,3}")
"""Such as 741741 and 678-678, which only take text messages."""


def dialed(number: str) -> str | None:
    """What a phone dials: `988`, or `+15555550134,12` with an extension after a pause.

    None for what no phone can dial: words, a number without its area code, a digit too many.
    """
    if _SHORT.fullmatch(number.strip()):
        return number.strip()
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    plain = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{plain},{parsed.extension}" if parsed.extension else plain


def texted(number: str) -> str | None:
    """The number that a text message goes to. None if none can."""
    if _TEXT_CODE.fullmatch(number.strip()):
        return number.strip().replace("-", "")
    return dialed(number)


def is_fictitious(number: str) -> bool:
    """Whether a number belongs to nobody, as those in examples: `555-555-0134`."""
    return bool(_FICTITIOUS.fullmatch(dialed(number) or ""))
