"""A feedback that remembers."""

from time import monotonic

from qgis.core import QgsProcessingFeedback


class Feedback(QgsProcessingFeedback):
    """Keeps what an algorithm says, and can cancel after some share of the work."""

    def __init__(self, cancel_at: float = None):
        super().__init__(False)
        self.infos, self.warnings, self.steps, self.cancel_at = [], [], [], cancel_at
        self.cancelled = None  # when
        self.progressChanged.connect(self._step)

    def _step(self, percent):
        self.steps.append(percent)
        if self.cancel_at is not None and percent >= self.cancel_at and self.cancelled is None:
            self.cancelled = monotonic()
            self.cancel()

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    @property
    def said(self) -> str:
        return "\n".join(self.infos + self.warnings)
