"""Every way in which an identity check can end without proof, as a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from portal.refusals import Refusal

CANCELLED = Refusal("cancelled", _("본인확인을 취소하셨습니다. 언제든 다시 하실 수 있습니다."))
EXPIRED = Refusal("expired", _("본인확인 시간이 지났습니다. 10분 안에 마쳐 주세요. 처음부터 다시 해 주세요."))
TAMPERED = Refusal("tampered", _("본인확인 결과를 믿을 수 없어 받지 않았습니다. 처음부터 다시 해 주세요."))
REPLAYED = Refusal("replayed", _("이미 쓴 본인확인 결과입니다. 필요하시면 처음부터 다시 해 주세요."))
OTHER_ACCOUNT = Refusal(
    "other_account", _("다른 계정에서 시작한 본인확인입니다. 그 계정으로 로그인해 다시 해 주세요.")
)
OTHER_PERSON = Refusal(
    "other_person",
    _("이 계정에서 처음 본인확인을 한 분과 다른 분입니다. 본인의 계정으로 로그인해 주세요."),
)
AREA_UNKNOWN = Refusal("area_unknown", _("사는 곳을 알 수 없었습니다. 주소를 다시 확인해 주세요."))
NO_PROVIDER = Refusal("no_provider", _("지금은 본인확인을 할 수 없습니다. 잠시 뒤에 다시 시도해 주세요."))
