"""The rule packs that posts were given, read from the updates that carry them."""

from __future__ import annotations

from frontline.crypto.signed_document import claimed_signer
from frontline.hub.updates import HubUpdates
from frontline.rules.built import PACK_KIND, read_built_pack
from frontline.rules.definitions import PackDefinition
from frontline.wire.cards import HubCard
from frontline.wire.update import UpdateDocument, read_update


def given_rules(updates: HubUpdates, card: HubCard) -> tuple[PackDefinition, ...]:
    """The newest version of each, in order of their names.

    Raises SignatureRefusedError for an update that this hub did not sign: who signed the packs in
    it was looked at when it was made, so that signature vouches for theirs.
    """
    newest: dict[str, UpdateDocument] = {}
    for listed in updates.current():
        content = updates.content(listed.number)
        if content is not None:
            for each in read_update(content, card.hub, card.verify_key).documents:
                if each.kind == PACK_KIND and (
                    each.name not in newest or newest[each.name].version < each.version
                ):
                    newest[each.name] = each
    files = [newest[name].file for name in sorted(newest)]
    return tuple(read_built_pack(file, {claimed_signer(file)}).definition for file in files)
