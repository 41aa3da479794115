"""A draft is read as it will be written; what was not written stays byte for byte."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import Workbook

from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import relations, relations_part, sheet_parts, workbook_part
from xl_addin.problem import Problem

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def draft() -> Draft:
    book, target = Workbook(), BytesIO()
    book.active["A1"] = "ấp Một"
    book.save(target)
    return Draft(open_package(target.getvalue(), file="so.xlsx"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed_in(data: bytes, name: str) -> bytes:
    """The bytes of a part as the zip has them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entry = archive.getinfo(name)
    start = entry.header_offset + 30 + len(name.encode())
    assert data[start - len(name.encode()) : start].decode() == name
    return data[start : start + entry.compress_size]


class Unseekable:
    """A file that can only be written on."""

    def __init__(self, target: BytesIO) -> None:
        self.write, self.flush = target.write, target.flush


def test_a_draft_in_which_nothing_is_written_is_the_file_itself(draft: Draft) -> None:
    assert draft.data() == draft.package.data


def test_what_is_written_is_read_and_every_other_part_stays(draft: Draft) -> None:
    draft.write(SHEET, b"<worksheet/>")
    assert draft.read("/XL/worksheets/Sheet1.xml") == b"<worksheet/>"
    before, after = parts_of(draft.package.data), parts_of(draft.data())
    assert list(after) == list(before)
    assert {name for name in before if after[name] != before[name]} == {SHEET} == draft.changed


def test_a_part_given_its_own_bytes_again_counts_as_unchanged(draft: Draft) -> None:
    own = draft.read(SHEET)
    draft.write(SHEET, b"<worksheet/>")
    draft.write(SHEET, own)
    assert not draft.changed
    assert draft.data() == draft.package.data


def test_new_parts_come_last_and_dropped_ones_are_gone(draft: Draft) -> None:
    draft.write("xl/comments1.xml", b"<comments/>")
    draft.drop("docProps/app.xml")
    assert "xl/Comments1.xml" in draft and "docProps/app.xml" not in draft
    written = parts_of(draft.data())
    assert list(written)[-1] == "xl/comments1.xml" and "docProps/app.xml" not in written
    with pytest.raises(Problem):
        draft.read("docProps/app.xml")
    draft.drop("xl/comments1.xml")
    assert "xl/comments1.xml" not in draft


def test_folders_in_the_archive_stay_and_new_parts_come_in_the_order_given(draft: Draft) -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/", b"")
        for name, content in parts_of(draft.package.data).items():
            archive.writestr(name, content)
    before = parts_of(target.getvalue())
    new = [f"xl/new{number}.xml" for number in range(9)]
    draft = Draft(open_package(target.getvalue()))
    for name in new:
        draft.write(name, b"<new/>")
    assert list(parts_of(draft.data())) == [*before, *new]


@pytest.mark.parametrize("streamed", [False, True])
def test_what_was_not_written_stays_as_it_is_packed(draft: Draft, streamed: bool) -> None:
    target = BytesIO()
    stored, deflated, folder = "xl/media/ảnh1.png", "xl/theme/theme1.xml", "xl/media/"
    # A program that cannot go back writes sizes behind the parts, and only zeros in front of them.
    into = Unseekable(target) if streamed else target
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(folder, b"")
        archive.writestr(zipfile.ZipInfo(stored, (2020, 2, 2, 2, 2, 2)), b"P" * 999)
        for name, content in parts_of(draft.package.data).items():
            archive.writestr(name, content)
    changed = Draft(open_package(target.getvalue()))
    changed.write(SHEET, b"<worksheet/>")
    with zipfile.ZipFile(target) as before, zipfile.ZipFile(BytesIO(changed.data())) as after:
        assert after.testzip() is None
        for old, new in zip(before.infolist(), after.infolist(), strict=True):
            assert (new.filename, new.date_time, new.compress_type) == (old.filename, old.date_time, old.compress_type)
            assert new.external_attr == old.external_attr
            assert new.filename == SHEET or new.compress_size == old.compress_size
            assert new.filename == SHEET or after.read(new) == before.read(old)
        # Packed by another level than ours, and still the same.
        assert packed_in(changed.data(), deflated) == packed_in(target.getvalue(), deflated)
        assert after.getinfo(stored).compress_type == zipfile.ZIP_STORED


