"""Finds every message of the Site where it stands: in templates, in code, and in what pages are made from."""

import ast
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.text import smart_split

from shared_apps.core.datamap import declarations
from shared_apps.rights.policy import SECTIONS

ROOT = Path(__file__).parents[2]
TEMPLATES = [
    *(ROOT / "public_site" / "templates").rglob("*.html"),
    ROOT / "shared_apps/ui/templates/cotton/field.html",
    ROOT / "shared_apps/ui/templates/cotton/form_errors.html",
    ROOT / "shared_apps/ui/templates/ui/_foot.html",
    *(ROOT / "shared_apps/ui/templates/ui/errors").glob("*.html"),
]
CODE = [
    *(ROOT / "public_site").glob("*.py"),
    *(ROOT / "shared_apps" / "inquiries" / name for name in ("enums.py", "bands.py")),
    ROOT / "shared_apps/ui/errors.py",
]
PLAIN = {"_", "gettext", "gettext_lazy"}
IN_CONTEXT = {"_in", "pgettext", "pgettext_lazy"}


def messages_of_the_site():
    """Return (context, message, plural) of everything that is translated."""
    found = set()
    for path in TEMPLATES:
        found |= set(in_template(path.read_text()))
    for path in CODE:
        found |= set(in_code(ast.parse(path.read_text())))
    return found | {("", words, "") for words in declared()}


def declared():
    """Yield what pages read from data: the policy's sentences, and after what a rule of keeping counts."""
    for section in SECTIONS:
        yield section.title
        yield from (text for text, _promises in section.sentences)
    for found in declarations().values():
        yield from (
            rule.after for rule in found.rules if any(field.category != "none" for field in found.fields.values())
        )
    yield "the request"


def in_template(text):
    """Yield the messages of a template's tags."""
    tokens = iter(Lexer(text).tokenize())
    for token in tokens:
        if token.token_type != TokenType.BLOCK:
            continue
        words = list(smart_split(token.contents))
        if words[0] == "translate" and words[1].startswith('"'):
            context = words[words.index("context") + 1].strip('"') if "context" in words else ""
            yield context, words[1].strip('"'), ""
        elif words[0] == "blocktranslate":
            yield "", *counted(tokens)


def counted(tokens):
    """Return the two forms of a block that counts."""
    forms = [""]
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if token.contents == "endblocktranslate":
                break
            forms.append("")
        else:
            forms[-1] += f"%({token.contents})s" if token.token_type == TokenType.VAR else token.contents
    return forms[0], forms[1] if len(forms) > 1 else ""


def in_code(tree):
    """Yield the messages that calls of gettext name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if node.func.id in PLAIN and words:
                yield "", words[0], ""
            elif node.func.id in IN_CONTEXT and len(words) == 2:
                yield words[0], words[1], ""
            elif node.func.id == "ngettext":
                yield "", words[0], words[1]
