"""Who serves where: the tree of districts, agencies, their units, staff roles, holidays and legal clocks."""
