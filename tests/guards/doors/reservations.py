"""Reservations: rooms are everybody's, a booking is its citizen's and that of the unit that keeps the room."""

DOORS = """
reservations:search                          | 200                                 | 405
reservations:room room                       | 200                                 | 405
reservations:art room                        | 200                                 | 405
reservations:book room                       | 200                                 | 422
reservations:mine                            | 302 200 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405 405
reservations:booking booking                 | 302 404 404 200 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
reservations:cancel booking                  | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
reservations:ics booking                     | 302 404 404 200 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
reservations_staff:queue                     | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
reservations_staff:days                      | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
reservations_staff:booking booking_requested | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
reservations_staff:approve booking_requested | 302 404 404 404 404 405 405 404 404 | 302 404 404 404 404 302 404 404 404
reservations_staff:reject booking_requested  | 302 404 404 404 404 405 405 404 404 | 302 404 404 404 404 422 404 404 404
reservations_staff:revoke booking_requested  | 302 404 404 404 404 405 405 404 404 | 302 404 404 404 404 422 404 404 404
reservations_staff:revoke booking            | 302 404 404 404 404 405 405 404 404 | 302 404 404 404 404 422 404 404 404
"""
