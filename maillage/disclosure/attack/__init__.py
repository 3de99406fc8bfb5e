"""What a patient reader deduces from published tables, whoever protected them."""

from maillage.disclosure.attack.audit import Audit, Finding, Knowledge, audit_releases
from maillage.disclosure.attack.releases import Release


__all__ = ["Audit", "Finding", "Knowledge", "Release", "audit_releases"]
