"""The demonstration: its people, one-click log-in, its letters. Only when settings.DEMO."""
