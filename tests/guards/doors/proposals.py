"""Proposals: drafts are their author's, unpublished ones also their unit's, what is published everybody's."""

DOORS = """
proposals:list                                     | 200                                 | 405
proposals:mine                                     | 302 200 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405 405
proposals:new                                      | 200                                 | 200
proposals:continue                                 | 302                                 | 302 405 405 405 405 405 405 405 405
proposals:similar                                  | 200                                 | 405
proposals:detail proposal_draft                    | 404 404 404 200 404 404 404 404 404 | 405
proposals:detail proposal_submitted                | 404 404 404 200 404 200 404 404 404 | 405
proposals:detail proposal_received                 | 404 404 404 200 404 200 404 404 404 | 405
proposals:detail proposal                          | 200                                 | 405
proposals:edit proposal_draft                      | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
proposals:edit proposal                            | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:autosave proposal_draft                  | 302 405 405 405 405 405 405 405 405 | 302 404 404 422 404 404 404 404 404
proposals:autosave proposal                        | 302 405 405 405 405 405 405 405 405 | 302 404 404 422 404 404 404 404 404
proposals:preview proposal_draft                   | 302 404 404 200 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
proposals:preview proposal                         | 302 404 404 302 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
proposals:submit proposal_draft                    | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:submit proposal                          | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:supplement proposal_draft                | 302 405 405 405 405 405 405 405 405 | 302 404 404 302 404 404 404 404 404
proposals:supplement proposal                      | 302 405 405 405 405 405 405 405 405 | 302 404 404 302 404 404 404 404 404
proposals:discard proposal_draft                   | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:discard proposal                         | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:withdraw proposal_draft                  | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:withdraw proposal                        | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
proposals:reexamine proposal_draft                 | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:reexamine proposal                       | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
proposals:support proposal_draft                   | 404                                 | 404
proposals:support proposal                         | 302                                 | 302
proposals:unsupport proposal_draft                 | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
proposals:unsupport proposal                       | 302 405 405 405 405 405 405 405 405 | 302
proposals:follow proposal_draft                    | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
proposals:follow proposal                          | 302 405 405 405 405 405 405 405 405 | 302
proposals:unfollow proposal_draft                  | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
proposals:unfollow proposal                        | 302 405 405 405 405 405 405 405 405 | 302
proposals_staff:queue                              | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
proposals_staff:desk proposal_draft                | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 405 405 404 404
proposals_staff:desk proposal_submitted            | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
proposals_staff:desk proposal_received             | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
proposals_staff:desk proposal                      | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
proposals_staff:answer proposal_draft              | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
proposals_staff:answer proposal_received           | 302 404 404 404 404 302 404 404 404 | 302 404 404 404 404 302 404 404 404
proposals_staff:answer proposal                    | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
proposals_staff:deed proposal_draft receive        | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
proposals_staff:deed proposal_submitted receive    | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
proposals_staff:deed proposal_submitted supplement | 302 404 404 404 404 302 404 404 404 | 302 404 404 404 404 302 404 404 404
proposals_staff:deed proposal_submitted transfer   | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
proposals_staff:deed proposal_submitted nonsense   | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
proposals_staff:deed proposal_received publish     | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
"""
