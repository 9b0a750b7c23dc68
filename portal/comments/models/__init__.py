from portal.comments.models.comment import Comment
from portal.comments.models.thread import Thread

__all__ = ["Comment", "Thread"]
