"""Rules for what a district has written over the course."""

import re
from collections.abc import Iterator
from datetime import timedelta

from course.checks.context import Context
from course.checks.dates import days_of_statements
from course.models.course import Extent
from course.models.reference import Contact
from course.offer import offered
from course.phone import dialed, is_fictitious
from course.problems import Finding
from course.read.district_files import SETTINGS
from course.read.files import STATEMENTS
from course.renames import renames_of
from course.suggestions import did_you_mean, in_quotes, renamed_to

_OF_EXAMPLES = re.compile(r"[@./]example\.(com|net|org)\b")


def offered_things(context: Context) -> Iterator[Finding]:
    """Every job and module that a district offers exists.

    Good: `jobs: [bus-driver]`
    Bad: `jobs: [bus-drivers]`
    """
    district = context.course.district
    if district is None:
        return
    course = context.course
    renames = renames_of(course)
    for key, ids, known, by_old_id in (
        ("jobs", district.offer.jobs, course.roles, renames.roles),
        ("modules", district.offer.modules, course.outline.matrix, renames.modules),
    ):
        for index, name in enumerate(ids or ()):
            if name not in known:
                yield Finding(
                    SETTINGS,
                    ("offer", key, index),
                    f'The course has no {key[:-1]} "{name}".',
                    renamed_to(by_old_id[name]) if name in by_old_id else did_you_mean(name, known),
                )


def offered_jobs_read_something(context: Context) -> Iterator[Finding]:
    """Each job that a district offers reads one of the modules that it offers.

    Good: `jobs: [bus-driver]` with `modules: [noticing]`
    Bad: `jobs: [bus-driver]` with `modules: [leading-it]`, which no bus driver reads
    """
    course = context.course
    if course.district is None or (modules := course.district.offer.modules) is None:
        return
    if not course.outline.matrix.keys() >= set(modules):  # then another rule names the right one
        return
    jobs = course.district.offer.jobs
    without = []
    for role_id, role in offered(course).roles.items():
        read = [
            name
            for name in course.outline.matrix
            if name in course.modules and course.extent(name, role_id) is not Extent.NONE
        ]
        if read and set(read).isdisjoint(modules):
            without.append(role_id)
            if jobs is not None:
                yield Finding(
                    SETTINGS,
                    ("offer", "jobs", jobs.index(role_id)),
                    f"{role.title} would have no module.",
                    f"Offer one of: {', '.join(read)}.",
                )
    if jobs is None and without:
        yield Finding(
            SETTINGS,
            ("offer", "modules"),
            f"{in_quotes(without)} would have no module.",
            "Offer modules that they read, or write under `jobs:` which jobs you offer.",
        )


def offered_modules_are_read(context: Context) -> Iterator[Finding]:
    """Some job that a district offers reads each module that it offers.

    Good: `modules: [leading-it]` with `jobs: [principal]`
    Bad: `modules: [leading-it]` with `jobs: [bus-driver]`
    """
    course = context.course
    offer = course.district.offer if course.district else None
    if offer is None or not course.roles.keys() >= set(offer.jobs or ()):
        return
    jobs = offered(course).roles.keys()
    for index, module_id in enumerate(offer.modules or ()):
        readers = [
            role_id
            for role_id in course.roles
            if course.extent(module_id, role_id) is not Extent.NONE
        ]
        if readers and jobs.isdisjoint(readers):
            yield Finding(
                SETTINGS,
                ("offer", "modules", index),
                f'No job that you offer reads "{module_id}".',
                f"Leave it out, or offer one of these jobs: {', '.join(readers)}.",
                is_warning=True,
            )


def numbers_are_shown(context: Context) -> Iterator[Finding]:
    """A number of a place, and an answer to a local rule, is shown: somebody has verified it.

    Good: `call: 555-555-0134` with `verified-on: 2026-11-28`
    Bad: `call: 555-555-0134` alone
    """
    if not context.course.is_read("district"):
        return
    for contact_id, contact in context.course.contacts.items():
        has_number = contact.local and (contact.call or contact.message)
        if has_number and contact.verified_on is None:
            yield Finding(
                "reference/contacts.yml",
                (contact_id, "call" if contact.call else "message"),
                "This number would not be shown, because nobody has said when it was verified.",
                "Dial it. Then write the day as `verified-on:`, such as `verified-on: "
                f"{context.today}`.",
            )
    for rule_id, rule in context.course.local_rules.items():
        if rule.answer and rule.verified_on is None:
            yield Finding(
                "reference/local-rules.yml",
                (rule_id, "answer"),
                "This answer would not be shown, because nobody has said when it was verified.",
                "Read the law or the policy that it comes from. Then write the day as "
                "`verified-on:`.",
            )


