"""A page of HTML as tests look at it."""

from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    """The texts of a page by the tag they stand in, and its tags with their attributes."""

    def __init__(self, path):
        super().__init__()
        self.text, self.tags, self.inside = {}, [], []
        self.source = Path(path).read_text(encoding="utf-8")
        self.feed(self.source)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if self.inside:
            self.text.setdefault(self.inside[-1], []).append(data)

    def stands_alone(self) -> bool:
        """Whether the page fetches nothing and runs nothing."""
        fetched = [value for tag, attributes in self.tags for key, value in attributes.items()
                   if key in ("src", "href", "xlink:href", "data") and not value.startswith("data:")]
        active = {"script", "link", "iframe", "object", "embed"} & {tag for tag, _ in self.tags}
        handlers = [key for _, attributes in self.tags for key in attributes if key.startswith("on")]
        return not (fetched or active or handlers or "@import" in self.source or "url(" in self.source)
