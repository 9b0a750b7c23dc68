"""The hall: home, my page, settings, identity, inbox, comments, reports, moderation, search, files, administration."""

DOORS = """
home                                                | 200                                 | 200
favicon                                             | 302                                 | 302
about                                               | 200                                 | 200
accessibility                                       | 200                                 | 200
me                                                  | 302 200 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200 200
staff_home                                          | 302 404 404 404 404 200 200 200 200 | 302 404 404 404 404 200 200 200 200
live                                                | 200                                 | 200
ready                                               | 200                                 | 200
api                                                 | 200                                 | 200
set_language                                        | 302                                 | 302
frontend:display                                    | 302                                 | 405
frontend:styleguide                                 | 200                                 | 200
accounts:profile                                    | 302 200 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200 200
accounts:identity                                   | 302 200 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405 405
accounts:data                                       | 302 200 200 200 200 200 200 200 200 | 302 405 405 405 405 405 405 405 405
accounts:download                                   | 302 405 405 405 405 405 405 405 405 | 302
accounts:leave                                      | 302                                 | 302
accounts:terms                                      | 200                                 | 405
accounts:privacy                                    | 200                                 | 405
identity:start                                      | 302 200 302 302 302 302 302 302 302 | 302 200 200 200 200 200 200 200 200
identity:sandbox:ask                                | 400                                 | 400
identity:callback sandbox                           | 302 400 400 400 400 400 400 400 400 | 302 405 405 405 405 405 405 405 405
identity:callback nobody                            | 302 404 404 404 404 404 404 404 404 | 302 405 405 405 405 405 405 405 405
notifications:inbox                                 | 302 200 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200 200
notifications:read_all                              | 302 405 405 405 405 405 405 405 405 | 302
notifications:preferences                           | 302 200 200 200 200 200 200 200 200 | 302
notifications:unsubscribe unsubscribe               | 200                                 | 200
notifications:unsubscribe forged                    | 404                                 | 404
notifications:open notification                     | 302 405 405 405 405 405 405 405 405 | 302 404 404 302 404 404 404 404 404
notifications_staff:outbox                          | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
notifications_staff:retry_delivery delivery         | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
notifications_staff:retry_event event               | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
organisations_staff:holidays                        | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 200
organisations_staff:drop_holiday 2026-12-24         | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 302
organisations_staff:drop_holiday tomorrow           | 302 404 404 404 404 404 404 404 405 | 302 404 404 404 404 404 404 404 404
comments:thread thread                              | 302                                 | 405
comments:post thread                                | 302                                 | 302
comments:comment comment                            | 200                                 | 405
comments:comment comment_hidden                     | 200                                 | 405
comments:withdraw comment                           | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
moderation:report comments.comment comment          | 302 200 200 200 200 200 200 200 200 | 302 200 200 200 200 200 200 200 200
moderation:report proposals.proposal proposal_draft | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
moderation:report petitions.petition petition_draft | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
moderation:report tests.unknown x                   | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
moderation:log                                      | 200                                 | 405
moderation:reports                                  | 302 200 200 200 200 200 200 200 200 | 405
moderation:case case                                | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
moderation:case case_hidden                         | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
moderation:queue                                    | 302 404 404 404 404 404 404 200 404 | 405
moderation:appeals                                  | 302 404 404 404 404 404 404 200 404 | 405
moderation:decided                                  | 302 404 404 404 404 404 404 200 404 | 405
moderation:staff_case case                          | 302 404 404 404 404 404 404 200 404 | 302 404 404 404 404 404 404 200 404
moderation:staff_case case_hidden                   | 302 404 404 404 404 404 404 200 404 | 302 404 404 404 404 404 404 200 404
search:results                                      | 200                                 | 405
search:similar                                      | 200                                 | 405
attachments:file file                               | 404 404 404 200 404 404 404 404 404 | 405
demo:people                                         | 404                                 | 404
demo:enter                                          | 404                                 | 404
demo:mail                                           | 404                                 | 404
demo:letter x                                       | 404                                 | 404
admin:index                                         | 302 302 302 302 302 302 302 302 200 | 302 302 302 302 302 302 302 302 200
admin:login                                         | 302 404 404 404 404 404 404 404 302 | 302 404 404 404 404 404 404 404 302
admin:logout                                        | 302 302 302 302 302 302 302 302 405 | 302
admin:password_change                               | 302 302 302 302 302 302 302 302 200 | 302 302 302 302 302 302 302 302 200
admin:password_change_done                          | 302 302 302 302 302 302 302 302 200 | 302 302 302 302 302 302 302 302 405
admin:autocomplete                                  | 302 302 302 302 302 302 302 302 403 | 302 302 302 302 302 302 302 302 405
admin:jsi18n                                        | 302 302 302 302 302 302 302 302 200 | 302 302 302 302 302 302 302 302 405
"""
