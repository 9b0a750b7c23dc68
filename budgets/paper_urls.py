"""The staff's pages about voting on paper, below one round."""

from django.urls import path

from budgets.views import booths, issuing, keying, surplus

BOOTHS = "<slug:round_id>/booths/"
BOOTH = BOOTHS + "<slug:booth_id>/"

urlpatterns = [
    path(BOOTHS, booths.index, name="booths"),
    path(BOOTHS + "new/", booths.new, name="new_booth"),
    path(BOOTH, booths.booth_page, name="booth"),
    path(BOOTH + "edit/", booths.edit, name="edit_booth"),
    path(BOOTH + "print/", booths.print_sheets, name="booth_print"),
    path(BOOTH + "sheets/<int:run>/", booths.sheets, name="booth_sheets"),
    path(BOOTH + "desk/", issuing.desk, name="booth_desk"),
    path(BOOTH + "desk/<slug:name>/", issuing.answer, name="booth_answer"),
    path(BOOTH + "box/", booths.count_box, name="booth_box"),
    path(BOOTH + "keying/", keying.keying, name="booth_keying"),
    path(BOOTH + "differences/", keying.differences, name="booth_differences"),
    path(BOOTH + "differences/<slug:serial>/", keying.judge, name="booth_judge"),
    path(BOOTH + "sign/", booths.sign, name="booth_sign"),
    path(BOOTH + "surplus/", surplus.note, name="booth_surplus"),
    path(BOOTH + "surplus/agree/", surplus.agree, name="booth_surplus_agree"),
]
