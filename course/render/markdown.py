"""Authors' Markdown to safe HTML: CommonMark without raw HTML, plus our two kinds of reference."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from course.memo import Memo
from course.models.base import Id
from course.models.reference import NOT_FIRM, Claim, EvidenceTag, Term
from course.models.texts import CLAIM_REFERENCE, TERM_REFERENCE, Prose
from course.site import EVIDENCE, GLOSSARY, TOP

_NOT_FOR_AUTHORS = ["autolink", "code", "fence", "heading", "image", "lheading", "reference"]
_PARAGRAPH = re.compile(r"[^\W\d_][^\n]*\n?")
"""A text that is one paragraph without doubt: one line that starts with a letter."""
_CLAIM_LINK = re.compile(r'<a class="claim.*?</a>')
_LINK_WITHIN_SITE = re.compile(
    r'<a (?:class="[^"]*" )?href="(?!https?:|mailto:|tel:)[^"]*">(.*?)</a>'
)
_SPACE_AT_END = re.compile(r" +(?=</(?:p|li)>)")
_FIRM = " claim--firm"
_FIRM_CLAIM = f'<a class="claim{_FIRM}"'
_FIRM_CLAIM_LINK = re.compile(rf"{_FIRM_CLAIM}.*?</a>")
_SPACE_BEFORE_PUNCTUATION = re.compile(r" ([.,;:!?])")
_REFERENCES: Mapping[str, re.Pattern[str]] = {"claim": CLAIM_REFERENCE, "term": TERM_REFERENCE}


class Markdown:
    """Renders each distinct text once, for pages at any depth."""

    def __init__(
        self,
        claims: Mapping[Id, Claim],
        glossary: Mapping[Id, Term],
        tag_labels: Mapping[EvidenceTag, str],
        claim_title: str,
        memo: Memo,
    ) -> None:
        """`claim_title` is what screen readers say before the label of a tag."""
        self._claims, self._glossary = claims, glossary
        self._tag_labels, self._claim_title = tag_labels, claim_title
        self._parser = MarkdownIt(
            "commonmark", {"html": False, "typographer": True, "quotes": "“”‘’"}
        )
        self._parser.enable(["smartquotes"]).disable(_NOT_FOR_AUTHORS)
        self._parser.inline.ruler.before("link", "reference", _reference)
        for kind, html in (("claim", self._claim), ("term", self._term)):
            self._parser.add_render_rule(kind, _render_rule(html))
        depends_on = (self._tags(), self._terms(), claim_title)
        self._fragments = memo.table("markdown", depends_on)
        self._plain_texts = memo.table("plain", depends_on)

    def html(self, text: Prose) -> str:
        """HTML of a text. Its links start with `TOP` instead of the path to the site's top."""
        return self._fragments.get_or_make(text, lambda: self._make_html(text))

    def plain(self, text: Prose) -> str:
        """The text without any markup and without its claims, on one line."""
        return self._plain_texts.get_or_make(text, lambda: self._make_plain(text))

    def html_elsewhere(self, text: Prose) -> str:
        """HTML of a text for places outside of the site: without claims and links to the site."""
        html = _LINK_WITHIN_SITE.sub(r"\1", _CLAIM_LINK.sub("", self.html(text)))
        return _SPACE_AT_END.sub("", _SPACE_BEFORE_PUNCTUATION.sub(r"\1", html))

    def _make_html(self, text: Prose) -> str:
        if _PARAGRAPH.fullmatch(text):  # two texts in three; saves a fifth of the time
            return f"<p>{self._parser.renderInline(text.strip())}</p>"
        return str(self._parser.render(text)).strip()

    def _make_plain(self, text: Prose) -> str:
        html = _CLAIM_LINK.sub("", self.html(text))
        plain = _SPACE_BEFORE_PUNCTUATION.sub(r"\1", Markup(html).striptags())
        return text if plain == text else plain  # most are equal, and need no memory of their own

    def _tags(self) -> Mapping[str, str]:
        return {name: self._tag_labels[claim.tag] for name, claim in self._claims.items()}

    def _terms(self) -> Mapping[str, str]:
        return {name: str(term.term) for name, term in self._glossary.items()}

    def _claim(self, token: Token) -> str:
        claim_id = token.meta["id"]
        tag = self._claims[claim_id].tag
        mark = "" if tag in NOT_FIRM else _FIRM
        return (
            f'<a class="claim{mark}" href="{TOP}{EVIDENCE}#{claim_id}">'
            f'<span class="visually-hidden">{escape(self._claim_title)} </span>'
            f"{escape(self._tag_labels[tag])}</a>"
        )

    def _term(self, token: Token) -> str:
        href = f"{TOP}{GLOSSARY}#{token.meta['id']}"
        return f'<a class="term" href="{href}">{escape(self._term_words(token))}</a>'

    def _term_words(self, token: Token) -> str:
        return str(token.meta["words"] or self._glossary[token.meta["id"]].term)


def without_firm_claims(html: str) -> str:
    """A page without its links to claims that are law, tested or agreed on by experts."""
    # With an optional space in the pattern, the search would take four times as long.
    return _FIRM_CLAIM_LINK.sub("", html.replace(f" {_FIRM_CLAIM}", _FIRM_CLAIM))


def with_all_claims(html: str) -> str:
    """A page on which it makes no difference whether a claim is law, tested or agreed on."""
    return html.replace(_FIRM, "")


def _render_rule(html: Callable[[Token], str]) -> Callable[..., str]:
    def rule(
        _renderer: RendererHTML,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        _env: EnvType,
    ) -> str:
        return html(tokens[index])

    return rule


def _reference(state: StateInline, silent: bool) -> bool:
    for kind, pattern in _REFERENCES.items():
        match = pattern.match(state.src, state.pos)
        if match:
            if not silent:
                token = state.push(kind, "", 0)
                token.meta = {"words": None, **match.groupdict()}
            state.pos = match.end()
            return True
    return False
