"""What visitors write."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from atelier.portraits import forms


def deposited(*files):
    return forms.DepositForm({}, MultiValueDict({"files": list(files)}))


def test_several_files_are_deposited_at_once():
    form = deposited(SimpleUploadedFile("a.csv", b"1"), SimpleUploadedFile("b.csv", b"2"))

    assert form.is_valid()
    assert [one.name for one in form.cleaned_data["files"]] == ["a.csv", "b.csv"]


def test_empty_file_is_refused_with_what_to_do():
    form = deposited(SimpleUploadedFile("a.csv", b""))

    assert "téléchargez-le de nouveau" in str(form.errors)


def test_file_too_large_is_refused_with_another_way(monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 2)

    assert "depuis un dossier" in str(deposited(SimpleUploadedFile("a.csv", b"123")).errors)


def test_ages_are_two_limits_in_order():
    assert forms.AgesForm({"youngest": "25", "oldest": "40"}).is_valid()
    assert "échangez-les" in str(forms.AgesForm({"youngest": "40", "oldest": "25"}).errors)
    assert not forms.AgesForm({"youngest": "25", "oldest": "200"}).is_valid()
