"""What we promise about speed, as programs that anyone can run: `make bench` (docs/adr/0007-speed.md)."""
