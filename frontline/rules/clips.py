"""Spoken questions: where the clips of a pack stand in the file beside it, and what they must be.

A clip is mono, 16 bits a sample, 16,000 samples a second, without a header. All clips of a pack
stand one after the other in one file; the signed pack names place, size and SHA-256 of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from frontline.domain.identifiers import QuestionId

RATE, BYTES_A_SAMPLE = 16_000, 2
LONGEST_SECONDS = 30
LONGEST_BYTES = LONGEST_SECONDS * RATE * BYTES_A_SAMPLE
# Seventy minutes for all languages together: what a stick carries and a machine reads in a moment.
MOST_BYTES = 128 * 1024 * 1024
CLIPS_MAGIC = b"frontline-clips/1\n"
# By language, then by question.
Sounds = Mapping[str, Mapping[QuestionId, bytes]]


@dataclass(frozen=True, slots=True)
class Clip:
    """`at` and `size` in bytes of the file of clips, `sha256` of those bytes in hex."""

    at: int
    size: int
    sha256: str

    def is_sound(self, sound: bytes) -> bool:
        """Whether these are the bytes that were signed."""
        return sha256(sound).hexdigest() == self.sha256


Clips = Mapping[str, Mapping[QuestionId, Clip]]


def clips_file(sounds: Sounds) -> bytes:
    """The file of clips. The same sounds give the same bytes."""
    return b"".join((CLIPS_MAGIC, *(sound for _language, _question, sound in _in_order(sounds))))


def index_of(sounds: Sounds) -> Clips:
    """What the pack has to name of a file of clips."""
    index: dict[str, dict[QuestionId, Clip]] = {}
    at = len(CLIPS_MAGIC)
    for language, question, sound in _in_order(sounds):
        clip = Clip(at, len(sound), sha256(sound).hexdigest())
        index.setdefault(language, {})[question] = clip
        at += len(sound)
    return index


def has_all(clips: Clips, content: bytes) -> bool:
    """Whether `content` is the file of these clips: each of them, and nothing else."""
    listed = [clip for by_question in clips.values() for clip in by_question.values()]
    size = len(CLIPS_MAGIC) + sum(clip.size for clip in listed)
    return (
        content.startswith(CLIPS_MAGIC)
        and len(content) == size
        and all(clip.is_sound(content[clip.at : clip.at + clip.size]) for clip in listed)
    )


def _in_order(sounds: Sounds) -> Iterator[tuple[str, QuestionId, bytes]]:
    for language, by_question in sorted(sounds.items()):
        for question, sound in sorted(by_question.items()):
            yield language, question, sound
