# ruff: noqa: E501 - a table of places reads best with a room per entry
"""The demonstration's public rooms: believable, but none is meant to be a real house or number."""

from typing import Any, NamedTuple

DAILY, WEEKDAYS, WEEKEND = range(7), range(5), range(5, 7)
W, E, T, H, P, N = "wheelchair", "elevator", "toilet", "hearing_loop", "parking", "nursing"
PROJECTOR, SOUND, WIFI = "projector", "sound", "wifi"
Hours = list[tuple[range, int, int]]


def at(first: int, last: int, days: range = DAILY) -> tuple[range, int, int]:
    """Open from `first` to `last` o'clock on these weekdays."""
    return (days, first * 60, last * 60)


class House(NamedTuple):
    """A place, and who runs it."""

    agency: tuple[str, str, str]
    unit: tuple[str, str]
    area: str
    name: str
    name_en: str
    address: str
    directions: str
    phone: str
    closed_on_holidays: bool
    rooms: list["Room"]


class Room(NamedTuple):
    """`terms` are fields of Resource that differ from its defaults; `whole` names a room that this is part of."""

    name: str
    name_en: str
    kind: str
    capacity: int
    summary: str
    hours: Hours
    features: list[str]
    terms: dict[str, Any] = {}
    whole: str = ""


JONGNO = ("종로구청", "Jongno District Office", "11110")
MAPO = ("마포구청", "Mapo District Office", "11440")
SEONGDONG = ("성동구청", "Seongdong District Office", "11200")
HAEUNDAE = ("해운대구청", "Haeundae District Office", "26350")
SUYEONG = ("수영구청", "Suyeong District Office", "26500")
SPORTS = ("문화체육과", "Culture and Sports Division")
PARKS = ("공원녹지과", "Parks Division")
VILLAGE = ("마을자치과", "Community Division")

OFFICE_DAY, EVENING, SHORT = at(9, 18, WEEKDAYS), at(9, 21, WEEKDAYS), at(10, 17, WEEKEND)
APPROVED: dict[str, Any] = {"needs_approval": True, "lead": 3 * 24 * 60, "window_days": 90}

