"""The demonstration: its people, one-click log-in, and the letters that were sent. Only when settings.DEMO."""
