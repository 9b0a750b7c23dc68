"""Public rooms, halls, courts and things, and who uses them when."""
