"""Who may export and take up."""

from atelier.archives.permissions import EXPORT, KEEP
from atelier.demarches.models import Role


def test_only_pilotes_export_and_set_the_term():
    assert EXPORT.roles == KEEP.roles == {Role.PILOTE}
