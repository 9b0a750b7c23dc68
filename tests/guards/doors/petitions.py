"""Petitions: before they are published they are their creator's, those with the link, and their office's."""

DOORS = """
petitions:list                               | 200                                 | 405
petitions:new                                | 200                                 | 302 422 422 422 422 422 422 422 422
petitions:support support_key                | 200                                 | 302
petitions:json petition_draft                | 404                                 | 405
petitions:json petition_gathering            | 404                                 | 405
petitions:json petition_checking             | 404                                 | 405
petitions:json petition                      | 200                                 | 405
petitions:count petition_draft               | 404                                 | 405
petitions:count petition_gathering           | 404                                 | 405
petitions:count petition_checking            | 404                                 | 405
petitions:count petition                     | 200                                 | 405
petitions:detail petition_draft              | 404 404 404 200 404 404 404 404 404 | 405
petitions:detail petition_gathering          | 404 404 404 200 404 404 404 404 404 | 405
petitions:detail petition_checking           | 404 404 404 200 404 404 404 404 404 | 405
petitions:detail petition                    | 200                                 | 405
petitions:write petition_draft similar       | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
petitions:write petition_draft text          | 302 404 404 200 404 404 404 404 404 | 302 404 404 422 404 404 404 404 404
petitions:write petition_draft preview       | 302 404 404 200 404 404 404 404 404 | 302 404 404 200 404 404 404 404 404
petitions:write petition_draft nonsense      | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
petitions:write petition text                | 302 404 404 302 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
petitions:submit petition_draft              | 405                                 | 302 302 404 302 404 404 404 404 404
petitions:submit petition_gathering          | 405                                 | 302 302 404 302 404 404 404 404 404
petitions:submit petition                    | 405                                 | 302 302 404 302 404 404 404 404 404
petitions:withdraw petition_draft            | 302 404 404 200 404 404 404 404 404 | 302 404 404 302 404 404 404 404 404
petitions:withdraw petition_gathering        | 302 404 404 200 404 404 404 404 404 | 302 404 404 422 404 404 404 404 404
petitions:withdraw petition                  | 302 404 404 200 404 404 404 404 404 | 302 404 404 422 404 404 404 404 404
petitions:sign petition_draft                | 302 302 404 302 404 404 404 404 404 | 302 302 404 302 404 404 404 404 404
petitions:sign petition_gathering            | 302 302 404 302 404 404 404 404 404 | 302 302 404 302 404 404 404 404 404
petitions:sign petition                      | 302 302 200 302 302 200 200 200 200 | 302
petitions:unsign petition_draft              | 405                                 | 302 404 404 302 404 404 404 404 404
petitions:unsign petition_gathering          | 405                                 | 302 404 404 302 404 404 404 404 404
petitions:unsign petition                    | 405                                 | 302
petitions_staff:desk                         | 302 404 404 404 404 200 200 404 200 | 405
petitions_staff:petition petition_draft      | 302 404 404 404 404 404 404 404 404 | 405
petitions_staff:petition petition_checking   | 302 404 404 404 404 200 404 404 404 | 405
petitions_staff:petition petition            | 302 404 404 404 404 200 404 404 404 | 405
petitions_staff:check petition_draft         | 405                                 | 302 404 404 404 404 404 404 404 404
petitions_staff:check petition_checking      | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:check petition               | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:answer petition_draft        | 405                                 | 302 404 404 404 404 404 404 404 404
petitions_staff:answer petition_checking     | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:answer petition              | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:extend petition_draft        | 405                                 | 302 404 404 404 404 404 404 404 404
petitions_staff:extend petition_checking     | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:extend petition              | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:invalidate petition_draft    | 405                                 | 302 404 404 404 404 404 404 404 404
petitions_staff:invalidate petition_checking | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:invalidate petition          | 405                                 | 302 404 404 404 404 422 404 404 404
petitions_staff:clear_alarm alarm            | 405                                 | 302 404 404 404 404 404 404 404 302
# A petition that names no office is nobody's to decide: an administrator names the office.
petitions_staff:petition petition_unaddressed | 302 404 404 404 404 404 404 404 404 | 405
petitions_staff:check petition_unaddressed    | 405 | 302 404 404 404 404 404 404 404 404
petitions_staff:assign petition_unaddressed   | 302 404 404 404 404 404 404 404 200 | 302 404 404 404 404 404 404 404 422
petitions_staff:assign petition_checking      | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
petitions_staff:assign petition_draft         | 302 404 404 404 404 404 404 404 404 | 302 404 404 404 404 404 404 404 404
"""
