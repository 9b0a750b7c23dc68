"""What a ballot asks of the voter, and who she is, in sentences for previews and the pages of a round."""

from django.utils.translation import gettext as _

from budgets.models import Envelope


def ballot_sentences(envelope: Envelope) -> list[str]:
    """What the voter is asked to do, and who she is."""
    kind = Envelope.Ballot
    words = {"least": envelope.min_choices, "most": envelope.max_choices, "points": envelope.points_total}
    is_exact = envelope.min_choices == envelope.max_choices
    asked = {
        kind.APPROVAL: _("%(most)s개를 고릅니다.")
        if is_exact
        else _("%(least)s개에서 %(most)s개까지 고릅니다."),
        kind.KNAPSACK: _("고른 사업의 사업비를 더해 예산을 넘지 않게 담습니다."),
        kind.CHOOSE_ONE: _("하나를 고릅니다."),
        kind.RANKED: _("좋아하는 순서로 %(least)s개에서 %(most)s개까지 순위를 매깁니다."),
        kind.POINTS: _("%(points)s점을 %(least)s개 이상 %(most)s개 이하의 사업에 나눠 줍니다."),
    }[kind(envelope.ballot_kind)]
    found = [asked % words]
    for category, most in sorted(envelope.category_limits.items()):
        found.append(
            _("‘%(category)s’ 분야에서는 %(most)s개까지 고릅니다.") % {"category": category, "most": most}
        )
    return [*found, *voters_sentences(envelope)]


def voters_sentences(envelope: Envelope) -> list[str]:
    """Whose money it is to decide about, and from which age: nobody may be told that she is not meant."""
    found = [_voters(envelope)]
    if envelope.min_age is not None:
        found.append(_("만 %(age)s세부터 투표할 수 있습니다.") % {"age": envelope.min_age})
    return found


def _voters(envelope: Envelope) -> str:
    if envelope.area is None:
        return _("본인확인을 한 누구나 투표할 수 있습니다.")
    sentence = (
        _("%(area)s에 살거나 일하거나 배우는 분이 투표합니다.")
        if envelope.voters == Envelope.Voters.COMMUNITY
        else _("%(area)s에 사는 분이 투표합니다.")
    )
    return sentence % {"area": envelope.area.full_name}