def numbers_can_be_dialed(context: Context) -> Iterator[Finding]:
    """A phone can dial every number, with its area code and its extension.

    Good: `call: 555-555-0134 ext. 12`
    Bad: `call: 555-0134`, or `call: ask the office`
    """
    for (path, location), contact in context.find_all(Contact):
        if contact.call and dialed(contact.call) is None:
            yield Finding(
                path,
                (*location, "call"),
                f'No phone can dial "{contact.call}".',
                "Write the number with its area code, and an extension after `ext.`: "
                "555-555-0134 ext. 12.",
            )


def nothing_from_an_example(context: Context) -> Iterator[Finding]:
    """No number or address of a district was copied from an example. A sample may have them.

    Good: your own number
    Bad: `call: 555-555-0134`, or `report-to: mailto:training@example.org`
    """
    district = context.course.district
    if district is None or district.sample:
        return
    for contact_id, contact in context.course.contacts.items():
        for key in ("call", "message"):
            number = getattr(contact, key)
            if number and is_fictitious(number):
                yield Finding(
                    "reference/contacts.yml",
                    (contact_id, key),
                    f"{number} belongs to nobody: such numbers are reserved for examples.",
                    "Write the number that somebody has dialed.",
                )
    if district.report_to and _OF_EXAMPLES.search(district.report_to):
        yield Finding(
            SETTINGS,
            ("report-to",),
            "This address is from an example. Nobody would read what staff report.",
            "Write an address that somebody reads.",
        )


def verified_in_the_past(context: Context) -> Iterator[Finding]:
    """Nothing is verified on a day that has not come yet.

    The next day passes, because it may have come where somebody wrote it.

    Good: `verified-on:` today
    Bad: `verified-on:` next month
    """
    latest = context.today + timedelta(days=1)
    for path, pieces in (
        ("reference/contacts.yml", context.course.contacts),
        ("reference/local-rules.yml", context.course.local_rules),
    ):
        for name, piece in pieces.items():
            if piece.verified_on and piece.verified_on > latest:
                yield Finding(
                    path,
                    (name, "verified-on"),
                    f"{piece.verified_on} is in the future.",
                    f"Write the day when somebody verified it. Today is {context.today}.",
                )
    for claim_id, claim in context.course.claims.items():
        if claim.looked_at and claim.looked_at > latest:
            yield Finding(
                "reference/claims.yml",
                (claim_id, "looked-at"),
                f"{claim.looked_at} is in the future.",
                f"Write the day when somebody read its sources. Today is {context.today}.",
            )
    for location, day in days_of_statements(context.course):
        if day > latest:
            yield Finding(
                STATEMENTS,
                location,
                f"{day} is in the future.",
                f"Write the day when somebody did it. Today is {context.today}.",
            )


def needed_contacts(context: Context) -> Iterator[Finding]:
    """Each contact that a safe page depends on has a number, unless the site is a draft.

    Good: `contacts:` in `district.yml` with the state's report line
    Bad: no number for the report line, and no `draft: yes`
    """
    district = context.course.district
    if district is None or district.draft:
        return
    roles = offered(context.course).roles
    readers = [role.reader(role_id) for role_id, role in roles.items()]
    for contact_id, contact in context.course.contacts.items():
        is_offered = any(map(contact.is_for, readers))
        if contact.needed and is_offered and contact.verified_on is None:
            yield Finding(
                SETTINGS,
                ("contacts",),
                f'"{contact.name}" has no number yet, and pages that must be safe need it.',
                f"Write it under `contacts:`, as `{contact_id}:` with `call:` and "
                "`verified-on:`. To publish before that, write `draft: yes`: every page says so.",
                on_key=True,
            )


def barriers_are_heard_of(context: Context) -> Iterator[Finding]:
    """The statement about accessibility says who to tell about a barrier.

    Good: `report-to: mailto:access@lakeview.example` in `district.yml`
    Bad: no `report-to`
    """
    course = context.course
    if course.district and course.statements and course.outline.report_to is None:
        yield Finding(
            SETTINGS,
            (),
            "The page about accessibility cannot say who to tell about a barrier.",
            "Write `report-to:`, with a web address, or `mailto:` and an address that somebody "
            "reads.",
            is_warning=True,
        )


RULES = (
    offered_things,
    offered_jobs_read_something,
    offered_modules_are_read,
    numbers_are_shown,
    numbers_can_be_dialed,
    nothing_from_an_example,
    verified_in_the_past,
    needed_contacts,
    barriers_are_heard_of,
)
