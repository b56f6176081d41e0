"""What the network saw: events, their cleaning, and their counting per cell."""
