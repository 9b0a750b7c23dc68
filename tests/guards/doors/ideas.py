"""Ideas: drafts are their author's, desks their unit's, sheets their panelist's; all else is public."""

DOORS = """
budgets:ideas round_draft                           | 404                                 | 405
budgets:ideas round_collecting                      | 200                                 | 405
budgets:idea_new round_draft                        | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets:idea_new round_collecting                   | 302 200 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200 200
budgets:idea_new round_short                        | 302                                 | 302
budgets:ideas_similar round_collecting              | 200                                 | 405
budgets:ideas_similar round_draft                   | 404                                 | 405
budgets:idea round_collecting idea_draft            | 404                                 | 405
budgets:idea round_collecting idea                  | 200                                 | 405
budgets:idea_edit round_collecting idea_draft       | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
budgets:idea_edit round_collecting idea             | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_submit round_collecting idea_draft     | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_submit round_collecting idea           | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_discard round_collecting idea_draft    | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_discard round_collecting idea          | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_withdraw round_collecting idea         | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
budgets:idea_withdraw round_collecting idea_refused | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_recheck round_collecting idea          | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
budgets:idea_recheck round_collecting idea_refused  | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
budgets:idea_support round_collecting idea_draft    | 404                                 | 404
budgets:idea_support round_collecting idea          | 302                                 | 302
budgets:idea_follow round_collecting idea_draft     | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
budgets:idea_follow round_collecting idea           | 302 405 405 405 405 405 405 405 405 | 302
budgets:plans round_draft                           | 404                                 | 405
budgets:plans round_short                           | 200                                 | 405
budgets:plan round_short plan                       | 200                                 | 405
budgets:plan round_draft plan                       | 404                                 | 405
budgets:plan_like round_short plan                  | 302                                 | 302
budgets:panel round_draft                           | 404                                 | 405
budgets:panel round_short                           | 200                                 | 405
budgets:panel_apply round_collecting                | 302 302 302 200 200 200 200 200 200 | 302 302 302 422 422 422 422 422 422
budgets:panel_apply round_short                     | 302                                 | 302 302 302 422 422 422 422 422 422
budgets:panel_leave round_collecting                | 302 405 405 405 405 405 405 405 405 | 302
budgets:panel_draw round_collecting                 | 404                                 | 405
budgets:panel_draw round_short                      | 200                                 | 405
budgets:scores round_short                          | 302 404 404 200 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
budgets:score round_short plan                      | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
budgets:score round_collecting plan                 | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:ideas                                 | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:idea idea_draft                       | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:idea idea                             | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:idea_take idea_untaken                | 302 404 404 404 404 302 404 404 404 | 302 404 404 404 404 302 404 404 404
budgets_staff:idea_decide idea_untaken              | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:idea_decide idea                      | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:idea_pass_on idea                     | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:idea_ask idea                         | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:plan plan                             | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:plan_take plan                        | 302 404 404 404 404 302 404 404 404 | 302 404 404 404 404 302 404 404 404
budgets_staff:plan_describe plan                    | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:plan_cost plan                        | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:plan_merge plan                       | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:plan_drop plan                        | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:shortlist round_short                 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:put_on_ballot round_short plan        | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:panel round_short                     | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:panel round_draft                     | 302 404 404 404 404 404 404 404 302 | 302 404 404 404 404 404 404 404 405
budgets_staff:panel_edit round_short                | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:panel_edit round_draft                | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:panel_draw round_short                | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:panel_draw round_draft                | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:panel_expert round_short              | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:panel_dismiss round_short sandbox     | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 404
budgets_staff:panel_uncriterion round_short 999     | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 404
budgets_staff:panel_criterion round_short           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:meeting_new round_short               | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:meeting round_short meeting           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
"""
