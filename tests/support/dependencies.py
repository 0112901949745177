"""What the program depends on: the lock file, and the licences of what is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from itertools import chain
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PINNED = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
_ADDRESS = re.compile(r"https?://\S+")
# Names of licences as they stand in metadata of all ages. Each may be shipped with a program
# under Apache-2.0; LGPL because the libraries lie in files of their own (packaging/frontline.spec).
ALLOWED = frozenset(
    {
        "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-only", "MIT",
        "MIT-0", "MPL-2.0", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
_OLD_NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# How the texts begin whose packages tell nothing in their metadata.
_TEXTS = {
    "The MIT License": "MIT",
    "This software is provided 'as-is', without any express or implied warranty": "Zlib",
}


@dataclass(frozen=True, slots=True)
class Lock:
    """`pinned` by normalised name; `unhashed` are entries without a hash."""

    pinned: dict[str, str]
    unhashed: list[str]
    addresses: list[str]


def read_lock(text: str) -> Lock:
    starts = list(_PINNED.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    entries = {match[1]: text[match.start() : end] for match, end in zip(starts, ends, strict=True)}
    return Lock(
        pinned={canonicalize_name(match[1]): match[2].rstrip("\\") for match in starts},
        unhashed=[name for name, entry in entries.items() if not _HASH.search(entry)],
        addresses=_ADDRESS.findall(text),
    )


def wanted(project: dict[str, Any]) -> list[Requirement]:
    """What pyproject.toml asks for, with everything optional."""
    listed = chain(project["dependencies"], *project["optional-dependencies"].values())
    return [Requirement(text) for text in listed]


def unsatisfied(requirements: Iterable[Requirement], lock: Lock) -> Iterator[str]:
    for requirement in requirements:
        version = lock.pinned.get(canonicalize_name(requirement.name))
        if version is None or version not in requirement.specifier:
            yield f"{requirement} is locked at {version}"


def shipped(name: str, extras: Iterable[str] = ()) -> dict[str, Distribution]:
    """The distribution and all it needs at run time, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset(extras))]
    while waiting:
        name, with_extras = waiting.pop()
        if canonicalize_name(name) in found:
            continue
        found[canonicalize_name(name)] = installed = distribution(name)
        for text in installed.requires or ():
            requirement = Requirement(text)
            if _applies(requirement, with_extras):
                waiting.append((requirement.name, frozenset(requirement.extras)))
    return found


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": each}) for each in extras | {""})


def licences(package: Distribution) -> set[str]:
    """The licences a distribution may be taken under, any one of them; empty if it tells none."""
    listed = package.metadata.get_all
    said = "".join((listed("License-Expression") or listed("License") or [""])[:1])
    if not said:
        classifiers = listed("Classifier") or []
        ends = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
        said = " OR ".join(ends) or _from_text(package)
    return {_OLD_NAMES.get(each.strip(), each.strip()) for each in said.split(" OR ")} - {""}


def _from_text(package: Distribution) -> str:
    names = [file for file in package.files or () if file.name.upper().startswith("LICENSE")]
    texts = " ".join(" ".join(file.read_text().split()) for file in names)
    return " OR ".join(name for start, name in _TEXTS.items() if start in texts)


def not_allowed(packages: dict[str, Distribution]) -> list[str]:
    return [
        f"{name}: {' OR '.join(sorted(licences(package))) or 'tells none'}"
        for name, package in sorted(packages.items())
        if not licences(package) & ALLOWED
    ]
