"""Public conversation under a room's noun: one Thread per noun, comments one level deep.

A room holds a real foreign key to Thread (no generic foreign keys) and opens it with
:func:`portal.comments.threads.open_thread` inside its own action.
"""
