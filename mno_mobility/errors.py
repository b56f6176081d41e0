"""The two ways a computation stops early: the user's data is wrong, or the user has had enough."""


class InputError(ValueError):
    """Something in the user's data or parameters prevents the computation.

    Parameters
    ----------
    what : str
        What is wrong, in one clause.
    where : str
        The layer, field, id or row it is wrong in.
    remedy : str
        What the user can do about it.
    """

    def __init__(self, what: str, where: str = "", remedy: str = ""):
        self.what, self.where, self.remedy = what, where, remedy
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text}. {remedy}" if remedy else text)


class Cancelled(Exception):
    """Raised by a progress callable when the user has cancelled."""


more = "{} and {} more".format  # the plugin says it in the user's language


def some(ids, most: int = 5) -> str:
    """Name the first few ids and count the rest, for a message: ``a, b, c and 12 more``."""
    ids = [str(i) for i in ids]
    shown = ", ".join(ids[:most])
    return shown if len(ids) <= most else more(shown, len(ids) - most)
