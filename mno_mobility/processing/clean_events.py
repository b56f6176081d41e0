"""The layers that 'Clean events' writes, at once or block by block, and the figures it tells."""

from collections import Counter

from . import event_files, styles
from .base import tr
from .layers import copied, writer_of


class CleanedLayers:
    """The clean events and the rejected ones, under way.

    Parameters
    ----------
    job : Job
        Of an algorithm with the outputs OUTPUT and REJECTS.
    files : EmbeddedEvents, optional
        Where the events come from, if not from a layer.
    wkb_type, crs
        Of the geometry of the events, where they have one.
    """

    def __init__(self, job, *, files=None, wkb_type=None, crs=None):
        self._job, self._files, self._wkb_type, self._crs = job, files, wkb_type, crs
        self._output = self._rejects = None
        self._begun, self._figures, self._counts = False, Counter(), Counter()

    def add(self, cleaned, unusable, table, *, progress) -> None:
        """Write some phones: what cleaning left of them, and what went before and by it."""
        rows, rejects = cleaned.events.row, unusable.joined(cleaned.rejects)
        columns = _event_columns(cleaned, table, self._figures["journeys"])
        columns.update(self._others(table, rows, columns))
        device, cell = table["device_id"], table["cell_id"]
        gone = {**self._rows_of(table, rejects.row), "device_id": ("text", device[rejects.row]), "cell_id": ("text", cell[rejects.row]),
                "reason": ("text", rejects.reason)}
        if not self._begun:
            self._output = self._writer("OUTPUT", columns, wkb_type=self._wkb_type, crs=self._crs)
            self._rejects = self._writer("REJECTS", gone)
            self._begun = True
        if self._output is not None:
            self._output.add(columns, geometry=None if table.geometry is None else table.geometry[rows], progress=progress)
        if self._rejects is not None:
            self._rejects.add(gone, progress=self._job.progress(0, 0))
        self._figures.update(cleaned.figures)
        self._counts.update({**rejects.counts(), "before": len(table), "after": len(cleaned.events), "rejected": len(rejects)})

    def close(self, *, has_kinds: bool) -> dict:
        """Finish the layers, tell the figures, and give the results by key."""
        output, rejects = (None if writer is None else writer.close() for writer in (self._output, self._rejects))
        styles.style_when_loaded(self._job, output, styles.events)
        return {"OUTPUT": output, "REJECTS": rejects, **_report(self._job, self._figures, self._counts, has_kinds)}

    def _writer(self, key: str, columns: dict, **geometry):
        return writer_of(self._job, key, {name: kind for name, (kind, _) in columns.items()}, **geometry)

    def _rows_of(self, table, rows) -> dict:
        if self._files is None:
            return {"row": ("int", rows + 1), "fid": ("int", table.fid[rows])}
        return event_files.places(self._files, table.fid[rows])

    def _others(self, table, rows, written: dict) -> dict:
        """The fields of the input that are no column of an event, under a name that is free."""
        keys = [key for key in table.columns if key.startswith("field ")]
        if self._files is None:
            found = copied(table, keys)
        else:  # of the kind the files tell: a block need not show it
            found = {key: (event_files.KIND_OF_FIELD[self._files.kinds[key[len("field "):]]], table[key]) for key in keys}
        kept, taken = {}, {name.lower() for name in written} | {"fid", "ogc_fid"}
        for key, (kind, values) in found.items():
            name = key[len("field "):]
            free = next(n for n in (name, *(f"{name}_{k}" for k in range(2, 1000))) if n.lower() not in taken)
            taken.add(free.lower())
            kept[free] = (kind, values[rows])
        return kept


def _event_columns(cleaned, table, n_journeys: int) -> dict:
    from ..events.cleaning import clean_columns

    found = clean_columns(cleaned, table.columns)
    found["journey_id"] = found["journey_id"] + n_journeys
    columns = {name: ("int" if name in ("journey_id", "seq") else "text", values) for name, values in found.items()}
    columns["time"] = ("time", found["time"])
    return {**{name: columns.pop(name) for name in ("device_id", "time")}, "t_unix": ("number", found["time"]), **columns}


def _report(job, figures, counts, has_kinds: bool) -> dict:
    """Tell the figures, and give them by key."""
    from ..events.cleaning import DUPLICATE, PING_PONG, SIMULTANEOUS, STAY

    if not has_kinds:
        job.info(tr("There is no field with the kind of event: journeys are cut at silences and stays alone."))
    for reason in (SIMULTANEOUS, PING_PONG, STAY):
        if counts[reason]:
            job.info(tr("Events dropped: {:,}, {}.").format(counts[reason], tr(reason)))
    job.info(tr("Events: {:,} in, {:,} out in {:,} journeys, {:,} of them with one event; handovers: {:,} before, {:,} after.").format(
        counts["before"], counts["after"], figures["journeys"], figures["single_event_journeys"], figures["handovers_before"],
        figures["handovers_after"]))
    return {
        "N_BEFORE": counts["before"], "N_AFTER": counts["after"], "N_REJECTED": counts["rejected"],
        "N_HANDOVERS_BEFORE": figures["handovers_before"], "N_HANDOVERS_AFTER": figures["handovers_after"],
        "N_PING_PONG": counts[PING_PONG], "N_DUPLICATES": counts[DUPLICATE], "N_SIMULTANEOUS": counts[SIMULTANEOUS],
        "N_STAYS": counts[STAY], "N_JOURNEYS": figures["journeys"], "N_SINGLE": figures["single_event_journeys"]}
