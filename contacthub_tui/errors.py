"""The family of errors. Each carries a code; `wording` turns codes into sentences."""

from collections.abc import Mapping


class ContactHubError(Exception):
    """Something an operator can act on. `code` names it, `detail` fills its sentence."""

    def __init__(self, code: str, **detail: object) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail: Mapping[str, object] = detail


class FileError(ContactHubError):
    """A file that cannot be imported. Its codes are those of `contacthub import --json`:

    not-found, unreadable, password-protected, corrupt, unsupported-format, too-big, empty,
    no-phone-column, bad-encoding, unknown-list, bad-mapping.
    """


class StoreError(ContactHubError):
    """A database that cannot be used:

    locked, read-only, full, newer-schema, not-contacthub, not-unicode, damaged, away, bad-url,
    no-driver, gone-back, replaced.
    """


class RefusedError(ContactHubError):
    """A wish that the rules do not allow, or that no longer applies (a run already undone)."""


class GatewayError(ContactHubError):
    """A gateway that does not do what it should: gateway-away, gateway-refuses, gateway-busy,
    gateway-unclear, gateway-unknown; or that cannot be asked: credentials-missing,
    credentials-open, credentials-unreadable, credentials-path, gateway-port."""


class SettingsError(ContactHubError):
    """A setting that cannot be read: bad-config, bad-setting."""


class UsageError(ContactHubError):
    """A command line that cannot be followed: no-file, failed-is-file, bad-options, bad-map,
    bad-region, bad-header-row, bad-output, bad-address, nobody-named, which-channel, not-csv,
    file-and-run, nothing-failed."""
