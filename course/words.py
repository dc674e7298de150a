"""Interface words: gettext catalogues, read and found through Babel."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations


def interface_words(folder: Path, language: str) -> NullTranslations:
    """The words of the interface in `language`, from `<folder>/<language>.po`.

    The words in the templates are English, and stand in for any that a catalogue lacks.
    """
    path = folder / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def script_words(words: NullTranslations) -> Mapping[str, str]:
    """What scripts say, by the names that they use. A `{place}` is filled in by the script."""
    _ = words.gettext
    return {
        "check": _("Check"),
        "up": _("Move up: {item}"),
        "down": _("Move down: {item}"),
        "moved": _("Now in place {place} of {total}."),
        "choose": _("Choose …"),
        "show-all": _("Show all answers, and why"),
        "nothing-yet": _("Nothing is chosen yet."),
        "all-right": _("Yes, that is it."),
        "more-to-find": _("What you chose fits, and there is more to find."),
        "not-yet": _("Not quite yet. Read the notes and try again if you like."),
        "fits": _("This fits."),
        "look-again": _("Look at this one again."),
        "first": _("You found this at the first try."),
        "later": _("You found this after another try."),
        "looked": _("You have looked at this one."),
        "updated": _("This question was updated since you answered it. Have another look."),
        "not-kept": _("This browser does not keep what you did here. Everything else works."),
        "unreadable": _(
            "What this browser had kept of what you did could not be read, so it starts afresh. "
            "Everything else works."
        ),
        "my-plan": _("My plan"),
        "my-thoughts": _("My thoughts"),
        "kept-here": _(
            "Kept on this device, where whoever uses it can read it, and never sent. "
            "Do not write a child's name."
        ),
        "note-not-kept": _(
            "This browser does not keep what you write here: it is gone when you leave the page."
        ),
        "kept-in-tab": _(
            "Kept until you close this tab, and never sent. Do not write a child's name."
        ),
        "print": _("Print this page"),
        "colors": _("Colors"),
        "colors-device": _("As on the device"),
        "colors-light": _("Light"),
        "colors-dark": _("Dark"),
        "my-job": _("This is my job"),
        "my-jobs": _("Your jobs"),
        "other-job": _("Your other job:"),
        "your-job": _("Your job:"),
        "yours": _("What is kept on this device"),
        "kept": _("Questions tried: {questions}. Modules read: {modules}. Notes: {notes}."),
        "record": _("Record of learning"),
        "record-empty": _(
            "Nothing stands here yet. A module counts as read when you have come to its end."
        ),
        "record-name": _("Name"),
        "record-name-note": _("For the print and the table."),
        "record-name-keep": _("Keep my name on this device"),
        "record-of": _("Course: {course}, edition {version}."),
        "record-modules": _("Module"),
        "record-jobs": _("Read as"),
        "record-minutes": _("Minutes"),
        "record-days": _("On"),
        "record-sum": _("Modules: {count}. Minutes: about {minutes}."),
        "record-day": _("Made on {day}."),
        "record-print": _("Print it, or save it as PDF"),
        "record-csv": _("Save it as a table (CSV)"),
        "practice": _("Practice"),
        "practice-job": _("Which job's questions?"),
        "practice-back": _("Questions to come back to: {count}"),
        "practice-next": _("Nothing to come back to today. The next ones come on {day}."),
        "practice-rest": _("Nothing to come back to. You have been through all that you tried."),
        "practice-new": _(
            "This browser remembers no question that you tried. Here are some to begin with."
        ),
        "practice-file": _("If you have saved a file, take it in first:"),
        "practice-trouble": _("The questions could not be loaded. Are you offline?"),
        "practice-title": _("Try these"),
        "practice-number": _("Question {number} of {total}"),
        "practice-anyway": _("Practice all the same"),
        "practice-more": _("Some others"),
        "practice-when": _("When they come back"),
        "practice-why": _(
            "A question comes back about 2, 7 and 30 days after you first tried it. One that you "
            "miss then starts over."
        ),
        "reminders-save": _("Save reminders for your calendar"),
        "reminders-note": _(
            "A file with three dates: in 2, 7 and 30 days. It is made on this device, and nobody "
            "is told."
        ),
        "reminder-title": _("A few questions to come back to"),
        "reminder-text": _("About five minutes. Nothing is scored."),
        "take-along": _("Take it along"),
        "take-along-why": _(
            "To go on with another phone or computer, or in case this browser forgets: Safari "
            "drops what a site keeps after seven days without a visit."
        ),
        "save-file": _("Save it as a file"),
        "saved-file": _("The file is in your downloads."),
        "make-link": _("Make a link"),
        "link-with-notes": _("With my plans and thoughts"),
        "link": _("Open this link on the other device. Whoever has it can read what it carries."),
        "copy-link": _("Copy the link"),
        "copied-link": _("The link is copied."),
        "copy-yourself": _("The link is selected. Copy it yourself."),
        "take-file": _("Take in a file:"),
        "link-carries": _("This link carries something"),
        "carried": _(
            "Questions tried: {questions}. Modules read: {modules}. Notes: {notes}. "
            "Take it in only if you made the link yourself. Nothing that is here is lost."
        ),
        "take-in": _("Take it in"),
        "leave-it": _("Leave it"),
        "taken-in": _("It is taken in, and joined with what was here."),
        "not-ours": _("This cannot be read. It may be cut off, or from a later version."),
        "delete": _("Delete it"),
        "delete-all": _("Delete all that is kept here"),
        "delete-sure": _("Delete all of it? It cannot be brought back."),
        "delete-yes": _("Yes, delete all of it"),
        "delete-no": _("No, keep it"),
        "deleted": _("It is all deleted."),
        "way": _("Read: {done} of {total} modules."),
        "way-left": _("About {minutes} minutes left."),
        "way-known": _("Read in another job: {count}."),
        "way-done": _("You have read all {total} modules."),
        "go-on": _("Go on:"),
        "go-back": _("Updated since you read it:"),
        "read-on": _("Read on {day}."),
        "read-before": _("Updated since you read it on {day}. Have another look."),
        "read-as": _("Read as {job}."),
        "offline-kept": _(
            "This path is kept on this device, and can be read without a connection."
        ),
        "forget": _("Don't remember me on this device"),
        "passing": _("What you do is kept in this tab only. Close the tab, and it is gone."),
        "remember": _("Remember me on this device"),
        "search-close": _("Close"),
        "search-label": _("What are you looking for?"),
        "search-none": _("Nothing was found. Try one word of it, or another word for it."),
        "search-found": _("Places found: {count}."),
        "search-trouble": _("The search could not be loaded. Are you offline?"),
    }
