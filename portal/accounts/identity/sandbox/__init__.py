"""A demonstration identity provider: behaves like a real one, knows nobody, and says so on its page."""
