"""The design system without a browser: files, words, tags, forms, display settings, error pages."""

import gzip
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.db import InterfaceError, OperationalError
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from drf_spectacular.views import SpectacularAPIView

from portal.frontend import charts, display, words
from portal.frontend.fields import Money
from portal.frontend.finders import CHOSEN
from portal.frontend.specimens import SpecimenForm

AT = datetime(2026, 11, 23, 5, 5, tzinfo=UTC)  # Monday 14:05 in Seoul


def draw(source: str, **context: object) -> str:
    return Template("{% load ui i18n %}" + source).render(Context(context))


def test_nobody_reads_the_same_complaint_in_two_boxes():
    """A form draws its fields; what is wrong with the whole of it is said by the summary, on every page."""
    pages = list(Path(settings.BASE_DIR, "templates").rglob("*.html"))
    forms_on = [page for page in pages if "{{ form }}" in page.read_text()]
    assert forms_on
    assert [page.name for page in forms_on if "{% error_summary" not in page.read_text()] == []
    form = SpecimenForm({})
    form.add_error(None, "이대로는 안 됩니다.")
    assert draw("{% error_summary form %}{{ form }}", form=form).count("이대로는 안 됩니다.") == 1


class TestSums:
    @pytest.mark.parametrize(
        ("typed", "language", "said"),
        [
            ("1000000000000001", "ko", "1,000조 원까지만 쓸 수 있습니다."),
            ("0", "ko", "1원 이상으로 써 주세요."),
            ("1000000000000001", "en", "₩1,000 trillion at most, please."),
        ],
    )
    def test_whoever_types_a_sum_too_large_or_too_small_need_not_count_zeros(self, typed, language, said):
        with translation.override(language):
            with pytest.raises(forms.ValidationError) as refused:
                Money(min_value=1).clean(typed)
            assert refused.value.messages == [said]

    def test_a_sum_may_be_grouped_as_people_write_it(self):
        assert Money().clean("1,500,000") == 1_500_000
        assert Money().clean(" 15,000 ") == 15_000
        for typed in ("1,5", "1500,000", "1,500,00", ",500", "1,,500", "1.500.000", "1,500.5", "-1,500"):
            with pytest.raises(forms.ValidationError):
                Money().clean(typed)


class TestThirdPartyFiles:
    def test_every_chosen_file_is_found(self):
        assert [name for name in CHOSEN if not finders.find(name)] == []

    def test_the_rest_of_a_package_stays_off_the_web(self):
        for name in ["vendor/krds/../package.json", "krds-uiux/package.json", "vendor/htmx/htmx.js"]:
            assert finders.find(name) is None

    def test_collectstatic_would_list_each_of_them_once(self):
        finder = finders.get_finder("portal.frontend.finders.ChosenPackages")
        assert sorted(name for name, _ in finder.list([])) == sorted(CHOSEN)

    def test_all_sheets_of_a_page_stay_under_30_kb(self):
        source = Path(settings.BASE_DIR, "templates/components/styles.html").read_text()
        names = [part.split('"')[1] for part in source.split("{% static ")[1:]]
        assert len(names) > 10
        assert sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names) < 30_000

    def test_no_sheet_asks_another_host(self):
        for sheet in Path(settings.BASE_DIR, "static/css").glob("*.css"):
            assert "//" not in sheet.read_text().replace("http://www.w3.org", ""), sheet.name


