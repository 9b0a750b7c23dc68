"""Budgets: drafts are the administrators', a ballot its voter's while the box is open, a result everybody's once published."""

DOORS = """
budgets:index                                              | 200                                 | 200
budgets:signing_key                                        | 200                                 | 200
budgets:signing_key_pem                                    | 200                                 | 200
budgets:counting_program                                   | 200                                 | 200
budgets:round round_draft                                  | 404                                 | 404
budgets:round round                                        | 200                                 | 200
budgets:receipt_check round_draft                          | 404                                 | 404
budgets:receipt_check round                                | 200                                 | 200
budgets:project round_draft project_draft                  | 404                                 | 404
budgets:project round project                              | 200                                 | 200
budgets:project round_counted project_counted              | 200                                 | 200
budgets:project round_published project_published          | 200                                 | 200
budgets:envelope round_draft envelope_draft                | 404                                 | 404
budgets:envelope round envelope                            | 200                                 | 302 302 422 422 422 422 422 422 422
budgets:envelope round_counted envelope_counted            | 200                                 | 302 302 409 409 409 409 409 409 409
budgets:envelope round_published envelope_published        | 200                                 | 302 302 409 409 409 409 409 409 409
budgets:belonging                                          | 302 302 200 200 200 200 200 200 200 | 302 302 422 422 422 422 422 422 422
budgets:belonging_withdraw claim                           | 302 302 404 200 404 404 404 404 404 | 302 302 404 302 404 404 404 404 404
budgets:receipt round_draft envelope_draft                 | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets:receipt round envelope                             | 302 404 404 200 200 404 404 404 404 | 302 404 404 200 200 404 404 404 404
budgets:receipt round_counted envelope_counted             | 302 302 302 302 302 302 302 302 302 | 302 302 302 302 302 302 302 302 302
budgets:receipt round_published envelope_published         | 302 302 302 302 302 302 302 302 302 | 302 302 302 302 302 302 302 302 302
budgets:results round_draft envelope_draft                 | 404                                 | 404
budgets:results round envelope                             | 404                                 | 404
budgets:results round_counted envelope_counted             | 404                                 | 404
budgets:results round_published envelope_published         | 200                                 | 200
budgets:results_compare round_draft envelope_draft         | 404                                 | 404
budgets:results_compare round envelope                     | 404                                 | 404
budgets:results_compare round_counted envelope_counted     | 404                                 | 404
budgets:results_compare round_published envelope_published | 200                                 | 200
budgets:results_what_if round_draft envelope_draft         | 404                                 | 404
budgets:results_what_if round envelope                     | 404                                 | 404
budgets:results_what_if round_counted envelope_counted     | 404                                 | 404
budgets:results_what_if round_published envelope_published | 200                                 | 200
budgets:results_share round_draft envelope_draft           | 404                                 | 404
budgets:results_share round envelope                       | 404                                 | 404
budgets:results_share round_counted envelope_counted       | 404                                 | 404
budgets:results_share round_published envelope_published   | 200                                 | 200
budgets:results_check round_draft envelope_draft           | 404                                 | 404
budgets:results_check round envelope                       | 404                                 | 404
budgets:results_check round_counted envelope_counted       | 404                                 | 404
budgets:results_check round_published envelope_published   | 200                                 | 200
budgets:signature_json round_draft envelope_draft          | 404                                 | 404
budgets:signature_json round envelope                      | 404                                 | 404
budgets:signature_json round_counted envelope_counted      | 404                                 | 404
budgets:signature_json round_published envelope_published  | 200                                 | 200
budgets:signature_sig round_draft envelope_draft           | 404                                 | 404
budgets:signature_sig round envelope                       | 404                                 | 404
budgets:signature_sig round_counted envelope_counted       | 404                                 | 404
budgets:signature_sig round_published envelope_published   | 200                                 | 200
budgets:key_pem round_draft envelope_draft                 | 404                                 | 404
budgets:key_pem round envelope                             | 404                                 | 404
budgets:key_pem round_counted envelope_counted             | 404                                 | 404
budgets:key_pem round_published envelope_published         | 200                                 | 200
budgets:ballots_pb round_draft envelope_draft              | 404                                 | 404
budgets:ballots_pb round envelope                          | 404                                 | 404
budgets:ballots_pb round_counted envelope_counted          | 404                                 | 404
budgets:ballots_pb round_published envelope_published      | 200                                 | 200
budgets:result_json round_draft envelope_draft             | 404                                 | 404
budgets:result_json round envelope                         | 404                                 | 404
budgets:result_json round_counted envelope_counted         | 404                                 | 404
budgets:result_json round_published envelope_published     | 200                                 | 200
budgets:rule_json round_draft envelope_draft               | 404                                 | 404
budgets:rule_json round envelope                           | 200                                 | 200
budgets:rule_json round_counted envelope_counted           | 200                                 | 200
budgets:rule_json round_published envelope_published       | 200                                 | 200
budgets_staff:index                                        | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:belonging                                    | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:belonging_decide claim                       | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:new                                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:round round_draft                            | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:round round                                  | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:round round_counted                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:edit round_draft                             | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:edit round                                   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:edit round_counted                           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:announce round_draft                         | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:announce round                               | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:announce round_counted                       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:check round_draft                            | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:check round                                  | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:check round_counted                          | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:publish round_draft                          | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:publish round                                | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:publish round_counted                        | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:new_envelope round_draft                     | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:new_envelope round                           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:new_envelope round_counted                   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:edit_envelope round_draft envelope_draft     | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:edit_envelope round_counted envelope_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:new_project round_draft envelope_draft       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:new_project round_counted envelope_counted   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:recount round_draft envelope_draft           | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:recount round_counted envelope_counted       | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:preview round_draft envelope_draft           | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:preview round_counted envelope_counted       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:preview_compare round_draft envelope_draft   | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:preview_compare round_counted envelope_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:preview_what_if round_draft envelope_draft   | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:preview_what_if round_counted envelope_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:edit_project round_draft project_draft       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:remove_project round_draft project_draft     | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:remove_project round project                 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:remove_round round_draft                     | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:remove_round round                           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:remove_round round_counted                   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:edit_project round project                   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:schedule round_draft                         | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:start round_draft                            | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:preview_round round_draft                    | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:dry_run round_draft                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:override round_draft                         | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:envelopes round_draft                        | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:rules round_draft                            | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:sandbox round_draft                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:schedule round                               | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:start round                                  | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:preview_round round                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:dry_run round                                | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:override round                               | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:envelopes round                              | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:rules round                                  | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:sandbox round                                | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:schedule round_counted                       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:start round_counted                          | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:preview_round round_counted                  | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:dry_run round_counted                        | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:override round_counted                       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:envelopes round_counted                      | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:rules round_counted                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:sandbox round_counted                        | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:rule round_draft envelope_draft              | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:remove_envelope round_draft envelope_draft   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:rule round_counted envelope_counted          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:remove_envelope round_counted envelope_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 302
budgets_staff:sandbox_copy round_draft rehearsal           | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:sandbox_delete round_draft rehearsal         | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets:round rehearsal                                    | 404                                 | 404
budgets:envelope rehearsal envelope_rehearsal                  | 404                                 | 404
budgets:results rehearsal envelope_rehearsal                   | 404                                 | 404
budgets:ballots_pb rehearsal envelope_rehearsal                | 404                                 | 404
budgets:follow round                                       | 405                                 | 302
budgets:follow round_draft                                 | 405                                 | 302 404 404 404 404 404 404 404 404
budgets:data round_draft envelope_draft | 404 | 404
budgets:ballots_csv round_draft envelope_draft | 404 | 404
budgets:projects_csv round_draft envelope_draft | 404 | 404
budgets:data round envelope | 404 | 404
budgets:ballots_csv round envelope | 404 | 404
budgets:projects_csv round envelope | 404 | 404
budgets:data round_counted envelope_counted | 404 | 404
budgets:ballots_csv round_counted envelope_counted | 404 | 404
budgets:projects_csv round_counted envelope_counted | 404 | 404
budgets:data round_published envelope_published | 200 | 200
budgets:ballots_csv round_published envelope_published | 200 | 200
budgets:projects_csv round_published envelope_published | 200 | 200
budgets_staff:new_upload | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:upload upload | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets:execution round_draft | 404 | 404
budgets_staff:executions round_draft | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:opinion round_draft | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets:execution round | 200 | 200
budgets_staff:executions round | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:opinion round | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets:execution round_counted | 200 | 200
budgets_staff:executions round_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:opinion round_counted | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets:execution round_published | 200 | 200
budgets_staff:executions round_published | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:opinion round_published | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets:opinion round_draft | 404 | 404
budgets:opinion_pdf round_draft | 404 | 404
budgets:project_execution round_draft project_draft | 404 | 404
budgets:follow_project round_draft project_draft | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
budgets:opinion round | 404 | 404
budgets:opinion_pdf round | 404 | 404
budgets:project_execution round project | 404 | 404
budgets:follow_project round project | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
budgets:opinion round_counted | 404 | 404
budgets:opinion_pdf round_counted | 404 | 404
budgets:project_execution round_counted project_counted | 404 | 404
budgets:follow_project round_counted project_counted | 302 405 405 405 405 405 405 405 405 | 302 404 404 404 404 404 404 404 404
budgets:opinion round_published | 200 | 200
budgets:opinion_pdf round_published | 200 | 200
budgets:project_execution round_published project_published | 200 | 200
budgets:follow_project round_published project_published | 302 405 405 405 405 405 405 405 405 | 302
budgets_staff:assign_execution round_published project_published | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:assign_execution round project | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:execution_desk | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 200 200 404 404
budgets_staff:project_execution project_published | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 200 404 404 404
budgets_staff:project_execution project | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:execution_deed project_published spending | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_deed project_published report | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_deed project_published settle | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_deed project_published burn | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:execution_step project_published milestone done | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_step project_published milestone correct | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_step project_published milestone move | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_step project_published milestone withdraw | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:execution_step project_published milestone undo | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:correct_spending project_published entry | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:booths round                                 | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 200 404 404 200
budgets_staff:booths round_counted                         | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:new_booth round                              | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:booth round booth                            | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 200 404 404 200
budgets_staff:edit_booth round booth                       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:booth_print round booth                      | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 422
budgets_staff:booth_sheets round booth 1                   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:booth_sheets round booth 99                  | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:booth_desk round booth                       | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 409 404 404 409
budgets_staff:booth_answer round booth sandbox             | 302 404 404 404 404 409 404 404 409 | 302 404 404 404 404 409 404 404 409
budgets_staff:booth_box round booth                        | 302 404 404 404 404 405 405 404 405 | 302 404 404 404 404 422 404 404 422
budgets_staff:booth_keying round booth                     | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 200 404 404 200
budgets_staff:booth_differences round booth                | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 200 404 404 200
budgets_staff:booth_judge round booth serial               | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 200 404 404 200
budgets_staff:booth_surplus round booth                    | 302 404 404 404 404 200 404 404 200 | 302 404 404 404 404 422 404 404 422
budgets_staff:booth_surplus_agree round booth              | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:booth_sign round booth                       | 302 404 404 404 404 405 405 404 405 | 302 404 404 404 404 302 404 404 302
budgets:watch round_draft                 | 404 | 405
budgets:watch round_counted               | 404 | 405
budgets:watch round_published             | 200 | 405
budgets:watch_apply round_published       | 302 302 200 200 200 200 200 200 200 | 302 302 302 422 422 302 302 302 302
budgets:watch_leave round_published       | 302 405 405 405 405 405 405 405 405 | 302
budgets:inspect round_published project_published | 302 302 302 200 302 302 302 302 302 | 302 302 302 422 302 302 302 302 302
budgets:inspect round project             | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets:report_waste round_published project_published | 302 302 200 200 200 200 200 200 200 | 302 302 422 422 422 422 422 422 422
budgets:report_waste round project        | 302 302 404 404 404 404 404 404 404 | 302 302 404 404 404 404 404 404 404
budgets:waste waste                       | 302 404 404 200 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
budgets:evaluation round_published        | 404 | 405
budgets:evaluation round_evaluating       | 200 | 405
budgets:evaluation_csv round_published    | 404 | 405
budgets:evaluation_csv round_evaluating   | 200 | 405
budgets:rate round_published project_published   | 302 | 302
budgets:rate round_evaluating project_evaluating | 302 302 200 200 200 200 200 200 200 | 302 302 422 422 422 422 422 422 422
budgets:project_execution round_evaluating project_evaluating | 200 | 200
budgets_staff:inspections                 | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:inspection inspection       | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:waste                       | 302 404 404 404 404 200 200 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:waste_report waste          | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 405 405 404 404
budgets_staff:waste_deed waste answer     | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:waste_deed waste extend     | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:waste_deed waste pass       | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:waste_deed waste review     | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 302 404 404 404
budgets_staff:waste_deed waste correct    | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:waste_deed waste burn       | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:execution_deed project_published stop | 302 404 404 404 404 200 404 404 404 | 302 404 404 404 404 422 404 404 404
budgets_staff:watch round                 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:watch round_published       | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:watch_edit round            | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:watch_call round            | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:watch_call round_published  | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:watch_decide round_published watcher name    | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:watch_decide round_published watcher decline | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:watch_decide round watcher name              | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 404
budgets_staff:evaluation round            | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:evaluation round_evaluating | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 405
budgets_staff:evaluation_edit round_evaluating | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:evaluate round_evaluating project_evaluating | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
budgets_staff:evaluate round project      | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets:panels_json round_draft envelope_draft | 404 | 404
budgets:panels_json round envelope | 404 | 404
budgets:panels_json round_counted envelope_counted | 404 | 404
budgets:panels_json round_published envelope_published | 404 | 404
budgets:panels_json round_weighing envelope_weighing | 404 | 404
budgets_staff:appraisals round_draft | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisals round_weighing | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisal round_draft envelope_draft 1 | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:appraisal round_weighing envelope_weighing 1 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisal round_weighing envelope_weighing 2 | 302 404 404 404 404 404 404 404 302 | 302 404 404 404 404 404 404 404 302
budgets_staff:appraisal round_weighing envelope_weighing 3 | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
budgets_staff:appraisal_details round_weighing envelope_weighing 1 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisal_details round_weighing envelope_weighing 2 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisal_keying round_weighing envelope_weighing 1 | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
budgets_staff:appraisal_keying round_weighing envelope_weighing 2 | 302 404 404 404 404 404 404 404 302 | 302 404 404 404 404 404 404 404 302
budgets_staff:appraisal_take_over round_weighing envelope_weighing 1 resident | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:appraisal_confirm round_weighing envelope_weighing 1 | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
budgets_staff:appraisal_reopen round_weighing envelope_weighing 1 | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 422
"""
