"""What we promise about speed, as programs that anyone can run: `make bench` (docs in README.md beside this file)."""