HOUSES = [
    House(
        JONGNO, SPORTS, "11110", "백송 마을문화관", "Baeksong Community Hall",
        "서울특별시 종로구 백송길 24", "경복궁역 3번 출구에서 걸어서 8분, 문턱 없는 출입구는 남쪽에 있습니다.", "02-2148-0101", True,
        [
            Room("소나무 회의실", "Pine Meeting Room", "meeting", 12, "창이 큰 조용한 회의실입니다. 독서 모임과 마을 회의에 좋습니다.",
                 [EVENING, SHORT], [W, E, T, PROJECTOR, WIFI], {"step": 30, "longest": 180}),
            Room("느티나무 회의실", "Zelkova Meeting Room", "meeting", 8, "작은 모임을 위한 둥근 탁자 회의실입니다.",
                 [EVENING, SHORT], [W, E, T, WIFI], {"step": 30, "longest": 180, "art": 2}),
            Room("백송홀", "Baeksong Hall", "hall", 180, "공연, 강연, 주민총회를 여는 강당입니다. 보청기 루프가 깔려 있습니다.",
                 [EVENING, SHORT], [W, E, T, H, P, PROJECTOR, SOUND],
                 {**APPROVED, "longest": 480, "buffer_before": 60, "buffer_after": 60, "art": 0}),
            Room("공유 부엌", "Shared Kitchen", "kitchen", 16, "화구 네 개와 큰 조리대가 있습니다. 반찬 나눔과 요리 교실을 엽니다.",
                 [at(10, 20, WEEKDAYS), SHORT], [W, E, T], {"shortest": 120, "longest": 240, "buffer_after": 30, "art": 5}),
        ],
    ),
    House(
        JONGNO, SPORTS, "11110", "낙산 체육센터", "Naksan Sports Centre",
        "서울특별시 종로구 낙산성곽길 71", "혜화역 2번 출구에서 마을버스 03번을 타고 낙산공원에서 내립니다.", "02-2148-0102", False,
        [
            Room("체육관 전체", "Whole Gymnasium", "court", 60, "배드민턴 코트 두 면을 터서 함께 씁니다. 운동회와 대회에 알맞습니다.",
                 [at(6, 24)], [W, T, P, SOUND], {**APPROVED, "longest": 360, "buffer_after": 30, "art": 3}),
            Room("배드민턴 1코트", "Badminton Court 1", "court", 8, "창가 쪽 코트입니다. 라켓은 안내대에서 빌릴 수 있습니다.",
                 [at(6, 24)], [W, T, P], {"longest": 120, "art": 3}, "체육관 전체"),
            Room("배드민턴 2코트", "Badminton Court 2", "court", 8, "입구 쪽 코트입니다. 휠체어 배드민턴을 할 수 있게 선이 그어져 있습니다.",
                 [at(6, 24)], [W, T, P], {"longest": 120, "art": 4}, "체육관 전체"),
            Room("탁구대", "Table Tennis Table", "court", 4, "탁구대 여섯 대가 있습니다. 비어 있는 대를 자동으로 정해 드립니다.",
                 [at(9, 22)], [W, T, P], {"quantity": 6, "step": 30, "shortest": 30, "longest": 120, "art": 1}),
        ],
    ),
    House(
        JONGNO, PARKS, "11110", "삼청 숲마당", "Samcheong Forest Yard",
        "서울특별시 종로구 삼청숲길 9", "안국역에서 마을버스 11번을 타고 종점에서 내립니다.", "02-2148-0103", False,
        [
            Room("야외 무대", "Outdoor Stage", "field", 250, "숲을 등지고 앉는 계단식 무대입니다. 비가 오면 쓸 수 없습니다.",
                 [at(9, 21)], [W, T, P, SOUND], {**APPROVED, "longest": 480, "buffer_before": 60, "buffer_after": 60, "art": 2}),
            Room("잔디마당", "Lawn", "field", 400, "장터와 가을 운동회를 여는 잔디밭입니다.",
                 [at(9, 18)], [W, T, P], {**APPROVED, "longest": 480, "shortest": 120, "art": 5}),
        ],
    ),
    House(
        MAPO, VILLAGE, "11440", "성미산 마을배움터", "Seongmisan Learning House",
        "서울특별시 마포구 성미산길 33", "망원역 1번 출구에서 걸어서 12분입니다.", "02-3153-0201", True,
        [
            Room("배움방 1", "Classroom 1", "lecture", 30, "책상을 마음대로 옮길 수 있는 강의실입니다.",
                 [EVENING, SHORT], [W, E, T, PROJECTOR, WIFI], {"longest": 240, "art": 1}),
            Room("배움방 2", "Classroom 2", "lecture", 20, "작은 강좌와 공부 모임에 알맞습니다.",
                 [EVENING, SHORT], [W, E, T, PROJECTOR, WIFI], {"longest": 240, "art": 4}),
            Room("목공방", "Woodworking Studio", "studio", 10, "작업대 다섯 개와 손공구가 있습니다. 안전 교육을 받은 분이 함께해야 합니다.",
                 [at(10, 18, WEEKDAYS), SHORT], [T], {**APPROVED, "lead": 24 * 60, "shortest": 120, "buffer_after": 30, "art": 0}),
            Room("녹음실", "Recording Studio", "studio", 4, "마을방송과 녹음을 위한 방입니다. 소리가 새지 않습니다.",
                 [at(10, 22, WEEKDAYS), SHORT], [W, E, T, SOUND, WIFI], {"longest": 180, "buffer_after": 30, "art": 4}),
        ],
    ),
    House(
        MAPO, SPORTS, "11440", "난지 강변 운동장", "Nanji Riverside Field",
        "서울특별시 마포구 한강난지로 62", "월드컵경기장역 1번 출구에서 걸어서 20분, 자전거로 5분입니다.", "02-3153-0202", False,
        [
            Room("풋살장", "Futsal Pitch", "field", 16, "인조잔디 풋살장입니다. 밤에는 조명을 켭니다.",
                 [at(6, 23)], [W, T, P], {"longest": 120, "art": 2}),
            Room("테니스장", "Tennis Court", "court", 4, "두 면이 있는 테니스장입니다. 비어 있는 면을 정해 드립니다.",
                 [at(6, 22)], [T, P], {"quantity": 2, "longest": 120, "art": 1}),
        ],
    ),
    House(
        SEONGDONG, VILLAGE, "11200", "서울숲 나눔공간", "Seoul Forest Sharing House",
        "서울특별시 성동구 왕십리로 83", "서울숲역 4번 출구에서 걸어서 3분입니다.", "02-2286-0301", True,
        [
            Room("다목적실", "Multi-purpose Room", "meeting", 40, "의자만 놓고도, 매트를 깔고도 쓰는 넓은 방입니다.",
                 [EVENING, SHORT], [W, E, T, N, PROJECTOR, SOUND, WIFI], {"longest": 240, "art": 3}),
            Room("아기와 함께 방", "Family Room", "meeting", 10, "바닥이 따뜻하고 수유실이 붙어 있어 아기와 함께 모이기 좋습니다.",
                 [OFFICE_DAY, SHORT], [W, E, T, N, WIFI], {"step": 30, "longest": 180, "art": 5}),
            Room("접이식 의자 50개 묶음", "Set of 50 Folding Chairs", "equipment", 50, "행사에 쓰는 의자를 빌려 드립니다. 세 묶음이 있습니다.",
                 [at(9, 18, WEEKDAYS)], [], {"quantity": 3, "shortest": 180, "longest": 540, "lead": 24 * 60, "art": 0}),
        ],
    ),
    House(
        HAEUNDAE, SPORTS, "26350", "달맞이 문화의집", "Dalmaji Culture House",
        "부산광역시 해운대구 달맞이언덕길 110", "해운대역에서 2번 마을버스를 타고 달맞이고개에서 내립니다.", "051-749-0401", True,
        [
            Room("바다 회의실", "Sea View Meeting Room", "meeting", 14, "바다가 내다보이는 회의실입니다.",
                 [EVENING, SHORT], [W, E, T, PROJECTOR, WIFI], {"step": 30, "longest": 180, "art": 1}),
            Room("소극장", "Small Theatre", "hall", 90, "조명과 음향을 갖춘 작은 극장입니다.",
                 [at(10, 22)], [W, E, T, H, SOUND], {**APPROVED, "longest": 600, "buffer_before": 60, "buffer_after": 60, "art": 4}),
            Room("춤 연습실", "Dance Studio", "studio", 20, "한 벽이 거울인 마루 연습실입니다.",
                 [at(9, 22)], [W, E, T, SOUND], {"longest": 120, "art": 3}),
        ],
    ),
    House(
        HAEUNDAE, PARKS, "26350", "송정 바람마당", "Songjeong Wind Plaza",
        "부산광역시 해운대구 송정해변로 52", "송정역 1번 출구에서 걸어서 10분입니다.", "051-749-0402", False,
        [
            Room("해변 광장", "Beach Plaza", "field", 300, "해변 장터와 거리 공연을 여는 나무 마루 광장입니다.",
                 [at(9, 21)], [W, T, P, SOUND], {**APPROVED, "longest": 480, "buffer_before": 60, "buffer_after": 60, "art": 1}),
        ],
    ),
    House(
        SUYEONG, VILLAGE, "26500", "광안 마을사랑방", "Gwangan Village House",
        "부산광역시 수영구 광안로 61", "광안역 5번 출구에서 걸어서 4분입니다.", "051-610-0501", True,
        [
            Room("사랑방", "Sarangbang", "meeting", 18, "온돌 바닥에 둘러앉는 방입니다. 신발을 벗고 들어갑니다.",
                 [OFFICE_DAY, SHORT], [T, WIFI], {"longest": 240, "art": 0}),
            Room("마을 부엌", "Village Kitchen", "kitchen", 12, "김장도 하는 넓은 부엌입니다.",
                 [at(10, 20, WEEKDAYS), SHORT], [W, T], {"shortest": 120, "longest": 300, "buffer_after": 30, "art": 2}),
        ],
    ),
]  # fmt: skip

NOTICE = (
    "쓰신 뒤에는 의자와 탁자를 제자리에 두고 불을 꺼 주세요.\n\n"
    "쓰레기는 되가져가시고, 고장 난 것이 보이면 담당 부서로 알려 주세요.\n\n"
    "물건을 팔거나 참가비를 받는 행사, 선거운동에는 빌려 드릴 수 없습니다."
)
PURPOSES = [
    "마을 독서 모임", "아파트 대표 회의", "청소년 연극 연습", "반찬 나눔 준비", "어르신 스마트폰 교실", "주민총회 준비 모임",
    "동네 합창단 연습", "육아 품앗이 모임", "글쓰기 동아리", "배드민턴 동호회", "환경 지킴이 교육", "영어 그림책 읽기",
    "사진 동아리 작품 나눔", "탁구 모임", "직장인 밴드 연습", "마을신문 편집회의", "수어 배우기 모임", "텃밭 모임 회의",
]  # fmt: skip
GROUPS = ["", "", "백송 독서회", "느티나무 합창단", "동네 탁구 모임", "함께밥상", "글벗", "초록손", ""]
