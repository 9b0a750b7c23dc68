"""The people of the tests: Alice lives here, Bob elsewhere, Carla works here, Dan is a stranger.

`client_of(alice)` answers a Django test client that is logged in as her. Staff need no second
factor while testing (settings.STAFF_MFA is off); tests of that gate switch it on themselves.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.test import Client

PASSWORD = "시험용-비밀번호-2026"  # opens accounts of a throw-away database only
_numbers = count(1)


def make_person(nickname: str, *, level: int = 1, area: Any = None, **fields: Any) -> Any:
    """Make a user at an identity level; L2 and above get their Verification, with a CI of their own."""
    from portal.accounts.models import User

    address = fields.pop("email", f"person{next(_numbers)}@example.kr")
    user = User.objects.create_user(address, PASSWORD, nickname=nickname, level=level, area=area, **fields)
    user.emailaddress_set.create(email=user.email, primary=True, verified=True)
    if level >= User.Level.VERIFIED:
        _vouch(user)
    return user


def _vouch(user: Any) -> None:
    from portal.accounts.identity.ci import hash_ci

    user.verifications.create(
        provider="sandbox",
        level=min(user.level, 3),
        ci_hash=hash_ci(f"ci of {user.public_id}"),
        area=user.area,
        birth_year=user.birth_year,
    )


def make_staff(nickname: str, role: str, unit: Any, **fields: Any) -> Any:
    """Make an official who holds one role in one unit."""
    user = make_person(nickname, level=4, area=unit.agency.area, **fields)
    unit.memberships.create(user=user, role=role)
    return user


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """`person("이름", level=2, area=jongno)`: one more citizen."""
    return make_person


@pytest.fixture
def staff(db: None) -> Callable[..., Any]:
    """`staff("이름", "officer", unit)`: one more official."""
    return make_staff


@pytest.fixture
def area(db: None) -> Callable[[str], Any]:
    """`area("11110")`: the area with that code, loaded on the first call."""
    from portal.organisations import areas
    from portal.organisations.models import Area

    def by_code(code: str) -> Any:
        if not Area.objects.filter(code=code).exists():
            areas.load()
        return Area.objects.select_related("parent").get(code=code)

    return by_code


@pytest.fixture
def jongno(area: Callable[[str], Any]) -> Any:
    """서울특별시 종로구."""
    return area("11110")


@pytest.fixture
def haeundae(area: Callable[[str], Any]) -> Any:
    """부산광역시 해운대구."""
    return area("26350")


@pytest.fixture
def agency(jongno: Any) -> Any:
    """종로구청."""
    from portal.organisations.models import Agency

    return Agency.objects.create(
        name="종로구청", name_en="Jongno District Office", kind="district", area=jongno
    )


@pytest.fixture
def unit(agency: Any) -> Any:
    """종로구청 공원녹지과, where Carla and Gyeol work."""
    return agency.units.create(name="공원녹지과", name_en="Parks Division")


@pytest.fixture
def town_hall(agency: Any) -> Any:
    """종로구청 디지털소통과, which runs the portal: moderator, administrators, auditor."""
    return agency.units.create(name="디지털소통과", name_en="Digital Communication Division")


@pytest.fixture
def elsewhere_unit(haeundae: Any) -> Any:
    """A unit of another agency, for "wrong office" tests."""
    from portal.organisations.models import Agency

    other = Agency.objects.create(
        name="해운대구청", name_en="Haeundae District Office", kind="district", area=haeundae
    )
    return other.units.create(name="공원녹지과", name_en="Parks Division")


@pytest.fixture
def alice(jongno: Any) -> Any:
    """Lives here (L3, 종로구)."""
    return make_person("앨리스", level=3, area=jongno, birth_year=1988, email="alice@example.kr")


@pytest.fixture
def bob(haeundae: Any) -> Any:
    """Lives elsewhere (L3, 해운대구)."""
    return make_person("바다를 좋아하는 밥", level=3, area=haeundae, birth_year=1975, email="bob@example.kr")


@pytest.fixture
def minsu(db: None) -> Any:
    """Identity verified, residence not (L2)."""
    return make_person("민수", level=2, birth_year=1999, email="minsu@example.kr")


@pytest.fixture
def jiyeon(db: None) -> Any:
    """Signed up by e-mail only (L1)."""
    return make_person("지연", level=1, email="jiyeon@example.kr")


@pytest.fixture
def dan(db: None) -> Any:
    """A stranger (L1) who tries what is not his."""
    return make_person("낯선 단", level=1, email="dan@example.kr")


@pytest.fixture
def carla(unit: Any) -> Any:
    """Officer of `unit`."""
    return make_staff("담당자 칼라", "officer", unit, email="carla@example.kr")


@pytest.fixture
def gyeol(unit: Any) -> Any:
    """Approver of `unit`."""
    return make_staff("결재자 결", "approver", unit, email="gyeol@example.kr")


@pytest.fixture
def mod(town_hall: Any) -> Any:
    """Moderator."""
    return make_staff("중재자", "moderator", town_hall, email="mod@example.kr")


@pytest.fixture
def admin(town_hall: Any) -> Any:
    """Administrator of the portal (settings only, decides nothing)."""
    return make_staff("운영자", "administrator", town_hall, email="admin@example.kr", is_staff=True)


@pytest.fixture
def admin2(town_hall: Any) -> Any:
    """Second administrator, for what needs two pairs of eyes."""
    return make_staff("두 번째 운영자", "administrator", town_hall, email="admin2@example.kr", is_staff=True)


@pytest.fixture
def auditor(town_hall: Any) -> Any:
    """Auditor."""
    return make_staff("감사 담당", "auditor", town_hall, email="auditor@example.kr")


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """`client_of(alice)` → a client logged in as her; `client_of(None)` → nobody."""

    def log_in(user: Any, **defaults: Any) -> Client:
        client = Client(**defaults)
        if user is not None:
            client.force_login(user, backend="portal.accounts.backends.AccountBackend")
        return client

    return log_in
