"""The messages that scripts show to readers."""

import re
from collections.abc import Callable, Mapping

from babel.support import NullTranslations

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def script_messages(
    translations: NullTranslations, *, is_packaged: bool = False
) -> Mapping[str, str]:
    """The messages of scripts by name. Scripts fill in each `{placeholder}`.

    `is_packaged` is whether they are in a package for a learning management system.

    Catalogs write all placeholders as `%(placeholder)s`, which gettext editors can check.
    """
    others = _packaged if is_packaged else _on_sites
    messages = _messages(translations.gettext) | others(translations.gettext)
    return {name: _PLACEHOLDER.sub(r"{\1}", text) for name, text in messages.items()}


def _messages(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "check": _("Check"),
        "up": _("Move up: %(item)s"),
        "down": _("Move down: %(item)s"),
        "moved": _("Now in place %(place)s of %(total)s."),
        "try-another": _("Try another"),
        "show-all": _("Show all answers"),
        "nothing-chosen": _("Nothing is chosen yet."),
        "row-fits": _("This fits."),
        "row-again": _("Look again."),
        "some-fit": _("%(fitting)s of %(total)s fit."),
        "one-fits": _("1 of %(total)s fits."),
        "none-fits": _("None fits yet."),
        "all-found": _("That’s all of them."),
        "more-to-find": _("There is more to find."),
        "look-again": _("Look at %(count)s again."),
        "look-again-one": _("Look at one again."),
        "goes-elsewhere": _("“%(option)s” goes with another one."),
        "comes-earlier": _("It comes earlier."),
        "comes-later": _("It comes later."),
        "first": _("You got this right on the first try."),
        "later": _("You got this right on a later try."),
        "looked": _("You have seen this one before."),
        "updated": _("This question was updated since you answered it. Have another look."),
        "not-saved": _("This browser can’t save what you do here. You can still use the course."),
        "unreadable": _(
            "The data saved in this browser is damaged and can’t be read. Your progress starts "
            "over. The course still works."
        ),
        "line": _("When %(when)s, I’ll %(will)s"),
        "line-own": _("In my own words"),
        "line-keep": _("Keep this line"),
        "line-kept": _(
            "Kept. It is on your job’s page now. Practice asks about it after 7 and 30 days."
        ),
        "line-name": _("Is that a name? Leave names out."),
        "line-not-kept": _(
            "Nothing is saved until you keep this line. It’s never sent. Don’t write a child’s "
            "name."
        ),
        "line-too-many": _("You can keep three lines at most. Which one will you let go?"),
        "line-from-note": _("Make this my line"),
        "my-thoughts": _("My thoughts"),
        "saved-here": _(
            "Saved on this device, where anyone who uses it can read it. It’s never sent. Don’t "
            "write a child’s name."
        ),
        "note-not-saved": _(
            "This browser can’t save what you write here. It’s gone when you leave the page."
        ),
        "saved-in-tab": _(
            "Saved until you close this tab, and never sent. Don’t write a child’s name."
        ),
        "never-saved": _(
            "Nothing you write here is saved. It’s gone when you leave this page. Print it "
            "or save it as a file first, and put that where your school wants it."
        ),
        "word-count": _("Words: %(words)s of %(most)s."),
        "reading-grade": _("Reads at about grade %(found)s. The aim is grade %(grade)s."),
        "save-text": _("Save as a text file"),
        "counts": _("What you can hand in. It contains nothing you wrote."),
        "counts-show": _("Show my counts"),
        "counts-save": _("Save these counts as a file"),
        "counts-fit": _("Fitting answers: %(fitting)s of %(answered)s. Questions: %(total)s."),
        "start-over": _("Empty all fields"),
        "start-over-confirm": _("Empty all fields of this page? You can’t undo this."),
        "start-over-yes": _("Yes, empty them"),
        "emptied": _("All fields are empty."),
        "print": _("Print this page"),
        "colors": _("Colors"),
        "colors-device": _("Same as the device"),
        "colors-light": _("Light"),
        "colors-dark": _("Dark"),
        "resume": _("Continue · %(minutes)s min"),
        "resume-next": _("Next"),
        "resume-practice": _("Practice · %(count)s"),
        "other-role": _("Also your job:"),
        "your-role": _("Your job:"),
        "yours": _("What is saved on this device"),
        "saved-summary": _(
            "Questions tried: %(questions)s. Modules read: %(modules)s. Lines: %(lines)s. "
            "Notes: %(notes)s."
        ),
        "still-open": _("Not counted yet. Still to do:"),
        "leave-out": _("I’m leaving these out on purpose"),
        "module-counts": _("This module counts."),
        "record": _("Record of learning"),
        "record-empty": _(
            "Nothing here yet. A module counts once you have seen its steps and answered its "
            "questions, right or not."
        ),
        "record-load-error": _(
            "Your record did not fully load. Nothing is lost. Check your internet connection and "
            "open this page again."
        ),
        "record-name": _("Name"),
        "record-first-name": _("First name"),
        "record-last-name": _("Last name"),
        "record-name-hint": _("It goes on the printed page and in the spreadsheet."),
        "record-name-save": _("Save my name on this device"),
        "record-number-ask": _("My district asks for my number"),
        "record-number": _("Employee number"),
        "record-number-save": _("Save my number on this device"),
        "record-jobs": _("Job"),
        "record-district": _("District"),
        "record-course": _("Course"),
        "record-version": _("Edition"),
        "record-address": _("Address"),
        "record-made-on": _("Made on"),
        "record-module": _("Module"),
        "record-roles": _("Read for this job"),
        "record-minutes": _("Minutes"),
        "record-date": _("Finished on"),
        "record-total": _(
            "Modules: %(count)s. Minutes: %(minutes)s. Hours, to the nearest quarter: %(hours)s."
        ),
        "record-old": _("With a *: finished when only the end of a module counted."),
        "record-self": _("I did this myself."),
        "record-supervisor": _("Supervisor"),
        "record-signature": _("Signature"),
        "record-day": _("Date"),
        "record-print": _("Print it, or save it as PDF"),
        "record-pdf": _("For a PDF, choose “Save as PDF” where you would choose the printer."),
        "record-csv": _("Save as a spreadsheet (CSV)"),
        "record-again": _("Start over"),
        "record-again-means": _(
            "To read modules again, such as in a new year. Print or save your record first."
        ),
        "record-again-what": _("What to start over"),
        "record-again-all": _("All modules"),
        "record-again-confirm": _(
            "Take this off your record: %(modules)s? The date, the minutes and where you stopped "
            "are deleted, for all your jobs. Your answers, notes and lines stay. You can’t undo "
            "this."
        ),
        "record-again-yes": _("Yes, start over"),
        "record-again-no": _("No, keep it"),
        "record-again-done": _(
            "Off your record: %(modules)s. If you read one again, it counts again."
        ),
        "practice": _("Practice"),
        "practice-choose-role": _(
            "Short questions that help you remember. Nothing is scored. Choose your job:"
        ),
        "practice-due": _("Questions to practice again: %(count)s"),
        "practice-next": _("No question is due now. The next ones come back on %(day)s."),
        "practice-finished": _(
            "Nothing left to practice. The questions you tried have all come back three times."
        ),
        "practice-new": _("You haven’t tried these questions in this browser yet."),
        "practice-saved-file": _("Did you save a file before?"),
        "open-saved": _("Open a saved file"),
        "practice-load-error": _(
            "The questions did not load. Check your internet connection, or choose your job:"
        ),
        "practice-partial": _(
            "Some questions did not load. Check your internet connection and open this page again."
        ),
        "continue": _("Continue"),
        "practice-end": _("That’s it for now"),
        "practice-still-due": _("Questions that are still due: %(count)s."),
        "practice-number": _("Question %(number)s of %(total)s"),
        "practice-anyway": _("Practice now anyway"),
        "practice-more": _("Practice more"),
        "path-back": _("Back to your path"),
        "practice-when": _("When questions come back"),
        "practice-why": _(
            "A question comes back about 2, 7 and 30 days after you first tried it. If you get it"
            " wrong, or open the answers first, it starts over at 2 days."
        ),
        "transfer": _("Move it or save a copy"),
        "transfer-why": _(
            "Save a file to continue on another phone or computer. Save one too if you use "
            "Safari: it may delete what is saved here after 7 days without a visit."
        ),
        "save-file": _("Save everything as a file"),
        "saved-file": _("Look in your downloads for a file that starts with “%(start)s”."),
        "make-link": _("Make a link"),
        "link-with-notes": _("Put my lines, plans and thoughts in the link"),
        "link": _(
            "Open this link on the other device. Anyone with the link can read what is in it."
        ),
        "link-history": _(
            "On a shared device, the link stays in the browser’s history. Use a file there."
        ),
        "copy-link": _("Copy the link"),
        "link-copied": _("The link is copied."),
        "link-selected": _("The link is selected. Copy it yourself."),
        "import-file": _("Open a saved file:"),
        "link-title": _("This link brings saved progress"),
        "link-summary": _(
            "Questions tried: %(questions)s. Modules read: %(modules)s. Lines: %(lines)s. "
            "Notes: %(notes)s. Add it only if you made this link yourself. What is already here "
            "stays."
        ),
        "import": _("Add it here"),
        "import-decline": _("Don’t add it"),
        "imported": _("Added. What was here before is still here."),
        "import-unreadable": _(
            "This file or link can’t be read. Part may be missing, or it is from a newer version"
            " of this course. Nothing here has changed."
        ),
        "delete": _("Delete it"),
        "delete-all": _("Delete everything saved here"),
        "delete-confirm": _(
            "Delete your answers, progress, lines, notes, jobs and name from this browser? You "
            "can’t undo this."
        ),
        "delete-yes": _("Yes, delete all of it"),
        "delete-no": _("No, keep it"),
        "deleted": _("Everything saved here is deleted. Files and links you made are not."),
        "path-progress": _("%(done)s of %(total)s modules done."),
        "path-finished-elsewhere": _("In another job: %(count)s."),
        "path-finished": _("You have finished all %(total)s modules."),
        "path-changed": _("Changed since you finished it"),
        "module-finished": _("Finished on %(day)s."),
        "module-changed": _("Changed since you finished it on %(day)s. Please look again."),
        "module-finished-as": _("Finished for another job: %(job)s."),
        "offline-saved": _("Saved on this device. You can read this path without internet."),
        "session-only": _(
            "What you do is saved in this tab only. It is deleted when you close the tab, or "
            "leave this site for more than a minute. Print your record first. New tabs on this "
            "device do the same."
        ),
        "evidence-strength": _("How sure"),
        "evidence-subject": _("Subject"),
        "evidence-all": _("All"),
        "evidence-shown": _("Claims: %(count)s of %(total)s."),
        "way-back": _("Back to where you were"),
        "search-none": _("Nothing found. Try another word."),
        "search-near": _("Nothing found. Try another word. These may be close:"),
        "search-clear": _("Clear"),
        "search-help": _("Everyone who can help"),
        "search-all": _("Search all jobs"),
        "for-all-roles": _("For all jobs"),
        "search-found": _("Results: %(count)s."),
        "search-about": _("Also about:"),
        "search-load-error": _(
            "Search did not load. Check your internet connection and try again."
        ),
    }