class TestWords:
    @pytest.mark.parametrize(
        ("amount", "said"),
        [
            (0, "0원"),
            (9_999, "9,999원"),
            (12_000_000, "1,200만 원"),
            (350_000_000, "3억 5,000만 원"),
            (200_000_000, "2억 원"),
            (12_345_678, "12,345,678원"),
            (10**15, "1,000조 원"),
            (1_200_000_000_000, "1조 2,000억 원"),
            (1_000_000_010_000, "1조 1만 원"),
        ],
    )
    def test_money_is_said_in_the_units_people_speak_of_and_never_rounded(self, amount, said):
        assert words.won_short(amount) == said

    def test_money_in_english_keeps_its_digits(self):
        with translation.override("en"):
            assert "12,000,000" in words.won_short(12_000_000)

    @pytest.mark.parametrize(
        ("amount", "said"),
        [
            (10**15, "₩1,000 trillion"),
            (1_200_000_000_000, "₩1.2 trillion"),
            (100_000_000_000_000, "₩100 trillion"),
        ],
    )
    def test_whoever_reads_of_a_trillion_in_english_need_not_count_zeros(self, amount, said):
        with translation.override("en"):
            assert words.won_short(amount) == said

    def test_a_day_is_the_citys_day(self):
        assert words.day(datetime(2026, 11, 23, 15, 30, tzinfo=UTC)) == "2026. 11. 24."

    def test_a_weekday_is_one_letter(self):
        assert words.day_in_week(date(2026, 11, 26)) == "11. 26.(목)"

    def test_a_day_in_english_cannot_be_taken_for_another(self):
        """12. 5. is the twelfth of May to half of those who read English."""
        with translation.override("en"):
            assert words.day(date(2026, 12, 5)) == "5 Dec 2026"
            assert words.moment(datetime(2026, 12, 5, 5, 5, tzinfo=UTC)) == "5 Dec 2026, 14:05"
            assert words.deadline(date(2026, 12, 5), AT)[2] == "by Sat 5 Dec"

    def test_the_portal_has_a_name_that_each_reader_can_read(self):
        assert words.site_name() == "광장"
        with translation.override("en"):
            assert words.site_name() == "Gwangjang"

    @pytest.mark.parametrize(
        ("due", "tone", "left"),
        [
            (AT + timedelta(days=12), "info", "D-12"),
            (AT + timedelta(days=3), "warn", "D-3"),
            (AT + timedelta(hours=1), "warn", "오늘 마감"),
            (AT - timedelta(minutes=1), "closed", "마감"),
            (date(2026, 11, 23), "warn", "오늘 마감"),
            (date(2026, 11, 22), "closed", "마감"),
        ],
    )
    def test_a_deadline_warns_when_time_runs_out(self, due, tone, left):
        assert words.deadline(due, AT)[:2] == (tone, left)

    def test_days_that_are_left_are_counted_in_words_in_english(self):
        with translation.override("en"):
            assert words.deadline(AT + timedelta(days=12), AT)[1] == "12 days left"
            assert words.deadline(AT + timedelta(days=1), AT)[1] == "1 day left"

    def test_a_period_on_one_day_names_the_day_once(self):
        assert words.period(AT, AT + timedelta(hours=2)) == ("11. 23.(월) 14:05", "16:05")

    def test_a_period_of_last_year_names_the_year(self) -> None:
        assert (
            words.period(AT, AT + timedelta(hours=2), AT + timedelta(days=365))[0]
            == "2026. 11. 23.(월) 14:05"
        )

    def test_a_period_over_new_year_names_both_years(self) -> None:
        """12. 20.–1. 3. reads as if it ended before it began."""
        start, end = date(2026, 12, 20), date(2027, 1, 3)
        assert words.period(start, end, AT) == ("2026. 12. 20.(일)", "2027. 1. 3.(일)")
        later = AT + timedelta(days=60)
        assert words.period(AT, later) == ("2026. 11. 23.(월) 14:05", "2027. 1. 22.(금) 14:05")

    def test_a_period_of_next_year_names_the_year_from_november_on(self) -> None:
        """1. 26. read in November is as well last January."""
        start, end = date(2027, 1, 26), date(2027, 2, 9)
        assert words.period(start, end, AT) == ("2027. 1. 26.(화)", "2. 9.(화)")
        assert words.days(start, end, AT) == "2027. 1. 26.–2. 9."
        assert words.days(start, end, AT + timedelta(days=60)) == "1. 26.–2. 9."
        assert words.days(date(2026, 12, 20), start, AT) == "2026. 12. 20.–2027. 1. 26."
        with translation.override("en"):
            assert words.days(start, end, AT) == "26 Jan 2027–9 Feb"

    def test_almost_all_is_not_all(self):
        assert charts.share(9_996, 10_000) == 99.9
        assert charts.share(1_204, 1_000) == 100
        assert charts.share(5, 0) == 0


