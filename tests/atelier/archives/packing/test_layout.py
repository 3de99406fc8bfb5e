"""Where things are inside an archive."""

from atelier.archives.packing.layout import member


def test_member_is_named_after_the_model():
    assert member("meetings.Meeting") == "donnees/meetings.meeting.jsonl"