def _on_sites(_: Callable[[str], str]) -> dict[str, str]:
    """Messages that only sites have, because no script in a package asks for them."""
    return {
        "presenter": _("Room mode"),
        "presenter-hint": _(
            "For a projector: one thing at a time, in large type. Next shows what each choice "
            "leads to, one by one."
        ),
        "presenter-next": _("Next"),
        "presenter-back": _("Back"),
        "presenter-go-to": _("Go to"),
        "presenter-close": _("Close"),
        "presenter-slide": _("Slide %(number)s of %(total)s"),
        "presenter-following": _("Next: %(title)s"),
        "my-role": _("This is my job"),
        "my-role-means": _("The first page now shows what comes next."),
        "my-district": _("This is my district"),
        "my-district-means": _("All pages now lead here for help and cards."),
        "your-district": _("Your district:"),
        "other-district": _("Change"),
        "district-numbers": _("Numbers for %(district)s"),
        "report": _("Report a mistake or a barrier"),
        "reminders-save": _("Save reminders for your calendar"),
        "reminders-note": _(
            "A file with three dates: in 2, 7 and 30 days. Open it to add them to your calendar. "
            "If others see your calendar, they can see these dates."
        ),
        "reminder-title": _("A few questions to come back to"),
        "reminder-text": _("About five minutes, with your lines. Nothing is scored."),
        "remembered": _("This device remembers your job and what you do here."),
        "shared-device": _("Do others use this device?"),
        "forget": _("Don’t remember me on this device"),
        "forget-confirm": _(
            "Delete what is saved here, and save new things in this tab only? You can’t undo this."
        ),
        "remember": _("Remember me on this device"),
    }


