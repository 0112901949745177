"""Build the signed documents an installation ships: rule packs, directories, glossaries.

python packaging/documents.py OUT [KEY]     KEY: file of 64 hex digits; else the development key
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from frontline.cli.pack_files import checked_source, signing_key
from frontline.crypto.signed_document import SignedDocument, write_document
from frontline.crypto.signing import SigningKey
from frontline.errors_of_packs import PackSourceError
from frontline.services.installation import DOCUMENT_SUFFIX

ROOT = Path(__file__).resolve().parents[1]


def build_documents(out: Path, key: SigningKey) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path for path in (ROOT / "screening_rules").iterdir() if path.is_dir()):
        for name, content in checked_source(folder).built(key).items():
            (out / name).write_bytes(content)
    for path in sorted((ROOT / "resources" / "documents").glob("*.json")):
        document = SignedDocument(**json.loads(path.read_text("utf-8")))
        (out / f"{path.stem}-{document.version}{DOCUMENT_SUFFIX}").write_bytes(
            write_document(document, key)
        )


if __name__ == "__main__":
    try:
        build_documents(
            Path(sys.argv[1]), signing_key(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
        )
    except PackSourceError as error:
        sys.exit("\n".join(error.listing))
