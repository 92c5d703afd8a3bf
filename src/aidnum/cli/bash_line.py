"""A command line as bash has it, and the text that completes it there.

Bash breaks words at ``=``, ``:`` and quotes, and replaces only what follows the last break, as it stands in the line: so the
line is read whole here, and each candidate is cut and quoted to fit.
"""

from __future__ import annotations

import re

_PIECES = re.compile(
    r"""(?P<space>\s+)|'(?P<raw>[^']*)(?P<raw_end>'?)|"(?P<text>(?:\\.|[^"\\])*)(?P<text_end>"?)|\\(?P<escaped>.?)"""
    r"""|(?P<plain>[^\s'"\\]+)""",
    re.DOTALL,
)
_UNSAFE = re.compile(r"[^\w%+=:,./@-]")


class BashLine:
    """The words of a line up to the cursor, of which bash replaces the `replaced` end.

    An apostrophe inside a word opens a quote for bash and is a letter for who types ``L'Abergement``.
    """

    def __init__(self, line: str, replaced: str) -> None:
        head, self._quote = _read(line.removesuffix(replaced))
        self.words, _ = _read(line)
        self._is_apostrophe = self._quote == "'" and head[-1][-1:].isalpha()
        if self._is_apostrophe:
            head[-1] += "'"
            self.words[-1] = f"{head[-1]}{replaced}"
        self._kept = len(head[-1])

    def ending(self, word: str) -> str:
        """What bash is to put where it replaces, so that the line's last word is this one."""
        rest = word[self._kept :]
        if self._quote == "'":
            # A quote that comes first takes the place of the one that opens the word.
            return (r"''\''" if self._is_apostrophe else "") + rest.replace("'", r"'\''")
        if self._quote:
            return re.sub(r'[\\"$`]', r"\\\g<0>", rest)
        return _UNSAFE.sub(r"\\\g<0>", rest)


def _read(line: str) -> tuple[list[str], str]:
    """The words without their quotes, and the quote that is still open at the end."""
    words, quote = [""], ""
    for piece in _PIECES.finditer(line.lstrip()):
        kind = str(piece.lastgroup)
        quote = piece[0][0] if kind.endswith("_end") and not piece[kind] else ""
        match kind:
            case "space":
                words.append("")
            case "raw_end":
                words[-1] += piece["raw"]
            case "text_end":
                words[-1] += re.sub(r'\\([\\"$`])', r"\1", piece["text"])
            case _:
                words[-1] += piece[kind]
    return words, quote
