"""Finds bare text on its way to the screen. Enters: a module's source. Leaves: what may be data.

A text may reach a widget, or a terminal, when it is written in the source (or a translation of
that), a number, or the result of `safe` or of a helper that is known to be harmless. What is built
of such texts is as harmless. Everything else is told, with its line.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Sinks = Callable[[ast.AST], Iterator[ast.expr]]

#: Calls that show their texts: every argument that is a text, or a tuple that begins with one.
WIDGETS = frozenset(
    "Static Label Button Checkbox Tick RadioButton Choice Option Content Text Segment Field "
    "SystemCommand Confirm Link Markdown Pretty Log Header Collapsible TabPane Placeholder Digits "
    "Input LineInput NoteArea SearchBar PathInput MaskedInput TextArea SelectionList "
    "OptionList Notification Piece".split()
)
#: The same, as methods.
METHODS = frozenset(
    "styled assemble update notify add_row add_rows add_option add_options add_column write "
    "write_line append_text panic set_title".split()
)
#: These read markup out of what they are given.
MARKUP = frozenset("from_markup from_rich_text from_text render_markup render_str".split())
#: These show their first argument only: the others style it.
_FIRST_ONLY = ("Segment", "Text", "Choice", "Piece")
#: Attributes that show what is assigned to them.
SHOWN = frozenset(
    "border_title border_subtitle tooltip title sub_title placeholder label help_text".split()
)
#: Arguments that name, style or place things and show nothing.
SILENT = frozenset(
    "id classes name style action variant compact markup value highlighter width height indent "
    "disabled can_focus title_align file end sep flush timeout severity control".split()
)

#: Give harmless text whatever they are given.
MAKES_SAFE = frozenset(
    "safe masked fit sentence error_sentence source_label field_label row_reason state_label "
    "spell_count why_words exact_time origin_label change_reason preference_words "
    "part_words run_words field_words field_name gone_sentence "
    "status_label existing_label spell_key spell country_of short_date when ago number percent "
    "short_name delete_sentences merged_sentence "
    "act_title act_verb act_sentences act_report restored_report exported_report "
    "goes_sentences left_sentences stop_sentences how_sure reason_words any_field_label "
    "rows_title nothing_to_look_at reason_text why_stopped pace group_label group_advice goes_to "
    "file_size file_words forecast_line time_of_day day_of people to_whom about_send "
    "quiet_sentence name_in "
    "round len int float abs sum cell_len".split()
)
#: Give harmless text when all that they are given is harmless.
KEEPS_SAFE = frozenset(
    "_ ngettext pgettext mark str min max sorted list tuple filter format format_map join rjust "
    "ljust center strip rstrip lstrip lower upper title capitalize casefold truncate pad_right "
    "removeprefix Cell".split()
)


@dataclass(frozen=True)
class Bare:
    """A text that may be data, and the line where it is shown."""

    line: int
    text: str


def shown_bare(source: str, known: Iterable[str] = ()) -> list[Bare]:
    """What a module of screens or widgets shows without having made it harmless.

    `known` are functions that give harmless text or `Content` and are checked where they stand.
    """
    return _find(source, _widget_sinks, known)


def printed_bare(source: str, known: Iterable[str] = ()) -> list[Bare]:
    """What a module of commands prints or writes without having made it harmless."""
    return _find(source, _print_sinks, known)


def content_makers(source: str) -> set[str]:
    """The functions of a module that give `Content`: they build it of texts that are checked."""
    return {
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
        and node.returns is not None
        and "Content" in ast.unparse(node.returns)
    }


def _find(source: str, sinks: Sinks, known: Iterable[str]) -> list[Bare]:
    tree = ast.parse(source)
    scopes = _scopes(tree)
    makers = _harmless_functions(tree, {*MAKES_SAFE, *known, *content_makers(source)})
    found = []
    for node in ast.walk(tree):
        for text in sinks(node):
            judge = _Judge(scopes.get(text, tree), makers)
            for part in _texts(text):
                found += [Bare(part.lineno, ast.unparse(leaf)) for leaf in judge.bare(part)]
    return sorted(set(found), key=lambda bare: bare.line)


def _harmless_functions(tree: ast.Module, makers: set[str]) -> set[str]:
    """`makers`, and the functions of the module that give back nothing but harmless text."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    while True:
        found = {function.name for function in functions if _gives_harmless(function, makers)}
        if found <= makers:
            return makers
        makers = makers | found


def _gives_harmless(function: ast.FunctionDef, makers: set[str]) -> bool:
    given = [node.value for node in ast.walk(function) if isinstance(node, ast.Return | ast.Yield)]
    judge = _Judge(function, makers)
    return bool(given) and all(value is None or judge.is_safe(value) for value in given)


def _texts(node: ast.expr) -> list[ast.expr]:
    """A tuple is a text with its style; a starred argument is many texts."""
    if isinstance(node, ast.Tuple) and node.elts:
        return [node.elts[0]]
    return [node.value if isinstance(node, ast.Starred) else node]


