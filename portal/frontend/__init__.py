"""What every page shares: third-party static files, form renderer, template tags, display settings."""
