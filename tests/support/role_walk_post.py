"""What every role could try with the post itself, beside its cases and groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from frontline.domain.officials import AccessRole
from frontline.services.accounts import Accounts
from frontline.services.audit_log import HistoryFilter
from frontline.services.backups import Backups
from frontline.services.documents import Documents
from frontline.services.history import RecordOfDeeds
from frontline.services.integrity import Integrity
from frontline.services.outbox import Outbox
from frontline.services.oversight import Oversight
from frontline.services.permissions import Action, Thing
from frontline.services.vaults import RecoveryKind
from tests.support.desks import TRUSTED, core_pack
from tests.support.gui_pages import a_hub_card
from tests.support.oversight import ACCOUNT, body_of, oversight_keys
from tests.support.role_walk import Walk, new_user, retention

Deed = Callable[[Walk], object]


def install(walk: Walk) -> None:
    walk.version += 1
    Documents(walk.desk, TRUSTED).install(core_pack(walk.version))


def report(walk: Walk) -> None:
    service = Integrity(walk.desk, TRUSTED)
    service.put_away(service.seal(ACCOUNT, body_of(oversight_keys())))


def manage(walk: Walk) -> None:
    accounts = Accounts(walk.desk, walk.keeper.accounts())
    number = len(walk.vault.users.everybody())
    new = replace(new_user(AccessRole.TRAINER), name=f"one more {number}")
    added = accounts.add(new)
    accounts.suspend(added.id)
    accounts.reinstate(added.id)
    accounts.people()


def set_recovery(walk: Walk) -> None:
    accounts = Accounts(walk.desk, walk.keeper.accounts())
    accounts.propose_recovery(RecoveryKind.SHEET)
    accounts.set_recovery()


def back_up(walk: Walk) -> None:
    backups = Backups(walk.desk)
    backups.check(backups.make())


ON_THE_REST: Mapping[tuple[Action, Thing], tuple[Deed, ...]] = {
    (Action.WRITE_INTEGRITY_REPORT, Thing.SEALED_REPORT): (report,),
    (Action.SEND_BUNDLES, Thing.BUNDLE): (lambda walk: Outbox(walk.desk).seal_waiting(),),
    (Action.EXPORT_BUNDLES, Thing.BUNDLE): (lambda walk: Outbox(walk.desk).export_waiting(),),
    (Action.INSTALL_DOCUMENTS, Thing.DOCUMENT): (install,),
    (Action.SET_HUB, Thing.POST): (lambda walk: Outbox(walk.desk).set_hub(a_hub_card()),),
    (Action.MANAGE_USERS, Thing.USER): (
        manage,
        lambda walk: Accounts(walk.desk, walk.keeper.accounts()).roles(),
    ),
    (Action.SET_RECOVERY, Thing.POST): (set_recovery,),
    (Action.VIEW_AUDIT, Thing.AUDIT_CHAIN): (
        lambda walk: RecordOfDeeds(walk.desk).page(HistoryFilter(), None),
    ),
    (Action.EXPORT_AUDIT, Thing.AUDIT_CHAIN): (
        lambda walk: list(RecordOfDeeds(walk.desk).export()),
    ),
    (Action.ACKNOWLEDGE_BREAK, Thing.AUDIT_CHAIN): (
        lambda walk: RecordOfDeeds(walk.desk).acknowledge(()),
    ),
    (Action.BACKUP, Thing.BACKUP): (back_up,),
    (Action.READ_DEIDENTIFIED, Thing.DEALINGS): (
        lambda walk: Oversight(walk.desk).page(),
        lambda walk: Oversight(walk.desk).report(""),
    ),
    (Action.CONFIRM_REMOVAL, Thing.POST): (lambda walk: retention(walk).confirm(()),),
}
