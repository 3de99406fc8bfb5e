"""Where the bytes of a document go."""

from atelier.demarches.models.documents import Document, stored_name


def test_name_given_by_the_sender_is_never_kept():
    name = stored_name(Document(demarche_id=3), "../../etc/passwd.PDF")

    assert name.startswith("demarches/3/")
    assert name.endswith(".pdf")
    assert "passwd" not in name
