"""Which way a phone went, and how fast."""
