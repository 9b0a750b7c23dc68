"""The interface for programs. A body is JSON; who is not logged in gets 403, as a problem document."""

DOORS = """
schema                                                    | 200                                 | 405
proposals_api:list                                        | 200                                 | 403 400 400 400 400 400 400 400 400
proposals_api:detail proposal_draft                       | 404 404 404 200 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
proposals_api:detail proposal_submitted                   | 404 404 404 200 404 200 404 404 404 | 403 405 405 405 405 405 405 405 405
proposals_api:detail proposal                             | 200                                 | 403 405 405 405 405 405 405 405 405
proposals_api:support proposal_draft                      | 403 405 405 405 405 405 405 405 405 | 403 405 405 405 405 405 405 405 405
proposals_api:support proposal                            | 403 405 405 405 405 405 405 405 405 | 403 405 405 405 405 405 405 405 405
PUT proposals_api:support proposal_draft                  | 403 404 404 404 404 404 404 404 404
DELETE proposals_api:support proposal_draft               | 403 404 404 404 404 404 404 404 404
PUT proposals_api:support proposal                        | 403 403 200 409 200 200 200 200 200
DELETE proposals_api:support proposal                     | 403 403 200 409 200 200 200 200 200
budgets_api:rounds                                        | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:round round_draft                             | 404                                 | 403 405 405 405 405 405 405 405 405
budgets_api:round round                                   | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:receipt_proof round_draft                         | 405                                 | 404
budgets_api:receipt_proof round                               | 405                                 | 400
budgets_api:receipt_proof round_published                     | 405                                 | 400
budgets_api:envelope round_draft envelope_draft           | 404                                 | 403 405 405 405 405 405 405 405 405
budgets_api:envelope round envelope                       | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:envelope round_counted envelope_counted       | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:envelope round_published envelope_published   | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:ballot round_draft envelope_draft             | 403 404 404 404 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballot round envelope                         | 403 404 404 200 200 404 404 404 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballot round_counted envelope_counted         | 403 404 404 404 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballot round_published envelope_published     | 403 404 404 404 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
PUT budgets_api:ballot round_draft envelope_draft         | 403 404 404 404 404 404 404 404 404
PUT budgets_api:ballot round envelope                     | 403 400 400 400 400 400 400 400 400
PUT budgets_api:ballot round_counted envelope_counted     | 403 400 400 400 400 400 400 400 400
PUT budgets_api:ballot round_published envelope_published | 403 400 400 400 400 400 400 400 400
budgets_api:result round_draft envelope_draft             | 404                                 | 403 405 405 405 405 405 405 405 405
budgets_api:result round envelope                         | 404                                 | 403 405 405 405 405 405 405 405 405
budgets_api:result round_counted envelope_counted         | 404                                 | 403 405 405 405 405 405 405 405 405
budgets_api:result round_published envelope_published     | 200                                 | 403 405 405 405 405 405 405 405 405
budgets_api:projects round_draft envelope_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:projects round envelope | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:projects round_counted envelope_counted | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:projects round_published envelope_published | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:ballots round_draft envelope_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballots round envelope | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballots round_counted envelope_counted | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:ballots round_published envelope_published | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:schedule round_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:schedule round | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:ideas round_draft | 404 | 403 404 404 404 404 404 404 404 404
budgets_api:ideas round_collecting | 200 | 403 400 400 400 400 400 400 400 400
budgets_api:ideas round_short | 200 | 403 400 400 400 400 400 400 400 400
budgets_api:idea round_collecting idea_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:idea round_collecting idea | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:idea_support round_collecting idea | 403 405 405 405 405 405 405 405 405 | 403 405 405 405 405 405 405 405 405
PUT budgets_api:idea_support round_collecting idea_draft | 403 404 404 404 404 404 404 404 404
PUT budgets_api:idea_support round_collecting idea | 403 403 200 409 200 200 200 200 200
DELETE budgets_api:idea_support round_collecting idea_draft | 403 404 404 404 404 404 404 404 404
DELETE budgets_api:idea_support round_collecting idea | 403 200 200 200 200 200 200 200 200
budgets_api:plans round_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:plans round_short | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:plan round_draft plan | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:plan round_short plan | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:plan_like round_short plan | 403 405 405 405 405 405 405 405 405 | 403 405 405 405 405 405 405 405 405
PUT budgets_api:plan_like round_draft plan | 403 404 404 404 404 404 404 404 404
PUT budgets_api:plan_like round_short plan | 403 409 409 409 409 409 409 409 409
DELETE budgets_api:plan_like round_short plan | 403 409 409 409 409 409 409 409 409
budgets_api:panel round_draft | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:panel round_collecting | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:panel round_short | 200 | 403 405 405 405 405 405 405 405 405
budgets_api:panel_draw round_collecting | 404 | 403 405 405 405 405 405 405 405 405
budgets_api:panel_draw round_short | 200 | 403 405 405 405 405 405 405 405 405
reservations_api:rooms                                    | 200                                 | 403 405 405 405 405 405 405 405 405
reservations_api:room room                                | 200                                 | 403 405 405 405 405 405 405 405 405
reservations_api:week room                                | 200                                 | 403 405 405 405 405 405 405 405 405
reservations_api:bookings                                 | 403 200 200 200 200 200 200 200 200 | 403 400 400 400 400 400 400 400 400
reservations_api:booking booking                          | 403 404 404 200 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
reservations_api:cancel booking                           | 403 405 405 405 405 405 405 405 405 | 403 404 404 200 404 404 404 404 404
petitions_api:petitions                                   | 200                                 | 403 400 400 400 400 400 400 400 400
petitions_api:petition petition_draft                     | 404 404 404 200 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
petitions_api:petition petition_gathering                 | 404 404 404 200 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
petitions_api:petition petition_checking                  | 404 404 404 200 404 404 404 404 404 | 403 405 405 405 405 405 405 405 405
petitions_api:petition petition                           | 200                                 | 403 405 405 405 405 405 405 405 405
petitions_api:submit petition_draft                       | 403 405 405 405 405 405 405 405 405 | 403 404 404 200 404 404 404 404 404
petitions_api:submit petition                             | 403 405 405 405 405 405 405 405 405 | 403 404 404 409 404 404 404 404 404
petitions_api:signature petition_draft                    | 403 405 405 405 405 405 405 405 405 | 403 404 404 409 404 404 404 404 404
petitions_api:signature petition_gathering                | 403 405 405 405 405 405 405 405 405 | 403 404 404 409 404 404 404 404 404
petitions_api:signature petition                          | 403 405 405 405 405 405 405 405 405 | 403 403 201 200 200 201 201 201 201
DELETE petitions_api:signature petition_draft             | 403 404 404 409 404 404 404 404 404
DELETE petitions_api:signature petition_gathering         | 403 404 404 409 404 404 404 404 404
DELETE petitions_api:signature petition_checking          | 403 404 404 409 404 404 404 404 404
DELETE petitions_api:signature petition                   | 403 409 409 409 200 409 409 409 409
api-search                                                | 400                                 | 405
"""
