"""Versions of the texts that people agree to. A new wording is a new version, and a new consent."""

TERMS = "2026-11"
PRIVACY = "2026-11"
IDENTITY = "2026-11-2"
