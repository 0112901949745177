"""The rule packs an installation ships: read from their built files, signatures checked."""

from __future__ import annotations

from frontline.errors import BadInputError
from frontline.rules.built import PACK_KIND, BuiltPack, read_built_pack
from frontline.services.installation import Installation


def installed_packs(installation: Installation) -> tuple[BuiltPack, ...]:
    """The newest version of each shipped pack.

    Raises BadInputError when none was built, and the signature or format error of a bad file:
    a damaged shipped pack stops the app rather than silently thinning its rules.
    """
    newest: dict[str, BuiltPack] = {}
    for path in installation.document_files():
        content = path.read_bytes()
        if b'"kind":"' + PACK_KIND.encode() + b'"' not in content[:1024]:
            continue
        pack = read_built_pack(content, installation.trusted_keys)
        known = newest.get(pack.definition.id)
        if known is None or known.definition.version < pack.definition.version:
            newest[pack.definition.id] = pack
    if not newest:
        raise BadInputError(reason="no-pack-built")
    return tuple(newest.values())
