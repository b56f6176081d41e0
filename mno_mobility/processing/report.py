"""A small HTML page of figures for the results viewer."""

from html import escape

from qgis.core import QgsProcessingParameterFileDestination

from .base import tr
from .texts import write_text

REPORT = "REPORT"

_STYLE = ("body{font:15px/1.5 sans-serif;margin:2em auto;max-width:60em;color:#222}h1{font-size:1.5em}h2{font-size:1.15em}"
          "table{border-collapse:collapse}td,th{padding:.25em 1em .25em 0;border-bottom:1px solid #ddd;text-align:left}"
          "td.n{text-align:right;font-variant-numeric:tabular-nums}")


def add_report(alg) -> None:
    """The optional page as an output."""
    alg.add(QgsProcessingParameterFileDestination(REPORT, tr("Report"), tr("HTML files (*.html)"), None, True, False),
            tr("A page with the figures, for the results viewer."))


def write_report(job, title: str, rows):
    """Write the page where it is wanted, and return its path or None."""
    if not job.given(REPORT):
        return None
    path = job.output_file(REPORT)
    write_page(job, path, title, rows)
    return path


def write_page(job, path: str, title: str, rows) -> None:
    """Write a page with one table of (label, text) rows; the file appears whole or not at all."""
    table = "".join(f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>" for label, text in rows)
    page = (f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{escape(title)}</title><style>{_STYLE}</style></head>"
            f"<body><h1>{escape(title)}</h1><table>{table}</table></body></html>")
    write_text(job, path, [page])
