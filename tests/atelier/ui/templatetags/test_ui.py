"""Tags of the design system."""

import json

from atelier.ui.templatetags import ui


def test_built_files_are_found_in_the_manifest(tmp_path, monkeypatch):
    entry = {"file": "assets/a-1.js", "css": ["assets/a-2.css"]}
    (tmp_path / "manifest.json").write_text(json.dumps({"src/atelier.js": entry}))
    monkeypatch.setattr(ui, "DIST", tmp_path)

    assert ui.built("script") == "/static/ui/dist/assets/a-1.js"
    assert ui.built("style") == "/static/ui/dist/assets/a-2.css"


def test_page_still_prints_before_the_front_end_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(ui, "DIST", tmp_path)

    assert ui.built("style") == ""
