from reservations.queries.hall import home_card, mine, queues

__all__ = ["home_card", "mine", "queues"]
