"""The Content-Security-Policy of every page."""

import re

from atelier.config.security import policy


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    written = policy("abc")

    assert "unsafe" not in written
    assert "http" not in written
    assert "script-src 'self' 'nonce-abc'" in written


def test_every_response_carries_the_policy_with_its_own_nonce(visitor):
    headers = [visitor.get("/composants").headers["Content-Security-Policy"] for _ in range(2)]

    nonces = [re.search(r"nonce-([^']+)", header)[1] for header in headers]
    assert nonces[0] != nonces[1]


def test_no_page_has_inline_style_or_script(visitor):
    for address in ("/", "/composants", "/fictif/territoires/epci/999900001/"):
        page = visitor.get(address).content.decode()

        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page), address
        assert not re.search(r"<script(?![^>]*src=)", page), address


def test_no_page_loads_anything_from_another_site(visitor):
    page = visitor.get("/fictif/territoires/epci/999900001/").content.decode()

    assert not re.findall(r"(?:src|<link[^>]*href)=\"(?:https?:)?//[^\"]+", page)


def test_policy_lets_the_form_leave_for_the_identity_server_alone(settings):
    settings.OPENID = {"settings": {"server_url": "https://identite.exemple.fr/api/v2"}}

    assert "form-action 'self' https://identite.exemple.fr;" in policy("abc")


def test_policy_opens_to_the_tiles_of_the_base_map_alone(settings):
    settings.BASEMAP = "https://tuiles.exemple.fr/{z}/{x}/{y}.png"

    written = policy("abc")

    assert "img-src 'self' data: https://tuiles.exemple.fr;" in written
    assert "connect-src 'self' https://tuiles.exemple.fr;" in written
    assert "script-src 'self' 'nonce-abc';" in written
