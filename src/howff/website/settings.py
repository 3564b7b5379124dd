"""Settings: every value comes from the environment; `docs/reference/settings.md` lists them."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from howff.website import environment as env

DATA = Path(env.text("HOWFF_DATA", "data")).resolve()
DEBUG = env.flag("HOWFF_DEBUG")
SECRET_KEY = env.secret("HOWFF_SECRET_KEY", DATA / "secret-key")
ALLOWED_HOSTS = env.words("HOWFF_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_ADDRESS = env.text("HOWFF_ADDRESS", "http://localhost:8000").rstrip("/")
SECURE = PUBLIC_ADDRESS.startswith("https://")
DEMO_KEY = env.text("HOWFF_DEMO_KEY")
BACKUP_DAYS = env.number("HOWFF_BACKUP_DAYS", 30)

INSTALLED_APPS = [
    "howff.people",
    "howff.live",
    "howff.consent",
    "howff.evidence",
    "howff.instruments",
    "howff.conversations",
    "howff.assessments",
    "howff.meetings",
    "howff.sensemaking",
    "howff.reports",
    "howff.website",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "howff.website.staticfiles.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "howff.website.urls"
ASGI_APPLICATION = "howff.website.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "howff.website.renderer.Components"
DATABASES = {"default": env.database(env.text("HOWFF_DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MAILERS = env.mailers(env.text("HOWFF_EMAIL_URL", "console:"))
DEFAULT_FROM_EMAIL = env.text("HOWFF_EMAIL_FROM", "Howff <howff@localhost>")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TASKS_APART = env.flag("HOWFF_TASKS_APART")

# A server that may propose names for themes, where a collaboration allows it; none by default.
WORDING = env.wording(
    env.text("HOWFF_WORDING_URL"),
    env.text("HOWFF_WORDING_MODEL"),
    env.text("HOWFF_WORDING_KEY"),
)

# Live pages: how often a topic is rendered at most, and how answers reach the database.
LIVE = {
    "INTERVAL": env.number("HOWFF_LIVE_INTERVAL_MS", 300) / 1000,
    "HEARTBEAT": 20,
    "MAX_STALL": 30,
    "QUEUE": 20_000,
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = ACCOUNT_EMAIL_VERIFICATION_MAX_RESEND_COUNT = 3
# Whole hospitals sign in from one address, so limits are tight per e-mail address and wide per IP.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "600/m/ip,5/300s/key",
    "request_login_code": "600/m/ip,5/m/key",
    "signup": "600/m/ip",
}
MFA_ADAPTER = "howff.website.passkeys.Passkeys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
# The proxy turns http into https, the domain's other names are not ours to bind (W005, W008, W021),
# and the rest follows from HOWFF_ADDRESS, which `howff check` looks at.
SILENCED_SYSTEM_CHECKS = [
    f"security.W{number}" for number in ("004", "005", "008", "012", "016", "021")
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "howff_session"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
TIME_ZONE = env.text("HOWFF_TIME_ZONE", "Europe/London")
USE_I18N = USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("HOWFF_STATIC", str(DATA / "static"))).resolve()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "howff.website.staticfiles.HashedModules"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
