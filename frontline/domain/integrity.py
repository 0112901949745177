"""What is said of an official in a report of suspected complicity. Closed lists, so that a report
can be counted where it is opened without being read aloud."""

from __future__ import annotations

from enum import StrEnum


class Pattern(StrEnum):
    WAVED_THROUGH = "waved-through"
    FALSE_PAPERS_ISSUED = "false-papers-issued"
    SUSPECTS_WARNED = "suspects-warned"
    PROTECTION_SOLD = "protection-sold"
    PAYMENT_DEMANDED = "payment-demanded"
    OTHER = "other"


class PublicService(StrEnum):
    """Where the official works, as far as the reporter knows."""

    BORDER = "border"
    POLICE = "police"
    LABOUR_INSPECTION = "labour-inspection"
    REGISTRY = "registry"
    CONSULATE = "consulate"
    CUSTOMS = "customs"
    JUSTICE = "justice"
    HEALTH_OR_SHELTER = "health-or-shelter"
    OTHER = "other"
    UNKNOWN = "unknown"
