"""The answer of ``reach`` as a picture: the départements, darker where a larger share of their authorities could have the aid.

Classes are the same in every picture, so that two may be compared. Colours differ in lightness: they print in grey. What is
overseas is a square of its own; Paris and its neighbours are drawn again, larger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from textwrap import wrap
from typing import NamedTuple

from aidnum.french import capital, long_date, number, plural, visible
from aidnum.render.wording import CAVEAT
from aidnum.report.reach import Counts, ReachReport
from aidnum.report.territory import origin_text, place_name
from aidnum.territory.outlines import CREDIT, HEIGHT, SOURCE, Outline, outlines

OVERSEAS = ("971", "972", "973", "974", "976", "975", "977", "978", "986", "987", "988")
PARIS = ("75", "92", "93", "94")
INK, SOFT, EDGE, PAPER = "#1d1d1f", "#55585e", "#9aa0a8", "#ffffff"


class Step(NamedTuple):
    """A class of départements, its colour and that of what is written on it."""

    label: str
    fill: str
    ink: str


ABSENT = Step("hors de la demande", PAPER, SOFT)
STEPS = (
    Step("aucune", "#efefef", INK),
    Step("moins d'un quart", "#bcd7ee", INK),
    Step("d'un quart à la moitié", "#6fa8d8", INK),
    Step("de la moitié aux trois quarts", "#2b71b0", PAPER),
    Step("trois quarts ou plus", "#08306b", PAPER),
)
HOPED_STEPS = (
    STEPS[0],
    Step(STEPS[1].label, "#f0cba6", INK),
    Step(STEPS[2].label, "#e09a55", INK),
    Step(STEPS[3].label, "#a8560f", PAPER),
    Step(STEPS[4].label, "#5a2a00", PAPER),
)
"""The same classes in another hue, for those to be confirmed: what may be is never taken for what is."""
_PAGE, _MARGIN = 820, 24
_MAP_X, _SCALE = 183, 0.1
_LEGEND_Y, _LINE = 340, 20
_BREADTH = 0.53  # of a letter, to its size: rather more than most have
INSET_BOX, INSET_SCALE, INSET_FROM = (150, 154), 0.7, (3033, 1333)
_SQUARE, _CODE, _NAME = 34, 10, 9
_BOLD = ' font-weight="bold"'
_FONTS = "Marianne, Liberation Sans, Arial, sans-serif"


def step_of(counts: Counts, *, hoped: bool = False) -> Step:
    """The class of a département by the share of its authorities that are eligible, or also, `hoped`, to be confirmed."""
    fit = counts.eligible + counts.to_confirm * hoped
    if not counts.total:
        return ABSENT
    return _steps(hoped=hoped)[1 + min(3, 4 * fit // counts.total) if fit else 0]


def _steps(*, hoped: bool) -> tuple[Step, ...]:
    return HOPED_STEPS if hoped else STEPS


def _shown(report: ReachReport) -> tuple[Step, ...]:
    """The classes that a picture may hold, the fullest first."""
    return (*reversed(_steps(hoped=_is_hoped(report))), ABSENT)


def render(report: ReachReport) -> str:
    """The picture, as one SVG file. Where nobody is eligible before more is said, it shows those to be confirmed."""
    places = outlines()
    drawn = {code: _drawn(code, report) for code in (*places, *OVERSEAS)}
    head, foot = [*_head(report)], [*_foot(report)]
    mainland = _MARGIN + _below(head) + 14
    overseas = mainland + round(HEIGHT * _SCALE) + 18
    end = overseas + _SQUARE + 40
    return "\n".join(
        (
            *_opened(report, drawn, end + _below(foot) + _MARGIN),
            *_written(head, _MARGIN, _MARGIN),
            *_mainland(places, drawn, mainland),
            *_inset(places, drawn, mainland),
            *_legend(report, drawn, mainland + _LEGEND_Y),
            *_overseas(drawn, overseas),
            *_written(foot, _MARGIN, end),
            "</svg>\n",
        )
    )


class _Drawn(NamedTuple):
    """A département in the picture: its class, and the words that come with its shape."""

    step: Step
    told: str


def _drawn(code: str, report: ReachReport) -> _Drawn:
    counts = report.by_departement.get(code, Counts())
    said = _counted(counts) if counts.total else ABSENT.label
    return _Drawn(step_of(counts, hoped=_is_hoped(report)), f"{place_name(code)} ({code})\u00a0: {said}")


class _Line(NamedTuple):
    """A line of text, its size and its other attributes."""

    text: str
    size: int
    more: str = ""

    @property
    def room(self) -> int:
        """How far below the line before it stands."""
        return round(self.size * 1.35)


def _is_hoped(report: ReachReport) -> bool:
    return not report.counts.eligible and report.counts.to_confirm > 0


def _text(text: str) -> str:
    return escape(visible(text))


def _wrapped(text: str, size: int, more: str = "") -> Iterator[_Line]:
    return (_Line(line, size, more) for line in wrap(text, int((_PAGE - 2 * _MARGIN) / size / _BREADTH)))


def _below(lines: Iterable[_Line]) -> int:
    return sum(line.room for line in lines)


def _written(lines: Iterable[_Line], x: int, y: int) -> Iterator[str]:
    for line in lines:
        y += line.room
        yield f'<text x="{x}" y="{y}" font-size="{line.size}"{line.more}>{_text(line.text)}</text>'


def _title(report: ReachReport) -> str:
    return f"Qui peut avoir « {report.scheme.title} »"


def _head(report: ReachReport) -> Iterator[_Line]:
    yield from _wrapped(_title(report), 20, _BOLD)
    yield from _wrapped("\u00a0; ".join((capital(long_date(report.day)), *report.said)), 13)
    yield from _wrapped(f"En tout\u00a0: {_counted(report.counts)}.", 13)


def _counted(counts: Counts) -> str:
    return (
        f"{plural(counts.eligible, 'éligible', 'éligibles')}, {number(counts.to_confirm)} à confirmer, "
        f"{plural(counts.ineligible, 'non éligible', 'non éligibles')}"
    )


def _opened(report: ReachReport, drawn: Mapping[str, _Drawn], height: int) -> Iterator[str]:
    """The head of the file, for programs and screen readers, and the paper."""
    title = _text(_title(report))
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_PAGE} {height}" width="{_PAGE}" height="{height}" lang="fr"'
    yield f' role="img" aria-labelledby="titre description" font-family="{_FONTS}" fill="{INK}">'
    yield f'<title id="titre">{title}</title><desc id="description">{_text(_description(report, drawn))}</desc>'
    yield '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    yield ' xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
    yield f"<dc:title>{title}</dc:title><dc:date>{report.day.isoformat()}</dc:date><dc:language>fr</dc:language>"
    yield f"<dc:source>{SOURCE}</dc:source><dc:rights>{_text(_credits())}</dc:rights>"
    yield "</rdf:Description></rdf:RDF></metadata>"
    yield f'<rect width="{_PAGE}" height="{height}" fill="{PAPER}"/>'


def _description(report: ReachReport, drawn: Mapping[str, _Drawn]) -> str:
    sizes = Counter(own.step for own in drawn.values())
    every = "\u00a0; ".join(
        f"{step.label}, {plural(sizes[step], 'département', 'départements')}" for step in _shown(report) if sizes[step]
    )
    return f"{_heading(report)}, par département\u00a0: {every}. En chiffres\u00a0: aidnum reach {report.scheme.id}"


def _heading(report: ReachReport) -> str:
    return f"Part des collectivités {'à confirmer' if _is_hoped(report) else 'éligibles'}"


def _credits() -> str:
    return f"Contours\u00a0: {CREDIT}. Données\u00a0: {origin_text()}."


def _foot(report: ReachReport) -> Iterator[_Line]:
    """What the picture leaves out, where it comes from, what it is not."""
    across = "Une collectivité de plusieurs départements compte dans celui où elle a le plus d'habitants."
    nowhere = report.by_departement.get("", Counts()).total
    if nowhere:
        across += f" Hors carte\u00a0: {plural(nowhere, 'région', 'régions')}."
    for text in (across, _credits(), CAVEAT):
        yield from _wrapped(text, 10, f' fill="{SOFT}"')


def _mainland(places: Mapping[str, Outline], drawn: Mapping[str, _Drawn], y: int) -> Iterator[str]:
    yield f'<g transform="translate({_MAP_X} {y}) scale({_SCALE})" {_edges(_SCALE)}>'
    yield from (_shape(places[code].path, drawn[code]) for code in places)
    yield "</g>"
    for code, place in places.items():
        if code not in PARIS:
            yield _number(code, drawn[code].step, _MAP_X + place.x * _SCALE, y + place.y * _SCALE)


def _inset(places: Mapping[str, Outline], drawn: Mapping[str, _Drawn], y: int) -> Iterator[str]:
    """Paris and its neighbours, larger, in a frame."""
    (width, height), (left, up) = INSET_BOX, INSET_FROM
    yield f'<rect x="{_MARGIN}" y="{y}" width="{width}" height="{height}" fill="none" stroke="{SOFT}"/>'
    yield f'<g transform="translate({_MARGIN} {y}) scale({INSET_SCALE}) translate({-left} {-up})" {_edges(INSET_SCALE)}>'
    yield from (_shape(places[code].path, drawn[code]) for code in PARIS)
    yield "</g>"
    for code in PARIS:
        x, above = (places[code].x - left) * INSET_SCALE, (places[code].y - up) * INSET_SCALE
        yield _number(code, drawn[code].step, _MARGIN + x, y + above)
    yield from _written([_Line("Paris et petite couronne", 11)], _MARGIN, y + height)


def _legend(report: ReachReport, drawn: Mapping[str, _Drawn], y: int) -> Iterator[str]:
    heading = _Line(_heading(report), 13, _BOLD)
    yield from _written([heading], _MARGIN, y)
    y += heading.room + 10
    has_absent = any(own.step is ABSENT for own in drawn.values())
    for step in _shown(report) if has_absent else _shown(report)[:-1]:
        yield f'<rect x="{_MARGIN}" y="{y}" width="22" height="14" fill="{step.fill}" stroke="{SOFT}" stroke-width=".6"/>'
        yield f'<text x="{_MARGIN + 30}" y="{y + 11}" font-size="12">{_text(step.label)}</text>'
        y += _LINE


def _overseas(drawn: Mapping[str, _Drawn], y: int) -> Iterator[str]:
    room = (_PAGE - 2 * _MARGIN) // len(OVERSEAS)
    for place, code in enumerate(OVERSEAS):
        middle = _MARGIN + place * room + room // 2
        left = middle - _SQUARE // 2
        shape = _shape(f"M{left} {y}h{_SQUARE}v{_SQUARE}h-{_SQUARE}z", drawn[code])
        yield f"<g {_edges(1)}>{shape}</g>"
        yield _number(code, drawn[code].step, middle, y + _SQUARE // 2)
        names = (_Line(line, _NAME, ' text-anchor="middle"') for line in wrap(place_name(code), 13))
        yield from _written(names, middle, y + _SQUARE)


def _edges(scale: float) -> str:
    """Borders of one breadth, however large the shapes are drawn."""
    return f'stroke="{EDGE}" stroke-width="{0.5 / scale:.2g}" stroke-linejoin="round"'


def _shape(path: str, drawn: _Drawn) -> str:
    return f'<path d="{path}" fill="{drawn.step.fill}"><title>{_text(drawn.told)}</title></path>'


def _number(code: str, step: Step, x: float, y: float) -> str:
    at = f'x="{x:.0f}" y="{y + _CODE * 0.36:.0f}"'
    return f'<text {at} font-size="{_CODE}" text-anchor="middle" fill="{step.ink}" pointer-events="none">{code}</text>'