def _widget_sinks(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = _name(node.func)
        method = isinstance(node.func, ast.Attribute)
        if name in MARKUP and not (name == "from_text" and _is_false(node, "markup")):
            yield node
        elif (name in METHODS and method) or (name in WIDGETS and name == _root(node.func)):
            styled = name == "styled"
            yield from (node.args[:1] if styled or name in _FIRST_ONLY else node.args)
            yield from (word.value for word in node.keywords if word.arg not in SILENT)
    elif isinstance(node, ast.Assign):
        names = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
        if names & SHOWN:
            yield node.value


def _print_sinks(node: ast.AST) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    if name == "print" or name.endswith(("stdout.write", "stderr.write", "stdout.writelines")):
        yield from node.args


class _Judge:
    """Tells harmless expressions of one function from those that may be data."""

    def __init__(self, scope: ast.AST, makers: set[str]) -> None:
        self._makers = makers
        self._given: dict[str, list[ast.expr | None]] = {}
        self._asked: set[str] = set()
        for node in ast.walk(scope):
            self._note(node)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._give(target, node.value)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
            self._give(node.target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            self._loop(node.target, node.iter)
        elif isinstance(node, ast.arg):
            kind = ast.unparse(node.annotation) if node.annotation else ""
            harmless = kind in ("int", "float", "bool", "int | None") or "Content" in kind
            self._given.setdefault(node.arg, []).append(ast.Constant(0) if harmless else None)

    def _give(self, target: ast.expr, value: ast.expr | None) -> None:
        if isinstance(target, ast.Name):
            self._given.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple):
            each = value.elts if isinstance(value, ast.Tuple) else [None] * len(target.elts)
            for part, held in zip(target.elts, each, strict=False):
                self._give(part, held)

    def _loop(self, target: ast.expr, items: ast.expr) -> None:
        if isinstance(items, ast.Tuple | ast.List):
            for item in items.elts:
                self._give(target, item)
        else:
            self._give(target, items if isinstance(target, ast.Name) else None)

    def is_safe(self, node: ast.expr) -> bool:
        """Whether nothing of an expression may be data."""
        return not self.bare(node)

    def bare(self, node: ast.expr) -> list[ast.expr]:
        """The parts of an expression that may be data."""
        match node:
            case ast.Constant() | ast.Compare() | ast.Lambda():
                return []
            case ast.BinOp(op=ast.Mult()) if isinstance(node.left, ast.Constant):
                return []
            case ast.BinOp():
                return self.bare(node.left) + self.bare(node.right)
            case ast.IfExp():
                return self.bare(node.body) + self.bare(node.orelse)
            case ast.JoinedStr() | ast.BoolOp() | ast.Dict():
                return self._bare_of_all(node.values)
            case ast.Tuple() | ast.List():
                return self._bare_of_all(node.elts)
            case ast.GeneratorExp() | ast.ListComp():
                return self.bare(node.elt)
            case (
                ast.FormattedValue()
                | ast.Starred()
                | ast.Await()
                | ast.Subscript()
                | ast.NamedExpr()
            ):
                return self.bare(node.value)
            case ast.Name():
                return self._bare_of_name(node)
            case ast.Call():
                return self._bare_of_call(node)
        return [node]

    def _bare_of_all(self, nodes: Iterable[ast.expr]) -> list[ast.expr]:
        return [part for node in nodes for part in self.bare(node)]

    def _bare_of_name(self, node: ast.Name) -> list[ast.expr]:
        if node.id in self._asked or node.id.isupper():
            return []  # a text that is added to itself, or a constant of the module
        self._asked.add(node.id)
        given = self._given.get(node.id, [None])
        found = [node] if None in given else self._bare_of_all(filter(None, given))
        self._asked.discard(node.id)
        return found

    def _bare_of_call(self, call: ast.Call) -> list[ast.expr]:
        name = _name(call.func)
        if name in self._makers or name in WIDGETS or name in ("styled", "assemble"):
            return []  # what a `Content` is made of is looked at where it is made
        if name == "dumps":
            return [call] if _is_false(call, "ensure_ascii") else []
        if name == "map":
            return [] if _name(call.args[0]) in self._makers else [call]
        if name not in KEEPS_SAFE or (name == "_" and not isinstance(call.args[0], ast.Constant)):
            return [call]
        # The last one is how many there are.
        given = call.args[:-1] if name == "ngettext" else call.args
        found = self._bare_of_all([*given, *(word.value for word in call.keywords)])
        if isinstance(call.func, ast.Attribute):
            found += self.bare(call.func.value)
        return found


def _scopes(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    """The outermost function that each node is in."""
    found: dict[ast.AST, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                found.setdefault(inner, node)
    return found


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _root(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _is_false(call: ast.Call, argument: str) -> bool:
    return any(
        word.arg == argument and isinstance(word.value, ast.Constant) and not word.value.value
        for word in call.keywords
    )
