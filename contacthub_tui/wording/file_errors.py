"""What errors of files say. An import may have written rows before it meets the error."""

from contacthub_tui.i18n import mark

FILE_SENTENCES: dict[str, tuple[str, ...]] = {
    "not-found": (
        mark("There is no file {path}. Nothing was imported. Check its name and folder."),
        mark("There is no such file. Nothing was imported. Check its name and folder."),
    ),
    "unreadable/directory": (
        mark("{path} is a folder. Nothing was imported. Name a file that is in it."),
    ),
    "unreadable/not-a-file": (
        mark(
            "{path} is not a file with contents of its own. Nothing was imported. Copy "
            "what it gives into a file, and import that."
        ),
    ),
    "unreadable/permission": (
        mark(
            "You are not allowed to read {path}. Nothing was imported. Get permission to "
            "read it, or import a copy."
        ),
    ),
    "unreadable/changed": (
        mark(
            "The file {path} has changed since it was looked at. Any rows already imported "
            "are kept. Choose the file anew to import it as it is now."
        ),
    ),
    "unreadable/delimiter": (
        mark(
            "“{delimiter}” cannot be what parts the columns of {path}. Nothing was "
            "imported. Give one sign, such as a semicolon, or none to have it found."
        ),
    ),
    "unreadable/sheet": (
        mark("The file has no sheet “{sheet}”. Nothing was imported. Its sheets are: {sheets}."),
    ),
    "unreadable": (
        mark(
            "{path} cannot be opened ({problem}). Nothing was imported. Check that you may "
            "read it and that it is a file."
        ),
        mark(
            "The file cannot be opened. Nothing was imported. Check that you may read it "
            "and that it is a file."
        ),
    ),
    "password-protected": (
        mark(
            "The file is protected by a password. Nothing was imported. Open it, save a "
            "copy without password, and import the copy."
        ),
    ),
    "corrupt": (
        mark(
            "The file is damaged and cannot be read. Any rows already imported are kept. "
            "Open it in a spreadsheet, save it again as .xlsx or .csv, and import that."
        ),
    ),
    "unsupported-format/binary": (
        mark(
            "The file is neither a spreadsheet nor text. Nothing was imported. Save it as "
            ".csv, .xlsx, .xls, .xlsb or .ods, and import that."
        ),
    ),
    "unsupported-format/zip": (
        mark(
            "The file is an archive, not a spreadsheet. Nothing was imported. Unpack it, "
            "and import the spreadsheet that is inside."
        ),
    ),
    "unsupported-format": (
        mark(
            "Files of this kind ({what}) cannot be imported. Nothing was imported. Save it "
            "as .csv, .xlsx, .xls, .xlsb or .ods, and import that."
        ),
        mark(
            "This kind of file cannot be imported. Nothing was imported. Save it as .csv, "
            ".xlsx, .xls, .xlsb or .ods, and import that."
        ),
    ),
    "too-big/cell": (
        mark(
            "A cell of the file holds more than {limit} characters; perhaps a quotation "
            "mark is missing. Any rows already imported are kept. Open the file in a "
            "spreadsheet, correct it, and import it again."
        ),
    ),
    "too-big/line": (
        mark(
            "A line of the file holds more than {limit} characters. Any rows already "
            "imported are kept. Open the file in a spreadsheet, correct it, and import it "
            "again."
        ),
    ),
    "too-big/columns": (
        mark(
            "The file has more than {limit} columns. Nothing was imported. Save only the "
            "columns you need, and import that."
        ),
    ),
    "too-big/grid": (
        mark(
            "The sheet spans more than {limit} cells. Nothing was imported. Copy the rows "
            "and columns you need into a new file, and import that."
        ),
    ),
    "too-big/memory": (
        mark(
            "Reading the file takes more memory than an import is given. Any rows already "
            "imported are kept. Save it as .csv, or split it, and import that."
        ),
    ),
    "too-big/time": (
        mark(
            "Reading the file takes longer than an import is given. Any rows already "
            "imported are kept. Save it as .csv, or split it, and import that."
        ),
    ),
    "too-big": (
        mark(
            "The file is too big to be read. Nothing was imported. Save only the columns "
            "and rows you need, or split it, and import the parts."
        ),
    ),
    "empty/no-bytes": (
        mark("{path} is empty. Nothing was imported. Check that it is the right file."),
    ),
    "empty": (
        mark(
            "The file holds no rows. Nothing was imported. Check that it is the right "
            "file, and the right sheet."
        ),
    ),
    "no-phone-column": (
        mark(
            "No column holds phone numbers. Nothing was imported. If one does, name it with "
            "“contacthub import --map 'COLUMN=mobile'”; the columns are: {headers}."
        ),
        mark(
            "No column holds phone numbers. Nothing was imported. If one does, name it with "
            "“contacthub import --map 'COLUMN=mobile'”."
        ),
    ),
    "bad-encoding/unknown": (
        mark(
            "There is no encoding {encoding}. Nothing was imported. Name another, such as "
            "utf-8 or cp1252, or none to have it found."
        ),
    ),
    "bad-encoding": (
        mark(
            "The file cannot be read in the encoding {encoding}. Any rows already imported "
            "are kept. Choose another encoding, or none to have it found."
        ),
        mark(
            "The text of the file is in no known encoding. Nothing was imported. Save it "
            "as UTF-8, and import that."
        ),
    ),
    "unknown-list": (
        mark(
            "There is no such list: {names}. Nothing was changed. Choose another one, or have the "
            "import make it as a new list (--new-list)."
        ),
        mark(
            "There is no such list. Nothing was changed. Choose another one, or have the import "
            "make it as a new list (--new-list)."
        ),
    ),
    "bad-mapping/unknown-column": (
        mark("The file has no column “{column}”. Nothing was imported. Perhaps it is: {close}."),
        mark(
            "The file has no column “{column}”. Nothing was imported. Its columns are: {headers}."
        ),
    ),
    "bad-mapping/unknown-field": (
        mark(
            "There is no field “{field}” for the column “{column}”. Nothing was imported. "
            "Perhaps it is: {close}."
        ),
        mark(
            "There is no field “{field}” for the column “{column}”. Nothing was imported. "
            "For a new custom field write +Name."
        ),
    ),
    "bad-mapping/reserved": (
        mark(
            "Every contact has “{field}” already, so the column “{column}” cannot make a new field "
            "of that name. Nothing was imported. Write {field} without +, or another name."
        ),
    ),
    "bad-mapping/long-name": (
        mark(
            "A custom field has a name of at most {limit} characters. Nothing was imported. Give "
            "the new field for the column “{column}” a shorter one."
        ),
    ),
    "bad-mapping/twice": (
        mark("The column “{column}” is sent to two fields. Nothing was imported. Name it once."),
    ),
    "bad-mapping/taken": (
        mark(
            "Another column goes to “{field}” already, so “{column}” cannot. Nothing was "
            "imported. Leave one of the two out."
        ),
    ),
    "bad-mapping": (
        mark(
            "The columns are matched in a way that cannot be done. Nothing was imported. "
            "Check the names of columns and fields."
        ),
    ),
    "unwritable": (
        mark(
            "{path} cannot be written ({reason}). What is in the store is kept. Choose "
            "another folder, or make room."
        ),
        mark(
            "{path} cannot be written. What is in the store is kept. Choose another "
            "folder, or make room."
        ),
    ),
}
