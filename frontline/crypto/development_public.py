"""The development key's public half, alone: start-up knows it without loading any cryptography."""

from __future__ import annotations

# development.development_key().public; a test compares the two.
DEVELOPMENT_PUBLIC = "08881f199fcc9a751f3ce6e094a832b90e88e4f53276a26a0bba8894241cb06f"
