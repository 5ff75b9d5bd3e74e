"""A Document as one accessible HTML page that needs nothing else: no script, no request."""

import base64
import hashlib
import re
from functools import cache
from html import escape
from importlib.resources import files

from mainstay.reports import document as doc
from mainstay.reports.level_marks import level_svg
from mainstay.terms.levels import Level

MANY_COLUMNS = 4


def page(document: doc.Document) -> str:
    """The whole page, ready to be saved, sent or printed."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            _head(document),
            "<body>",
            '<a class="skip" href="#content">Skip to main content</a>',
            _banner(document.synthetic),
            '<main id="content" class="report">',
            *(block_html(block) for block in document.opening),
            f"<h1>{escape(document.title)}</h1>",
            _lead(document.subtitle),
            _contents(document),
            fragment(document),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def fragment(document: doc.Document) -> str:
    """The document's blocks alone, to stand under a web page's own heading of level 1."""
    doc.draw(document)
    return "\n".join(block_html(block) for block in document.blocks)


def stylesheet() -> str:
    """The style of everything `fragment` gives, for a web page to serve from its own address."""
    return _css()


def block_html(block: doc.Block) -> str:
    """One block."""
    match block:
        case doc.Heading():
            return _heading(block)
        case doc.Paragraph():
            return f"<p>{_words(block.words)}</p>"
        case doc.Bullets():
            items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
            fine = ' class="report-fine"' if block.fine else ""
            return f"<ul{fine}>{items}</ul>"
        case doc.Lines():
            return _lines(block)
        case doc.Table():
            return _table(block)
        case doc.Figure():
            return figure_html(block)
        case doc.Figures():
            inside = "\n".join(figure_html(one) for one in block.figures)
            return f'<div class="report-figures">\n{inside}\n</div>'
        case doc.Note():
            return f'<div class="report-note"><p>{_words(block.words)}</p></div>'
        case doc.KeyValues():
            return _key_values(block)
        case doc.Space():
            lines = "".join(f"<p>{escape(one)}</p>" for one in block.begins)
            return f'<div class="report-space">{lines}</div>'
        case doc.PageBreak():
            return '<div class="report-page-break"></div>'


def figure_html(figure: doc.Figure) -> str:
    """A picture with its title, caption and, folded under it, its numbers."""
    return (
        '<figure class="report-figure">\n'
        f'<p class="report-figure-title">{escape(figure.title)}</p>\n'
        f"{_labelled_svg(figure)}\n"
        f"<figcaption>{escape(figure.caption)}</figcaption>\n"
        f"{_numbers(figure)}</figure>"
    )


def _numbers(figure: doc.Figure) -> str:
    if figure.tabled:
        return ""
    return (
        '<details><summary>The numbers in this chart<span class="report-hidden">: '
        f"{escape(figure.title)}</span></summary>\n{_table(figure.table)}\n</details>\n"
    )


def _labelled_svg(figure: doc.Figure) -> str:
    """The picture as an image with a name and a description, its parts hidden from readers."""
    mark = (
        "f"
        + hashlib.sha256((figure.title + figure.alternative + figure.svg).encode()).hexdigest()[:10]
    )
    inside = re.sub(r"^<svg[^>]*>", "", figure.svg)
    view = re.search(r'viewBox="([^"]+)"', figure.svg)
    box = view.group(1) if view else "0 0 400 200"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{mark}-t {mark}-d"><title id="{mark}-t">{escape(figure.title)}</title>'
        f'<desc id="{mark}-d">{escape(figure.alternative)}</desc>{inside}'
    )


def _lead(subtitle: str) -> str:
    return f'<p class="report-lead">{escape(subtitle)}</p>' if subtitle else ""


def _lines(block: doc.Lines) -> str:
    """In print there is room to sign; on a screen nobody signs."""
    first, *rest = (_words(one) for one in block.lines)
    if block.to_sign:
        first = f'<span class="report-to-sign">{first}</span>'
    return f"<p>{'<br>'.join((first, *rest))}</p>"


def _heading(heading: doc.Heading) -> str:
    name = f' id="{escape(heading.anchor)}"' if heading.anchor else ""
    return f"<h{heading.level}{name}>{escape(heading.text)}</h{heading.level}>"


def _table(table: doc.Table) -> str:
    head = "".join(
        f'<th scope="col"{_kind(column)}>{escape(column.name)}</th>' for column in table.columns
    )
    body = "\n".join(_row(table.columns, row) for row in table.rows)
    return (
        f'<div class="report-scroll" tabindex="0" role="region" '
        f'aria-label="Table: {escape(table.caption)}"><table{_width(table)}>\n'
        f"<caption><span>{escape(table.caption)}</span></caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"
    )


def _width(table: doc.Table) -> str:
    """Many columns scroll sideways on a narrow screen; few are squeezed."""
    return ' class="report-wide"' if len(table.columns) >= MANY_COLUMNS else ""


def _row(columns: tuple[doc.Column, ...], row: tuple[doc.Words, ...]) -> str:
    first = f'<th scope="row"{_kind(columns[0])}>{_words(row[0])}</th>'
    rest = zip(columns[1:], row[1:], strict=True)
    return f"<tr>{first}" + "".join(_cell(column, words) for column, words in rest) + "</tr>"


def _cell(column: doc.Column, words: doc.Words) -> str:
    return f"<td{_kind(column)}>{_words(words)}</td>"


def _kind(column: doc.Column) -> str:
    return ' class="report-number"' if column.kind is doc.ColumnKind.NUMBER else ""


def _key_values(block: doc.KeyValues) -> str:
    pairs = "\n".join(
        f"<div><dt>{escape(name)}</dt><dd>{_words(value)}</dd></div>" for name, value in block.pairs
    )
    return f'<dl class="report-facts">\n{pairs}\n</dl>'


def _words(words: doc.Words) -> str:
    return "".join(_piece(piece) for piece in doc.pieces(words))


def _piece(piece: doc.Inline) -> str:
    match piece:
        case doc.Strong():
            return f"<strong>{escape(piece.text)}</strong>"
        case doc.Link():
            return f'<a href="{escape(piece.target)}">{escape(piece.text)}</a>'
        case doc.LevelMark():
            return level_html(piece.level, short=piece.short)
        case _:
            return escape(piece)


def level_html(level: Level, *, short: bool = False) -> str:
    """A level as its shape and its word, or its letter with the word for a screen reader."""
    text = doc.level_word(level)
    if short:
        letter = doc.level_text(doc.LevelMark(level, short=True))
        hidden = f'<span class="report-hidden">{text}</span>'
        text = f'<span aria-hidden="true">{letter}</span>{hidden}'
    return f'<span class="report-level">{level_svg(level)} {text}</span>'


def _contents(document: doc.Document) -> str:
    links = "".join(
        f'<li><a href="#{escape(one.anchor)}">{escape(one.text)}</a></li>'
        for one in document.headings()
        if one.level == 2 and one.anchor
    )
    if not links:
        return ""
    return f'<nav aria-label="Contents" class="report-contents"><ul>{links}</ul></nav>'


def _banner(synthetic: bool) -> str:
    return (
        f'<aside class="report-made-up" aria-label="Made-up data">{doc.MADE_UP}</aside>'
        if synthetic
        else ""
    )


def _head(document: doc.Document) -> str:
    style = _css() + (_MADE_UP_PRINT if document.synthetic else "")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n"
        f'<meta name="description" content="{escape(document.subtitle)}">\n'
        f'<meta name="dcterms.date" content="{document.on.isoformat()}">\n'
        f"<style>{style}</style>\n</head>"
    )


_MADE_UP_PRINT = f'@page{{@top-center{{content:"{doc.MADE_UP}";font:bold 9pt Arial,sans-serif}}}}'


@cache
def _css() -> str:
    text = (files("mainstay.reports") / "report.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