class TestTags:
    def test_a_badge_has_a_shape_besides_its_colour(self):
        drawn = draw('{% badge "good" "채택" %}')
        assert "<svg" in drawn
        assert "채택" in drawn

    def test_a_badge_escapes_what_people_wrote(self):
        assert "<b>" not in draw('{% badge "good" name %}', name="<b>")

    def test_the_breadcrumb_ends_on_this_page(self):
        drawn = draw('{% breadcrumb _("제안") "/proposals/" title %}', title="그늘막")
        assert '<a href="/proposals/">제안</a>' in drawn
        assert '<span aria-current="page">그늘막</span>' in drawn

    def test_pages_keep_the_other_conditions(self):
        request = RequestFactory().get("/proposals/", {"q": "공원", "page": "2"})
        drawn = draw("{% pagination page %}", page=Paginator(range(100), 10).page(2), request=request)
        assert 'href="?q=%EA%B3%B5%EC%9B%90&amp;page=3"' in drawn
        assert drawn.count('aria-current="page"') == 1

    def test_pages_of_our_own_kind_have_only_before_and_next(self):
        page = type("Page", (), {"number": 2, "has_next": True, "has_previous": True})()
        drawn = draw("{% pagination page %}", page=page, request=RequestFactory().get("/"))
        assert 'rel="next"' in drawn
        assert "aria-current" not in drawn

    def test_one_page_needs_no_pagination(self):
        assert draw("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""

    def test_lengths_in_svg_have_a_point_in_every_language(self):
        for language in ["ko", "en"]:
            with translation.override(language):
                assert 'width="71.2%"' in draw("{% progress 712 1000 %}")

    def test_a_goal_that_was_passed_is_not_called_a_hundred_per_cent(self):
        drawn = draw('{% progress 3420 3000 unit="명" %}')
        assert "목표 3,000명 달성" in drawn
        assert "100%</span>" not in drawn

    def test_a_chart_is_also_a_table(self):
        drawn = draw('{% bars rows label="동별" unit="표" %}', rows=[("청운동", 4), ("삼청동", 2)])
        assert "<caption" in drawn
        assert 'scope="row"' in drawn
        assert 'width="50%"' in drawn


class TestForms:
    def test_optional_fields_say_so_and_required_ones_do_not(self):
        form = SpecimenForm()
        assert "(선택)" in draw("{% field form.place %}", form=form)
        assert "(선택)" not in draw("{% field form.title %}", form=form)

    def test_an_error_is_tied_to_its_field_and_listed_on_top(self):
        form = SpecimenForm({})
        field = draw("{% field form.title %}", form=form)
        assert 'id="id_title_error"' in field
        assert 'aria-describedby="id_title_helptext id_title_error"' in field
        summary = draw("{% error_summary form %}", form=form)
        assert 'href="#id_title"' in summary
        assert 'href="#id_plain_0"' in summary, "a group is mended at its first choice"

    def test_a_form_without_mistakes_has_no_summary(self):
        assert draw("{% error_summary form %}", form=SpecimenForm()).strip() == ""

    def test_every_form_is_dressed_by_the_renderer(self):
        class Plain(forms.Form):
            name = forms.CharField()

        assert 'class="field"' in str(Plain())

    def test_a_described_choice_shows_both_lines(self):
        drawn = draw("{% field form.method %}", form=SpecimenForm())
        assert "예산 담기" in drawn
        assert "정해진 예산 안에서" in drawn
        assert SpecimenForm({"method": "knapsack"}).fields["method"].clean("knapsack") == "knapsack"


@pytest.mark.django_db
class TestDisplay:
    def test_text_size_is_kept_in_a_cookie_and_drawn_by_the_server(self, client):
        assert client.get("/display/", {"text_size": "4", "next": "/about/"}).url == "/about/"
        assert b'data-text-size="4"' in client.get("/about/").content

    def test_language_is_kept_in_a_cookie(self, client):
        client.get("/display/", {"language": "en", "next": "/about/"})
        assert b'<html lang="en"' in client.get("/about/").content

    @pytest.mark.parametrize("size", ["0", "6", "x", "²", "", pytest.param("1" * 5000, id="long")])
    def test_an_unknown_size_changes_nothing(self, client, size):
        assert "text_size" not in client.get("/display/", {"text_size": size}).cookies

    @pytest.mark.parametrize(
        "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
    )
    def test_nobody_is_sent_to_a_foreign_page(self, client, target):
        assert client.get("/display/", {"text_size": "3", "next": target}).url == "/"


@pytest.mark.django_db
class TestPages:
    def test_the_style_guide_stays_inside(self, client, settings):
        assert client.get("/styleguide/").status_code == 200
        settings.TESTING = settings.DEMO = settings.DEBUG = False
        assert client.get("/styleguide/").status_code == 404

    def test_a_missing_page_offers_the_search(self, client):
        response = client.get("/no-such-page/")
        assert response.status_code == 404
        assert b'action="/search/"' in response.content

    @pytest.mark.parametrize(("language", "title"), [(None, "찾을 수 없습니다"), ("en", "Not found")])
    def test_an_address_that_no_program_knows_is_a_problem_document(self, client, language, title):
        headers = {"accept-language": language} if language else {}
        for path in ("/api/v1/", "/api/v1/budgets/nothing/", "/api/v1/no/such/address/"):
            answer = client.get(path, headers=headers)
            assert answer.status_code == 404
            assert answer.headers["Content-Type"] == "application/problem+json"
            said = answer.json()
            assert (said["type"], said["status"]) == ("urn:gwangjang:not_found", 404)
            assert title in said["title"]
        assert client.get("/api/v1/search").status_code == 301, "a slash left out is put there as before"

    @pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
    def test_pages_for_bad_moments_need_no_request_and_no_database(self, name):
        from django.template.loader import render_to_string

        assert "<h1>" in render_to_string(name)

    @pytest.mark.parametrize(
        ("trouble", "status"), [(OperationalError, 503), (InterfaceError, 503), (KeyError, 500)]
    )
    def test_whoever_comes_while_the_database_is_away_is_told_to_come_back(
        self, client, trouble, status, monkeypatch
    ):
        def fail(*args, **options):
            raise trouble("away")

        client.raise_request_exception = False
        for owner, name, path in (
            (display, "remember", "/display/?text_size=3"),
            (SpectacularAPIView, "get", "/api/v1/schema/"),
        ):
            monkeypatch.setattr(owner, name, fail)
            answer = client.get(path)
            assert answer.status_code == status
            assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)
            problem = answer.headers["Content-Type"] == "application/problem+json"
            assert problem is path.startswith("/api/")
            assert "Content-Security-Policy" in answer.headers

    def test_pages_carry_no_inline_style_or_script(self, client):
        for path in ["/", "/styleguide/", "/about/"]:
            page = client.get(path).content.decode()
            assert " style=" not in page
            assert "<script>" not in page
            assert " onclick=" not in page
