"""Loading Maillage sets the allocator of Polars, which reads its settings once."""

import os
import subprocess
import sys

import pytest


SETTINGS = "_RJEM_MALLOC_CONF"
SHOWN = f"import sys, os, maillage; print('polars' in sys.modules, os.environ['{SETTINGS}'])"


@pytest.mark.parametrize(("before", "expected"), [(None, "narenas:2"), ("narenas:8", "narenas:8")])
def test_allocator_is_set_before_polars_is_loaded_unless_somebody_did(before, expected):
    environment = {name: text for name, text in os.environ.items() if name != SETTINGS}
    environment |= {} if before is None else {SETTINGS: before}

    done = subprocess.run(
        [sys.executable, "-c", SHOWN], env=environment, check=True, capture_output=True, text=True
    )

    loaded, settings = done.stdout.split()
    assert loaded == "False"
    assert settings.startswith(expected)
