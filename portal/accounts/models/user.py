from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal import clock, publicid
from portal.accounts import nicknames


class UserQuerySet(models.QuerySet["User"]):
    def living(self) -> "UserQuerySet":
        """People who have not asked to be forgotten."""
        return self.filter(erased_at__isnull=True)

    def verified(self) -> "UserQuerySet":
        return self.living().filter(level__gte=User.Level.VERIFIED)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def living(self) -> UserQuerySet:
        return self.get_queryset().living()

    def verified(self) -> UserQuerySet:
        return self.get_queryset().verified()

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_email(username or ""))


def normal_email(email: str) -> str:
    """Addresses are kept in lower case, so that one mailbox is one account."""
    return email.strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Her real name is nowhere: verified inside, pseudonym outside."""

    class Level(models.IntegerChoices):
        READER = 0, _("둘러보기")
        MEMBER = 1, _("회원")
        VERIFIED = 2, _("본인확인")
        RESIDENT = 3, _("거주확인")
        OFFICIAL = 4, _("담당 공무원")

    class Language(models.TextChoices):
        KOREAN = "ko", "한국어"
        ENGLISH = "en", "English"

    class TextSize(models.IntegerChoices):
        """The five steps of KRDS's text size control, as portal.frontend.display counts them."""

        SMALL = 1, _("작게")
        NORMAL = 2, _("보통")
        LARGE = 3, _("조금 크게")
        XLARGE = 4, _("크게")
        XXLARGE = 5, _("가장 크게")

    email = models.EmailField(_("이메일"), unique=True)
    public_id = models.CharField(max_length=12, unique=True, editable=False, default=publicid.new)
    nickname = models.CharField(_("별명"), max_length=40, default=nicknames.new)
    level = models.PositiveSmallIntegerField(_("인증 단계"), choices=Level.choices, default=Level.MEMBER)
    area = models.ForeignKey(
        "organisations.Area", null=True, blank=True, on_delete=models.SET_NULL, related_name="residents"
    )
    birth_year = models.PositiveSmallIntegerField(_("태어난 해"), null=True, blank=True)
    # Of people under twenty only, and forgotten on the night after (accounts/actions/forgetting.py).
    born_on = models.DateField(_("태어난 날"), null=True, blank=True, editable=False)
    language = models.CharField(_("언어"), max_length=5, choices=Language.choices, default=Language.KOREAN)
    text_size = models.PositiveSmallIntegerField(
        _("글자 크기"), choices=TextSize.choices, default=TextSize.NORMAL
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("회원")
        verbose_name_plural = _("회원")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_once"),
            models.CheckConstraint(condition=models.Q(level__lte=4), name="accounts_user_level_known"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(is_active=False),
                name="accounts_user_erased_cannot_sign_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nickname} ({self.public_id})"

    def clean(self) -> None:
        self.email = normal_email(self.email)

    @property
    def display_name(self) -> str:
        """The name that other people see."""
        return str(_("탈퇴한 회원")) if self.erased_at else self.nickname

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    @property
    def is_verified(self) -> bool:
        return self.level >= self.Level.VERIFIED

    @property
    def is_resident(self) -> bool:
        """Residence is known. An official who never proved hers has no district to vote in."""
        return self.level >= self.Level.RESIDENT and self.area_id is not None
