"""What errors of the store, of settings, of refused wishes and of the command line say."""

from contacthub_tui.i18n import mark

OTHER_SENTENCES: dict[str, tuple[str, ...]] = {
    # StoreError
    "locked": (
        mark(
            "Another program is writing to the database and did not finish in time. "
            "Nothing was changed. Try again in a moment."
        ),
    ),
    "read-only": (
        mark(
            "The database {place} cannot be written to. Nothing was changed. Get "
            "permission to write the file and its folder, or choose another database."
        ),
        mark(
            "The database cannot be written to. Nothing was changed. Get permission to "
            "write the file and its folder, or choose another database."
        ),
    ),
    "full": (
        mark(
            "The disk is full. All that was saved before is kept, the last change is not. "
            "Make room and try again."
        ),
    ),
    "gone-back": (
        mark(
            "The database no longer has all that it had confirmed; perhaps it was restored, or "
            "its server replaced by a copy. What it has is kept. Go on where it is: “contacthub "
            "import --resume {run}”."
        ),
    ),
    "replaced": (
        mark(
            "{place} is another file now than the one that was opened. Nothing was written "
            "to it. Quit ContactHub and open it again."
        ),
    ),
    "newer-schema": (
        mark(
            "A newer ContactHub wrote this database. Nothing was changed. Update "
            "ContactHub to the newer version."
        ),
    ),
    "not-contacthub": (
        mark(
            "{place} is not a ContactHub database. It was left as it is. Choose another "
            "one with --database."
        ),
        mark(
            "This is not a ContactHub database. It was left as it is. Choose another one "
            "with --database."
        ),
    ),
    "damaged": (
        mark(
            "The database {place} is damaged. Nothing was changed. Keep a copy of it, then "
            "run “contacthub doctor”, which says how to mend it."
        ),
        mark(
            "The database is damaged. Nothing was changed. Keep a copy of it, then run "
            "“contacthub doctor”, which says how to mend it."
        ),
    ),
    "away": (
        mark(
            "The database {place} cannot be reached ({reason}). All that was saved before "
            "is kept. Check that it is there and that its address is right, then try "
            "again."
        ),
        mark(
            "The database {place} cannot be reached. All that was saved before is kept. "
            "Check that it is there and that its address is right, then try again."
        ),
        mark(
            "The database cannot be reached. All that was saved before is kept. Check that "
            "it is there and that its address is right, then try again."
        ),
    ),
    "not-unicode": (
        mark(
            "The database {place} cannot hold every language: its encoding is {encoding}. It was "
            "left as it is. Make one with the encoding UTF8."
        ),
    ),
    "bad-url": (
        mark(
            "“{url}” is no address of a database. Nothing was opened. Write sqlite:///path "
            "or postgresql://user@host/name."
        ),
        mark(
            "The address of the database cannot be read. Nothing was opened. Write "
            "sqlite:///path or postgresql://user@host/name."
        ),
    ),
    "no-driver": (
        mark(
            "The driver for PostgreSQL is not installed. Nothing was opened. Install it: "
            "pip install 'contacthub-tui[postgres]'."
        ),
    ),
    # SettingsError
    "bad-config": (
        mark(
            "The settings in {path} cannot be read ({problem}). The file was left as it "
            "is. Correct it, or delete it to start from the defaults."
        ),
    ),
    "bad-setting": (
        mark(
            "“{value}” is not a value for the setting “{name}” (from {origin}). Nothing "
            "was opened. Correct it there."
        ),
    ),
    # RefusedError, for files to import
    "outside-folders": (
        mark(
            "{path} lies outside the folders that files may be chosen from. Nothing was read. Put "
            "the file into one of them: {folders}."
        ),
    ),
    "cells-empty": (mark("There are no cells in what was pasted. Copy them again."),),
    "cells-too-big": (
        mark(
            "More than {limit} MB were pasted. Nothing of it was taken. Save the cells as a file "
            "on this machine, and choose that."
        ),
    ),
    # RefusedError, for contacts
    "contact-gone": (
        mark(
            "This contact has been deleted meanwhile. Nothing was saved. It can be saved as a new "
            "contact."
        ),
    ),
    "no-address": (
        mark(
            "A contact needs a mobile or a WhatsApp number. Nothing was saved. Type one of the two."
        ),
    ),
    "number-taken": (
        mark(
            "The number {number} belongs to another contact. Nothing was saved. Open that contact, "
            "or type another number."
        ),
    ),
    "field-retyped": (
        mark(
            "The field “{field}” holds another kind of value by now. Nothing was saved. Look at "
            "what is typed there, and save again."
        ),
    ),
    # RefusedError, for imports: a code is often the state that the run is in
    "no-such-run": (
        mark(
            "There is no import {run}. Nothing was changed. “contacthub import --runs” "
            "lists them all."
        ),
    ),
    "own-file": (
        mark(
            "{path} is the file of this import itself. Nothing was written. Give the failed rows "
            "another name."
        ),
    ),
    "waiting": (
        mark("Import {run} has not begun. Nothing was changed. Wait for its end, or cancel it."),
    ),
    "running": (
        mark("Import {run} is at work. Nothing was changed. Wait for its end, or cancel it first."),
    ),
    "finished": (
        mark("Import {run} is finished. Nothing was changed; there is nothing left to resume."),
    ),
    "cancelled": (
        mark("Import {run} was cancelled. What it wrote is kept. It can be resumed or undone."),
    ),
    "not-ended": (
        mark(
            "Import {run} has not come to its end. The corrections are kept. Wait for its end, or "
            "resume it; then import the corrected rows."
        ),
    ),
    "undoing": (
        mark(
            "Import {run} is being undone. Nothing else was changed. Wait for its end, or "
            "undo it again if it stopped half-way."
        ),
    ),
    "undone": (
        mark(
            "Import {run} is undone already. Nothing was changed. To have its contacts "
            "again, import the file again."
        ),
    ),
    "taken-over": (
        mark(
            "Another process goes on with import {run}. What was written is kept. Follow "
            "it in the list of imports."
        ),
    ),
    # RefusedError, for preferences and exports
    "not-unsubscribed": (
        mark("{number} is not unsubscribed. Nothing was changed. There is nothing to take back."),
    ),
    "no-reason": (
        mark(
            "Resubscribing needs a reason: the proof of consent. Nothing was changed. Give "
            "it with --reason."
        ),
    ),
    "reason-too-long": (
        mark(
            "The reason is longer than {limit} characters. Nothing was changed. Shorten it, and "
            "say where the rest can be read."
        ),
    ),
    "changed-since": (
        mark(
            "The preference of {number} was changed while you looked at its history. It stays as "
            "it is. Look at the history again, then decide."
        ),
    ),
    # RefusedError, for what is done to many contacts
    "lists-gone": (
        mark(
            "Somebody deleted {names} meanwhile. What was done before is kept. Choose other lists."
        ),
    ),
    "too-many-for-sheet": (
        mark(
            "There are more contacts than the {limit} rows that a sheet holds. Nothing was "
            "written. Export to .csv, or fewer contacts."
        ),
    ),
    # RefusedError, for merges
    "pair-gone": (
        mark(
            "One of the two contacts is gone. Nothing was merged. Look at the pair again, or "
            "search for duplicates again."
        ),
    ),
    "pair-changed": (
        mark(
            "One of the two contacts was changed meanwhile. Nothing was merged. What it is now is "
            "shown: look at it, then merge again."
        ),
    ),
    "pair-no-address": (
        mark(
            "No number would be left. Nothing was merged. Pick a mobile or a WhatsApp number that "
            "is filled in."
        ),
    ),
    "pair-note-too-long": (
        mark(
            "Both notes together have more than {limit} characters. Nothing was merged. Pick one "
            "of them."
        ),
    ),
    # ContactHubError, from the command line itself
    "unforeseen": (
        mark(
            "Something happened that ContactHub was not made for. What was saved before is kept. "
            "Send the log file {path} to support."
        ),
    ),
    "no-room": (
        mark(
            "Something cannot be written ({reason}). What was saved before is kept. Make room, "
            "then try again."
        ),
    ),
    # UsageError
    "failed-is-file": (
        mark(
            "The rows that fail would be written over {path} itself. Nothing was imported. Name "
            "another file with --failed."
        ),
    ),
    "file-and-run": (
        mark(
            "A file is imported, and a run is undone, resumed or listed: one of the two at a time. "
            "Nothing was done. Leave out the file, or --undo, --resume or --runs."
        ),
    ),
    "nothing-failed": (
        mark(
            "--failed writes the rows that failed in an import, and none was asked for. Nothing "
            "was done. Leave out --failed, or --dry-run, --undo or --runs."
        ),
    ),
    "bad-options": (
        mark("The options handed over cannot be read. Nothing was imported. Import from the app."),
    ),
    "no-file": (
        mark("No file was named. Nothing was imported. contacthub import --help shows how."),
    ),
    "bad-map": (
        mark(
            "“{pair}” matches no column with a field. Nothing was imported. Write --map "
            "'COLUMN=FIELD'."
        ),
    ),
    "bad-region": (
        mark(
            "“{region}” is no country with phone numbers. Nothing was imported. Write its "
            "two letters, such as FR or BE."
        ),
    ),
    "bad-header-row": (
        mark(
            "The row of the header is counted from 1. Nothing was imported. For a file "
            "without header use --no-header."
        ),
    ),
    "bad-output": (
        mark(
            "The ending of {path} names no kind of file. Nothing was written. End it with "
            ".csv, .xlsx or .vcf."
        ),
    ),
    "which-channel": (
        mark(
            "{number} is unsubscribed on both channels. Nothing was changed. Say which one is "
            "meant: --channel mobile or --channel whatsapp."
        ),
    ),
    "not-csv": (
        mark("The ledger is written as .csv. Nothing was written. End the name {path} with .csv."),
    ),
    "nobody-named": (
        mark(
            "No phone number was named. Nothing was done. contacthub preference --help shows how."
        ),
    ),
    "bad-address": (
        mark(
            "“{address}” is no phone number in {region}. Nothing was changed. Write it in "
            "international form, such as +33612345678."
        ),
    ),
}