def test_a_damaged_part_is_named_and_not_taken_over(draft: Draft) -> None:
    theme = "xl/theme/theme1.xml"
    packed = packed_in(draft.package.data, theme)
    damaged = draft.package.data.replace(packed, packed[:200] + bytes([packed[200] ^ 1]) + packed[201:])
    changed = Draft(open_package(damaged, file="so.xlsx"))
    changed.write(SHEET, b"<worksheet/>")
    with pytest.raises(Problem) as caught:
        changed.data()
    assert caught.value.place == theme


def test_a_dropped_part_written_again_is_in_its_old_place(draft: Draft) -> None:
    draft.drop(SHEET)
    draft.write(SHEET, b"<worksheet/>")
    assert list(parts_of(draft.data())) == list(parts_of(draft.package.data))


def test_a_draft_is_walked_like_a_package(draft: Draft) -> None:
    workbook = workbook_part(draft)
    draft.write(workbook, draft.read(workbook).replace(b'name="Sheet"', 'name="Ấp"'.encode()))
    assert [sheet.name for sheet in sheet_parts(draft, workbook)] == ["Ấp"]
    assert [sheet.name for sheet in sheet_parts(draft.package, workbook)] == ["Sheet"]


def types_of(data: bytes) -> dict[str, str]:
    root = etree.fromstring(parts_of(data)["[Content_Types].xml"])
    return {each.get("PartName"): each.get("ContentType") for each in root if each.get("PartName")}


def test_a_new_part_has_a_free_name_and_the_content_type_of_the_one_it_is_like(draft: Draft) -> None:
    names = []
    for _ in range(3):
        names.append(draft.fresh_name(SHEET))
        draft.add(names[-1], b"<worksheet/>", like=SHEET)
    draft.add("xl/comments1.xml", b"<comments/>", content_type="application/x-ghi-chu")
    assert names == [f"xl/worksheets/sheet{number}.xml" for number in (2, 3, 4)]
    types = types_of(draft.data())
    assert {types[f"/{name}"] for name in [SHEET, *names]} == {types[f"/{SHEET}"]}
    assert types["/xl/comments1.xml"] == "application/x-ghi-chu"


def test_a_part_that_goes_takes_its_relationships_and_content_type_with_it(draft: Draft) -> None:
    before = draft.package.data
    id_ = draft.add_relation(SHEET, "http://example.org/comments", "xl/comments1.xml")
    draft.add("xl/comments1.xml", b"<comments/>", content_type="application/x-ghi-chu")
    assert b'Target="../comments1.xml"' in draft.read(relations_part(SHEET))
    assert [each.target for each in relations(draft, SHEET)] == ["xl/comments1.xml"]
    draft.drop_relations(SHEET, [id_])
    draft.drop("xl/comments1.xml")
    assert not draft.changed
    draft.drop(SHEET)
    assert f"/{SHEET}" not in types_of(draft.data())
    draft.write(SHEET, b"<worksheet/>")
    assert types_of(draft.data())[f"/{SHEET}"] == types_of(before)[f"/{SHEET}"]


def test_relationships_of_the_package_lead_from_its_root(draft: Draft) -> None:
    draft.add_relation("", "http://example.org/custom-properties", "docProps/custom.xml")
    assert relations(draft, "")[-1].target == "docProps/custom.xml"


def test_a_copy_is_changed_on_its_own(draft: Draft) -> None:
    draft.write("xl/moi.xml", b"<a/>")
    other = draft.copy()
    other.write("xl/moi.xml", b"<b/>")
    other.drop(SHEET)
    assert draft.read("xl/moi.xml") == b"<a/>"
    assert SHEET in draft
    assert SHEET not in other


def test_a_new_part_is_not_taken_for_one_that_is_missing(draft: Draft) -> None:
    draft.add_relation(SHEET, "https://example.org/comments", "xl/C1.xml")
    again = Draft(open_package(draft.data()))
    assert (again.fresh_name("xl/c1.xml"), again.fresh_name("xl/d1.xml")) == ("xl/c2.xml", "xl/d1.xml")
