"""The demonstration's data. Part of the roof: it names the rooms, and asks each for its seeds."""
