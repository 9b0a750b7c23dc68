"""The verbs. The only writers of this room (moderation hides through its adapter)."""