def _packaged(_: Callable[[str], str]) -> dict[str, str]:
    """Messages that only packages have, or that say something else there."""
    return {
        "lms-none": _(
            "This page can’t reach your learning system, so nothing you do here is counted. "
            "Close it, and open the course from your learning system again."
        ),
        "lms-elsewhere": _(
            "You have this course open in another window. That one tells your learning system "
            "what you do here, so leave it open."
        ),
        "lms-unsaved": _(
            "Your learning system did not save what you did. Keep this window open until it does."
        ),
        "lms-unsaved-kept": _(
            "Your learning system did not save what you did. This device keeps it and tries again, "
            "now and the next time you open the course."
        ),
        "lms-done": _(
            "You have finished everything, and your learning system knows. You can close this "
            "window, or keep reading."
        ),
        "lms-review": _(
            "You are looking at a course that you have finished before. What you do now is not "
            "counted."
        ),
        "lms-newer": _(
            "A newer version of this course has saved your progress, and this one can’t read it. "
            "What you do here is not counted. Tell the person who assigned the course."
        ),
        "lms-retry": _("Try again"),
        "lms-close": _("Close this note"),
        "saved-in-tab": _(
            "Saved until you close this window, and never sent. Don’t write a child’s name."
        ),
        "session-only": _(
            "What you write is kept only until you close this window. Your learning system keeps "
            "what you finish."
        ),
        "transfer-why": _(
            "Save a file to take what you did with you, such as to this course on its own site or "
            "for another job. A file you saved there can be opened here."
        ),
        "delete-confirm": _(
            "Delete your answers, progress, lines, notes and name from this course? You can’t "
            "undo this. Your learning system may still show that you finished it."
        ),
        "deleted": _("Everything saved in this course is deleted. Files you made are not."),
    }
