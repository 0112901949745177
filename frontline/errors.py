"""Every error Frontline raises on purpose: one tree of three branches, each with a stable code.
docs/errors.md tells of each. Anything else that escapes is a bug: the crash handler's."""

from __future__ import annotations

from typing import ClassVar


class FrontlineError(Exception):
    """`facts` end up in logs and on screen: identifiers, counts, codes and file kinds only, never
    answers, names, notes or key material."""

    code: ClassVar[str] = "frontline.unspecified"

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        listed = ", ".join(f"{name}={value}" for name, value in sorted(self.facts.items()))
        return f"{self.code} [{listed}]" if listed else self.code


class UserError(FrontlineError):
    """The officer can put this right."""


class RuleError(FrontlineError):
    """The request is understood and not allowed."""


class DamagedDataError(FrontlineError):
    """Stored or received bytes cannot be trusted. They are kept as they are."""


class WrongPassphraseError(UserError):
    """Name and passphrase do not belong together, or the name is unknown."""

    code = "vault.wrong-passphrase"


class WrongRecoveryKeyError(UserError):
    """The recovery key typed from the sheet does not open this vault."""

    code = "vault.wrong-recovery-key"


class ThrottledError(UserError):
    """Too many wrong tries; `seconds` says how long to wait."""

    code = "vault.throttled"


class WeakPassphraseError(UserError):
    """Below the floor of four words or twelve characters."""

    code = "vault.weak-passphrase"


class VaultInUseError(UserError):
    """Another Frontline owns this vault."""

    code = "vault.in-use"


class VaultExistsError(UserError):
    """There is a vault here already; it is never created over."""

    code = "vault.exists"


class NoVaultError(UserError):
    """There is no vault in this place yet."""

    code = "vault.missing"


class DiskFullError(UserError):
    """The disk took nothing; what was stored before is untouched."""

    code = "storage.disk-full"


class StorageUnwritableError(UserError):
    """The disk refused a read or write for another reason than space."""

    code = "storage.unwritable"


class HubUnreachableError(UserError):
    """No answer from the hub; everything waits in the outbox."""

    code = "sync.hub-unreachable"


class HubNotTrustedError(UserError):
    """A server answered that is not the hub this post was set up with."""

    code = "sync.hub-not-trusted"


class HubNotSetError(UserError):
    """The post has no hub card yet."""

    code = "sync.hub-not-set"


class DeviceRevokedError(UserError):
    """The hub takes nothing from this device any more; everything stays here."""

    code = "sync.device-revoked"


class FolderUnusableError(UserError):
    """The folder or stick cannot be read or written."""

    code = "sync.folder-unusable"


class DisplayMissingError(UserError):
    """No screen to open a window on."""

    code = "start.no-display"


class BadInputError(UserError):
    """A file or argument given on the command line cannot be used as it is."""

    code = "input.unusable"


class NotPermittedError(RuleError):
    """The role of the signed-in user does not allow `action`."""

    code = "access.not-permitted"


class ScreeningClosedError(RuleError):
    """A closed screening takes no answer."""

    code = "screening.closed"


class ChildProtectionMissingError(RuleError):
    """A child's screening is not closed before child protection was brought in (S-045)."""

    code = "screening.child-protection-missing"


class ScreeningNotFoundError(RuleError):
    """No screening with this id that the user may open."""

    code = "screening.not-found"


class CaseNotFoundError(RuleError):
    """No case with this id that the user may open."""

    code = "case.not-found"


class AnswerNotAllowedError(RuleError):
    """The value is not one of the question's answers, or not of its kind."""

    code = "screening.answer-not-allowed"


class InstrumentNotPermittedError(RuleError):
    """The instrument is not one for the user's official role."""

    code = "instrument.not-permitted"


class InstrumentNotFoundError(RuleError):
    """The pack has no such instrument or question."""

    code = "instrument.not-found"


class SiteMissingError(RuleError):
    """A screening cannot start without a site."""

    code = "site.missing"


class ReferralStateError(RuleError):
    """The referral cannot go from its state to the one asked for."""

    code = "referral.state"


class ReferralNotFoundError(RuleError):
    """No referral with this id."""

    code = "referral.not-found"


class ConsentMissingError(RuleError):
    """The person has not chosen that a referral is made."""

    code = "referral.consent-missing"


class SlotsFullError(UserError):
    """No sealed slot is free; the report can still be saved as a file."""

    code = "integrity.slots-full"


class ReportTooLongError(UserError):
    """A report of suspected complicity does not fit into a sealed slot."""

    code = "integrity.too-long"


class NameTakenError(RuleError):
    """Somebody at this post signs in with that name already."""

    code = "access.name-taken"


class UserNotFoundError(RuleError):
    """No such user at this post."""

    code = "access.user-not-found"


class VaultDamagedError(DamagedDataError):
    """The vault's database fails authentication or parsing."""

    code = "vault.damaged"


class VaultNotEncryptedError(DamagedDataError):
    """The file or the driver would work without encryption: refused."""

    code = "vault.not-encrypted"


class SlotDamagedError(DamagedDataError):
    """The key slots fail authentication in both copies."""

    code = "vault.slot-damaged"


class VaultVersionError(DamagedDataError):
    """The vault was written by a newer Frontline."""

    code = "vault.newer-version"


class AuditBrokenError(DamagedDataError):
    """The audit chain breaks at entry `sequence`."""

    code = "audit.broken"


class SealedDataError(DamagedDataError):
    """Sealed bytes do not open with the keys at hand, or were changed."""

    code = "sealed.unopenable"


class SignatureRefusedError(DamagedDataError):
    """A signature does not fit the bytes."""

    code = "signature.refused"


class UnknownSignerError(DamagedDataError):
    """Signed with a key this installation does not trust."""

    code = "signature.unknown-signer"


class DocumentRefusedError(DamagedDataError):
    """A pack, directory or glossary file is not of its format."""

    code = "document.refused"


class DocumentVersionError(DamagedDataError):
    """Older than, or as old as, what is installed."""

    code = "document.version"


class BundleRefusedError(DamagedDataError):
    """A bundle is refused as a whole; `reason` is a stable code of wire/refusals.py."""

    code = "bundle.refused"


class ReceiptRefusedError(DamagedDataError):
    """A receipt is not from this post's hub, or not of its format."""

    code = "receipt.refused"
