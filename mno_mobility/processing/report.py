"""A page of figures, charts and maps for the results viewer, the browser and the printer: HTML that needs no network."""

from dataclasses import dataclass
from html import escape

from qgis.core import QgsApplication, QgsProcessingParameterFileDestination

from .base import tr
from .charts import Svg
from .texts import write_text

REPORT = "REPORT"
ROWS_OF_A_PAGE = 25  # a section with a longer table may begin at the foot of a page

_STYLE = """@page{size:A4;margin:16mm 14mm}
body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin:2em 0 .4em}p{margin:.3em 0}.note{color:#555;font-size:.9em}
table{border-collapse:collapse}td,th{padding:.25em 1em .25em 0;border-bottom:1px solid #ddd;text-align:left;vertical-align:middle}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}table.wide{width:100%;font-size:.85em;margin-bottom:1em}
table.wide th{white-space:nowrap}
td{overflow-wrap:break-word}
figure{display:inline-table;margin:.6em 0;vertical-align:top;max-width:100%}
figcaption{display:table-caption;caption-side:bottom;font-size:.85em;color:#555;padding:0 6px}
svg{display:block;max-width:100%;height:auto}svg svg{overflow:hidden}svg text{font:11px sans-serif;fill:#444}
path{fill:none;stroke-linejoin:round}path.e{stroke:#0b63b5;stroke-width:1.6px}path.t{stroke:#9a9a9a;stroke-width:3.4px}
path.b{stroke:#e07b00;stroke-width:1.4px;stroke-dasharray:4 2}
path.x{stroke:#c0282d;stroke-width:2px}path.o{stroke:#e07b00;stroke-width:1.8px}
path.c{stroke:#2a8f57;stroke-width:1.8px}path.p{stroke:#8a4fa8;stroke-width:1.8px}
path.g{stroke:#ddd;stroke-width:1px}path.s{stroke:#222;stroke-width:1.2px}path.f{stroke:none}
path.f.e{fill:#0b63b5}path.f.t{fill:#9a9a9a}path.f.b,path.f.o{fill:#e07b00}path.f.x{fill:#c0282d}path.f.c{fill:#2a8f57}path.f.p{fill:#8a4fa8}
image.px{image-rendering:crisp-edges;image-rendering:pixelated}
@media print{body{margin:0;max-width:none;padding:0;font-size:11pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h2{page-break-after:avoid;break-after:avoid}figure,tr,section{page-break-inside:avoid;break-inside:avoid}section.long{page-break-inside:auto;break-inside:auto}
thead{display:table-header-group}}"""


@dataclass(frozen=True)
class Section:
    """A part of a page: charts or tables as HTML, and a sentence below the heading."""

    heading: str
    parts: tuple
    note: str = ""


def add_report(alg, *, by_itself: bool = False) -> None:
    """The optional page as an output, made `by_itself` where the dialog is not told otherwise."""
    alg.add(QgsProcessingParameterFileDestination(REPORT, tr("Report"), tr("HTML files (*.html)"), None, True, by_itself),
            tr("A page with the figures, charts and maps, for the results viewer and the printer."))


def write_report(job, title: str, rows, sections=tuple):
    """Write the page where it is wanted, and return its path or None.

    Parameters
    ----------
    rows : list of (label, text)
        The figures.
    sections : callable
        Gives the sections; it is asked only where the page is wanted. Those whose parts are all empty are left out.
    """
    if not job.given(REPORT):
        return None
    path = job.output_file(REPORT)
    figures = "".join(f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>" for label, text in rows)
    write_text(job, path, [
        f"<!DOCTYPE html><html lang='{escape(QgsApplication.locale()[:2] or 'en')}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1><table>{figures}</table>",
        *(_written(section) for section in sections() if any(section.parts)), "</body></html>\n"])
    return path


def figure(chart: str, caption: str = "") -> str:
    """A chart with its caption; nothing where there is no chart."""
    told = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{chart}{told}</figure>" if chart else ""


def table(head, rows) -> str:
    """A table of texts and pictures; columns whose head starts with '#' hold numbers. Nothing without rows."""
    if not len(rows):
        return ""
    numeric = [' class="n"' if label.startswith("#") else "" for label in head]
    titles = "".join(f"<th{style}>{escape(label.lstrip('#'))}</th>" for label, style in zip(head, numeric))
    lines = ("".join(f"<td{style}>{text if isinstance(text, Svg) else escape(text)}</td>" for text, style in zip(row, numeric))
             for row in rows)
    return f'<table class="wide"><thead><tr>{titles}</tr></thead><tbody>{"".join(f"<tr>{line}</tr>" for line in lines)}</tbody></table>'


def drawn_of(drawn: int, n: int) -> str:
    """How many are shown of how many; nothing where all are."""
    return "" if drawn >= n else tr("{:,} of {:,} are drawn, spread evenly.").format(drawn, n)


def _written(section: Section) -> str:
    note = f'<p class="note">{escape(section.note)}</p>' if section.note else ""
    parts = "".join(section.parts)
    style = ' class="long"' if parts.count("<tr>") > ROWS_OF_A_PAGE else ""
    return f"<section{style}><h2>{escape(section.heading)}</h2>{note}{parts}</section>"
