"""Archives on disk, for some days."""

import os
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from atelier.archives import storage


def test_what_was_received_is_kept_under_a_key_of_ours():
    key = storage.keep(SimpleUploadedFile("../../evade.zip", b"contenu"))

    assert storage.received_at(key).read_bytes() == b"contenu"
    assert storage.received_at(key).parent == storage.folder()


def test_old_archives_go_and_recent_ones_stay():
    old, recent = storage.made_at(uuid4()), storage.made_at(uuid4())
    for path in (old, recent):
        path.write_bytes(b"x")
    long_ago = (timezone.now() - timedelta(days=storage.DAYS + 1)).timestamp()
    os.utime(old, (long_ago, long_ago))

    storage.forget_old()

    assert not old.exists()
    assert recent.exists()


def test_folder_is_for_the_site_alone():
    assert storage.folder().stat().st_mode & 0o077 == 0
