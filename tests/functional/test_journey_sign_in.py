"""Signing in where something beside the passphrase is wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from frontline.app.workplace import Workplace, open_workplace
from frontline.errors import SignatureRefusedError
from frontline.services.installation import Installation, find_installation
from tests.support.desktop_documents import put_on_stick, second_version, shipped, tampered
from tests.support.vault_posts import OFFICER, RealPost, cheap_derivation, make_real_post


def signed_in(post: RealPost, installation: Installation) -> Workplace:
    executors = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
    credentials = OFFICER.name, OFFICER.passphrase
    return open_workplace(post.folder, installation, post.clock, executors, credentials)


@pytest.mark.slow
def test_a_damaged_shipped_document_is_refused_and_leaves_the_vault_free(tmp_path: Path) -> None:
    whole = find_installation()
    damaged = whole._replace(documents=tmp_path / "documents")
    put_on_stick(damaged.documents, tampered(second_version(shipped()[0])))
    with cheap_derivation():
        post = make_real_post(tmp_path / "post")
        # The error is kept, as a desktop that shows it does, and with it all it went through.
        with pytest.raises(SignatureRefusedError) as refused:
            signed_in(post, damaged)
        workplace = signed_in(post, whole)
        workplace.desk.vault.close()
    assert workplace.pack.version == 1
    assert refused.value.code == "signature.refused"
