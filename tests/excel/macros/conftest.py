"""A workbook open in Excel, as far as the macros see it: a file stands for what it holds, what they do is recorded."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest
from fixtures.edited_files import edited_file, marks_of
from fixtures.excel_lines import REFUSED, CellRange, LinesElsewhere, WholeLines, listed, names_of, used_area
from lxml import etree

from xl_addin.campaign.demo import run_demo
from xl_addin.formula.cells import Area, CellRef, address, parse_address
from xl_addin.formula.moving import renamed
from xl_addin.package.draft import Draft
from xl_addin.package.package import open_package
from xl_addin.package.parts import workbook_part
from xl_addin.workbook.edits.comments.ours import is_ours
from xl_addin.workbook.edits.edit import (
    AddComments,
    AddSheet,
    ClearComments,
    ClearMarks,
    CopySheet,
    DeleteSheet,
    Edit,
    Mark,
    MoveSheet,
    RenameSheet,
    SetFormula,
    SetNumberFormat,
    SetValue,
)
from xl_addin.workbook.edits.kinds.marks import CONDITION
from xl_addin.workbook.model.book import Book, Sheet
from xl_addin.workbook.reading.read import read_book

# What Excel does not leave a text when it is typed: numbers, dates, truth values, formulas.
NO_TEXT = re.compile(r"[=+\-@#\d.,(%].*|true|false|.*\d{1,2}[/-]\d{1,2}.*", re.IGNORECASE | re.DOTALL)


class RecordingBook:
    """Stands for `xlwings.Book`; `edits` is what was done to it, `data` what it holds now."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.original, self._data, self._pending = data, data, list[Edit]()
        self.edits: list[Edit] = []
        self.boxes: list[SimpleNamespace] = []
        self.links: dict[tuple[str, str], tuple[str, str]] = {}
        self._read: tuple[bytes, Book] | None = None
        self.name = path.name
        self.charts: list[str] = []  # chart sheets, behind the others
        self.hidden: set[str] = set()  # so that only VBA can show them
        self.out_of_sight: set[str] = set()  # hidden as an officer hides a sheet
        self.names, self.series = names_of(data), list[SimpleNamespace]()
        self.hyperlinks: dict[str, list[SimpleNamespace]] = {}
        self.sizes: dict[tuple[str, str, int, str], object] = {}
        self.clipboard: tuple[Sheet, str, int, int] | None = None
        self.copied_comments: list[Area] = []
        self.copied_merges: list[Area] = []
        self.arrays: list[tuple[str, Area, str]] = []
        self.app = RecordingApp(self)
        self.sheets = Sheets(self)
        self.front = read_book(data).sheets[0].name
        self.api = BookApi(self, path)
        self.refuses: Callable[[Edit], bool] = lambda edit: False

    @property
    def fullname(self) -> str:
        if "://" in self.api.FullName:
            raise RuntimeError("xlwings finds no folder behind the address and raises")
        return self.api.FullName

    def last_seen(self) -> str:
        return [name for name in (*self.sheets.names(), *self.charts) if name not in self.hidden][-1]

    def held(self, sheet: str) -> Sheet:
        """What a sheet holds now."""
        data = self.data
        if self._read is None or self._read[0] is not data:
            self._read = (data, read_book(data))
        return self._read[1][sheet]

    def record(self, edit: Edit) -> None:
        if self.refuses(edit):
            raise REFUSED
        self.done(edit)

    def done(self, edit: Edit) -> None:
        """Record what goes with a step that Excel has not refused."""
        self.edits.append(edit)
        self._pending.append(edit)

    def select(self, sheet: str, place: str) -> None:
        self.front = sheet
        row, column = parse_address(place)
        self.app.api.ActiveCell = SimpleNamespace(Row=row, Column=column)
        self.app.api.ActiveWindow.RangeSelection = selection(f"{place}:{place}")

    def select_areas(self, sheet: str, *areas: str) -> None:
        """Several areas at once, as with Ctrl held."""
        self.select(sheet, areas[0].split(":")[0])
        self.app.api.ActiveWindow.RangeSelection = selection(*areas)

    def rename(self, old: str, new: str) -> None:
        """As Excel does: formulas, names and charts follow, links do not."""
        self.record(RenameSheet(old, new))
        for names in (self.hidden, self.out_of_sight):
            if old in names:
                names.remove(old)
                names.add(new)
        if old in self.hyperlinks:
            self.hyperlinks[new] = self.hyperlinks.pop(old)
        for name in self.names:
            name.RefersTo = renamed(name.RefersTo, old, new)
        for series in self.series:
            series.Formula = renamed(series.Formula, old, new)
            series.Sheet = new if series.Sheet == old else series.Sheet
        self.front = new if self.front == old else self.front

    @property
    def data(self) -> bytes:
        for kind, group in groupby(self._pending, key=type):
            edits = list(group)
            if kind in (SetValue, SetFormula):
                self._check_formats(edits)
            self._data = edited_file(self._data, edits, file=self.name)
        self._pending = []
        return self._data

    def _check_formats(self, edits: list[Edit]) -> None:
        book = read_book(self._data)
        for edit in edits:
            is_text = isinstance(edit, SetValue) and isinstance(edit.value, str | None)
            text_format = book[edit.cell.sheet].number_format(edit.cell.row, edit.cell.column) == "@"
            assert is_text or not text_format, f"Excel keeps what is put into {edit.cell} as text"

    def _save_copy(self, path: str) -> None:
        Path(path).write_bytes(with_hidden(self.data, self.hidden, self.names))


def with_hidden(data: bytes, sheets: set[str], names: list[SimpleNamespace]) -> bytes:
    """The file with sheets that only VBA can show, and with hidden names, these and no others."""
    draft = Draft(open_package(data))
    part = workbook_part(draft)
    root = etree.fromstring(draft.read(part))
    main = f"{{{root.nsmap[root.prefix]}}}"
    was = root.find(f"{main}definedNames")
    for sheet in root.find(f"{main}sheets"):
        if sheet.get("name") in sheets:
            sheet.set("state", "veryHidden")
    hidden = [name for name in names if not name.Visible]
    if not hidden and (was is None or not any(each.get("name").startswith("xl_addin") for each in was)):
        return draft_data(draft, part, root) if sheets else data
    listed = etree.Element(f"{main}definedNames") if was is None else was
    if was is None:
        root.find(f"{main}sheets").addnext(listed)
    for each in list(listed):
        if each.get("hidden") and each.get("name").startswith("xl_addin"):
            listed.remove(each)
    for name in hidden:
        etree.SubElement(listed, f"{main}definedName", name=name.Name, hidden="1").text = name.RefersTo[1:]
    if not len(listed):
        root.remove(listed)
    return draft_data(draft, part, root)


def draft_data(draft: Draft, part: str, root: etree._Element) -> bytes:
    draft.write(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
    return draft.data()


class BookApi:
    """Stands for Excel's own `Workbook`."""

    def __init__(self, book: RecordingBook, path: Path) -> None:
        self._book = book
        self.Path, self.FullName = str(path.parent), str(path)
        self.ReadOnly = self.MultiUserEditing = False
        self.SaveCopyAs = book._save_copy

    @property
    def ActiveSheet(self) -> "SheetApi | None":
        return SheetApi(self._book, self._book.front) if self._book.front else None

    @property
    def Sheets(self) -> "SheetsApi":
        return SheetsApi(SheetApi(self._book, name) for name in (*self._book.sheets.names(), *self._book.charts))

    @property
    def Worksheets(self) -> "WorksheetsApi":
        return WorksheetsApi(SheetApi(self._book, name) for name in self._book.sheets.names())

    @property
    def Names(self) -> "NamesApi":
        return NamesApi(self._book.names)

    @property
    def Charts(self) -> list[SimpleNamespace]:
        return []


class NamesApi:
    """Stands for its `Names`: counted from 1."""

    def __init__(self, names: list[SimpleNamespace]) -> None:
        self._names = names
        self.Count = len(names)

    def Item(self, number: int) -> SimpleNamespace:
        name = self._names[number - 1]
        name.Delete = lambda: self._names.remove(name)
        return name

    def Add(self, *, Name: str, RefersTo: str, Visible: bool) -> None:
        assert len(RefersTo) <= 255 and Name not in (name.Name for name in self._names)
        self._names.append(SimpleNamespace(Name=Name, RefersTo=RefersTo, Visible=Visible))


class SheetsApi(list["SheetApi"]):
    """Stands for its `Sheets`: called for one of them by name or number."""

    def __call__(self, key: int | str) -> "SheetApi":
        if isinstance(key, int):
            return self[key - 1]
        return next(sheet for sheet in self if str(sheet.Name).casefold() == key.casefold())


class WorksheetsApi(list["SheetApi"]):
    """Stands for its `Worksheets`."""

    def Add(self, Before: "SheetApi") -> "SheetApi":
        assert Before.Name == Before._book.last_seen()
        return SheetApi(Before._book, None)


class SheetApi:
    """Stands for one of its sheets, be it a chart sheet."""

    def __init__(self, book: RecordingBook, name: str | None) -> None:
        self._book, self._name = book, name

    @property
    def Name(self) -> str | None:
        return self._name

    @Name.setter
    def Name(self, name: str) -> None:
        if self._name is None:
            self._book.record(AddSheet(name, ()))
        else:
            self._book.rename(self._name, name)
        self._name = name

    @property
    def Index(self) -> int:
        return [sheet.Name for sheet in self._book.api.Sheets].index(self._name) + 1

    @property
    def Visible(self) -> int:
        return 2 if self._name in self._book.hidden else 0 if self._name in self._book.out_of_sight else -1

    @Visible.setter
    def Visible(self, how: int) -> None:
        assert self._name is not None
        self._book.hidden.discard(self._name)
        self._book.out_of_sight.discard(self._name)
        if how != -1:
            {2: self._book.hidden, 0: self._book.out_of_sight}[how].add(self._name)
            if self._book.front == self._name:
                # Excel brings another to the front.
                self._book.front = self._book.last_seen()

    def Activate(self) -> None:
        assert self.Visible == -1, "Excel shows no hidden sheet"
        self._book.front = self._name

    def Copy(self, *, Before: "SheetApi") -> None:
        """Excel names the copy `Bảng (2)` and brings it to the front."""
        if self.Visible == 2:
            raise REFUSED
        name = f"{self._name} (2)"
        self._book.record(CopySheet(str(self._name), name))
        self._book.done(MoveSheet(name, Before.Name))
        self._book.hyperlinks[name] = [SimpleNamespace(**vars(each)) for each in self._links()]
        if self._name in self._book.out_of_sight:
            self._book.out_of_sight.add(name)
        self._book.front = name

    def Delete(self) -> None:
        RecordingSheet(self._book, str(self._name)).delete()

    def Move(self, *, Before: "SheetApi") -> None:
        if self.Visible == 2:
            raise REFUSED
        names = self._book.sheets.names()
        if self._name in names and Before.Name in names:
            order = [name for name in names if name != self._name]
            order.insert(order.index(str(Before.Name)), str(self._name))
            if order != names:
                self._book.record(MoveSheet(str(self._name), Before.Name))
        self._book.front = self._name

    def Range(self, text: str) -> object:
        name = str(self._name)
        assert len(text) <= 255, "Range() takes no longer address"
        if re.fullmatch(r"(\d+:\d+|[A-Z]+:[A-Z]+)", text):
            return WholeLines(self._book, name, text)
        areas = tuple(map(Area.parse, text.split(",")))
        cells = CellRange(self._book, name, areas[0])
        cells.FormatConditions = Conditions(RecordingSheet(self._book, name), areas)
        return cells

    @property
    def UsedRange(self) -> CellRange:
        return CellRange(self._book, str(self._name), used_area(self._book.held(str(self._name))))

    @property
    def Cells(self) -> "Cells":
        return Cells(RecordingSheet(self._book, str(self._name)))

    @property
    def Comments(self) -> "Comments":
        return Comments(RecordingSheet(self._book, str(self._name)))

    @property
    def Hyperlinks(self) -> SimpleNamespace:
        return listed(self._links())

    def _links(self) -> list[SimpleNamespace]:
        return self._book.hyperlinks.get(str(self._name), [])

    def ChartObjects(self, number: int | None = None) -> SimpleNamespace:
        series = [each for each in self._book.series if each.Sheet == self._name]
        if number is None:
            return SimpleNamespace(Count=len(series))

        def collection(number: int | None = None) -> SimpleNamespace:
            return SimpleNamespace(Count=1) if number is None else each

        each = series[number - 1]
        return SimpleNamespace(Chart=SimpleNamespace(ChartType=each.ChartType, SeriesCollection=collection))


class RecordingApp:
    """Stands for `xlwings.App`: boxes are recorded and answered from `answers`."""

    def __init__(self, book: RecordingBook) -> None:
        self.book = book
        self.alerts: list[str] = []
        self.questions: list[str] = []
        self.defaults: list[str] = []
        self.answers: list[object] = []
        self.bar: list[object] = []
        self.opened: list[str] = []
        self.exported: list[Book] = []
        self.refuses_export = False
        self.settings: dict[str, object] = {
            "display_alerts": True,
            "screen_updating": True,
            "enable_events": True,
            "calculation": "automatic",
        }
        self.set: list[tuple[str, object]] = []
        self.refuses: Callable[[str, object], bool] = lambda name, value: False
        self.books = SimpleNamespace(open=self._open)
        self.api = SimpleNamespace(
            ActiveCell=SimpleNamespace(Row=1, Column=1),
            CutCopyMode=1,  # something is being copied
            CopyObjectsWithCells=True,
            InputBox=self._input,
            Workbooks=[SimpleNamespace(Name=book.name)],
            ActiveWindow=SimpleNamespace(RangeSelection=selection("A1:A1")),
            GetOpenFilename=lambda **_: self._answer(),
            GetSaveAsFilename=lambda **_: self._answer(),
            FileDialog=self._dialog,
        )

    def alert(self, prompt: str, title: str, buttons: str, mode: str) -> str:
        assert title == "Chỉ tiêu"
        assert not self.settings["display_alerts"], "Excel would complain of waiting for us"
        if buttons == "ok":
            # The last word comes after the status bar went back to Excel.
            assert self.bar[-1] is False
            self.alerts.append(prompt)
            return "ok"
        self.questions.append(prompt)
        default = {"ok_cancel": "ok", "yes_no_cancel": "no"}[buttons]
        return str(self.answers.pop(0)) if self.answers else default

    @property
    def status_bar(self) -> object:
        return self.bar[-1] if self.bar else False

    @status_bar.setter
    def status_bar(self, value: object) -> None:
        self.bar.append(value)

    def __getattr__(self, name: str) -> object:
        return self.__dict__["settings"][name]

    def __setattr__(self, name: str, value: object) -> None:
        if name in self.__dict__.get("settings", ()):
            if self.refuses(name, value):
                raise OSError("0x800A03EC")
            self.set.append((name, value))
            self.settings[name] = value
        else:
            super().__setattr__(name, value)

    def _input(self, Prompt: str, Title: str, Default: str, Type: int) -> object:
        assert len(Prompt) <= 255, "InputBox takes no longer prompt"
        self.questions.append(Prompt)
        self.defaults.append(Default)
        return self._answer()

    def _answer(self) -> object:
        assert self.settings["display_alerts"], "Excel shows its own boxes only when it may"
        return self.answers.pop(0)

    def _dialog(self, kind: int) -> SimpleNamespace:
        chosen: list[object] = []

        def show() -> int:
            chosen.append(self._answer())
            return 0 if chosen[0] is False else -1

        return SimpleNamespace(Show=show, SelectedItems=SimpleNamespace(Item=lambda number: chosen[0]))

    def _open(self, path: str, **options: object) -> "Source":
        assert Path(path).name.casefold() != self.book.name.casefold(), "Excel opens no two workbooks of one name"
        self.opened.append(path)
        return Source(self.book, Path(path).read_bytes())


class Source:
    """A workbook opened, perhaps to copy sheets from."""

    def __init__(self, target: RecordingBook, data: bytes) -> None:
        self.target, self.book = target, read_book(data)
        package = open_package(data)
        listed = package.xml(workbook_part(package)).iterfind("{*}sheets/{*}sheet")
        self._hidden = {each.get("name") for each in listed if each.get("state") == "veryHidden"}
        self.api = SimpleNamespace(Sheets=self._chosen, ExportAsFixedFormat=self._export)
        self.sheets = {sheet.name: SimpleNamespace(api=self._sheet(sheet)) for sheet in self.book.sheets}

    def _sheet(self, held: Sheet) -> SimpleNamespace:
        return SimpleNamespace(
            Range=lambda text: LinesElsewhere(self.target, held, text), Visible=2 if held.name in self._hidden else -1
        )

    def _chosen(self, names: tuple[str, ...]) -> SimpleNamespace:
        def copy(Before: None, After: SheetApi) -> None:
            assert After.Name == self.target.last_seen()
            assert all(self.sheets[name].api.Visible != 2 for name in names), "Excel copies none that is very hidden"
            self._copy([self.book[name] for name in names])

        return SimpleNamespace(Copy=copy)

    def _copy(self, sheets: list[Sheet]) -> None:
        """The sheets all at once, so that they keep referring to each other."""
        for sheet in sheets:
            used = sheet.used_area()
            columns = range(1, used.last_column + 1)
            rows = [
                tuple(None if sheet.formula(row, column) else sheet.value(row, column) for column in columns)
                for row in range(1, used.last_row + 1)
            ]
            self.target.record(AddSheet(sheet.name, tuple(rows)))
        for sheet in sheets:
            for index, column in sheet.columns.items():
                for row, formula in column.formulas.items():
                    self.target.record(SetFormula(CellRef(sheet.name, row, index), formula))
        for sheet in sheets:
            for index, column in sheet.columns.items():
                for row in (column.values.keys() | column.formulas.keys()) & column.number_formats.keys():
                    text = column.number_formats[row]
                    self.target.record(SetNumberFormat(CellRef(sheet.name, row, index), text))

    def _export(self, Type: int, Filename: str) -> None:
        assert Type == 0, "PDF"
        if self.target.app.refuses_export:
            raise OSError("no printer")
        self.target.app.exported.append(self.book)
        Path(Filename).write_bytes(b"%PDF-" + ", ".join(sheet.name for sheet in self.book.sheets).encode())

    def close(self) -> None:
        self.book = None


class Sheets:
    """Stands for `xlwings.Book.sheets`."""

    def __init__(self, book: RecordingBook) -> None:
        self._book = book

    def names(self) -> list[str]:
        return [sheet.name for sheet in read_book(self._book.data).sheets]

    def __len__(self) -> int:
        return len(self.names())

    def __iter__(self) -> Iterator["RecordingSheet"]:
        return (RecordingSheet(self._book, name) for name in self.names())

    def __getitem__(self, key: int | str) -> "RecordingSheet":
        # Names are not looked up: reading the file for each range would take the tests' time.
        return RecordingSheet(self._book, self.names()[key] if isinstance(key, int) else key)


class RecordingSheet:
    """Stands for `xlwings.Sheet`."""

    def __init__(self, book: RecordingBook, name: str) -> None:
        self.book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self.book.rename(self._name, name)
        self._name = name

    @property
    def api(self) -> SheetApi:
        return SheetApi(self.book, self.name)

    @property
    def visible(self) -> bool:
        return self.api.Visible == -1

    @visible.setter
    def visible(self, shown: bool) -> None:
        assert shown
        self.book.hidden.discard(self.name)
        self.book.out_of_sight.discard(self.name)

    def delete(self) -> None:
        assert self.visible, "Excel deletes no sheet that is very hidden"
        self.book.record(DeleteSheet(self.name))

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> "RecordingRange":
        return RecordingRange(self, Area(*first, *(last or first)))


class Cells:
    """Stands for a sheet's `Cells`: as a whole, or called for one of them."""

    def __init__(self, sheet: RecordingSheet) -> None:
        self._sheet = sheet
        self._texts: Mapping[tuple[int, int], str] | None = None
        self.FormatConditions = Conditions(sheet, ())

    def __call__(self, row: int, column: int) -> SimpleNamespace:
        sheet = self._sheet
        if self._texts is None:
            self._texts = read_book(sheet.book.data)[sheet.name].comments

        def add(text: str) -> SimpleNamespace:
            sheet.book.record(AddComments(sheet.name, {(row, column): text}))
            shape = SimpleNamespace()
            sheet.book.boxes.append(shape)
            return SimpleNamespace(Shape=shape)

        return SimpleNamespace(Comment=self._texts.get((row, column)), AddComment=add)


class Comments:
    """Stands for a sheet's `Comments`; deleting the officer's is a mistake."""

    def __init__(self, sheet: RecordingSheet) -> None:
        self._sheet = sheet

    @property
    def Count(self) -> int:
        self._at_first = list(read_book(self._sheet.book.data)[self._sheet.name].comments.values())
        return len(self._at_first)

    def Item(self, index: int) -> SimpleNamespace:
        text = self._at_first[index - 1]
        return SimpleNamespace(Text=lambda: text, Delete=lambda: self._delete(text))

    def _delete(self, text: str) -> None:
        assert is_ours(text)
        self._sheet.book.record(ClearComments(self._sheet.name))


class Conditions:
    """Stands for Excel's `FormatConditions`; every sheet has two of its own besides our marks."""

    def __init__(self, sheet: RecordingSheet, areas: tuple[Area, ...]) -> None:
        self._sheet, self._areas = sheet, areas

    def _items(self) -> list[object]:
        ours = [mark for mark in marks_of(self._sheet.book.data) if mark.sheet == self._sheet.name]
        mark = SimpleNamespace(Type=2, Formula1=f"={CONDITION}", Delete=self._delete)
        return [SimpleNamespace(Type=3), SimpleNamespace(Type=2, Formula1="=$A$1>0"), *[mark for _ in ours]]

    def _delete(self) -> None:
        self._sheet.book.record(ClearMarks(self._sheet.name))

    @property
    def Count(self) -> int:
        self._at_first = self._items()
        return len(self._at_first)

    def Item(self, index: int) -> object:
        return self._at_first[index - 1]

    def Add(self, Type: int, Formula1: str) -> "Condition":
        assert (Type, Formula1) == (2, f"={CONDITION}")
        if self._sheet.book.front in self._sheet.book.charts:
            raise OSError("0x800A03EC")
        return Condition(self._sheet, self._areas)


class Condition:
    """A new conditional format."""

    def __init__(self, sheet: RecordingSheet, areas: tuple[Area, ...]) -> None:
        self.Interior = Interior(sheet, areas)
        self.StopIfTrue = True

    def SetFirstPriority(self) -> None:
        pass


class Interior:
    """Its colour: with it the mark is laid."""

    def __init__(self, sheet: RecordingSheet, areas: tuple[Area, ...]) -> None:
        self._sheet, self._areas = sheet, areas

    def __setattr__(self, name: str, value: object) -> None:
        if name == "Color":
            assert isinstance(value, int)
            colour = bytes((value & 255, value >> 8 & 255, value >> 16)).hex().upper()
            self._sheet.book.record(Mark(self._sheet.name, self._areas, colour))
        else:
            super().__setattr__(name, value)


class RecordingRange:
    """Stands for `xlwings.Range`, writing only."""

    def __init__(self, sheet: RecordingSheet, area: Area) -> None:
        self.sheet, self.area = sheet, area
        self.font = SimpleNamespace(bold=False)
        self.wrap_text = self.column_width = self.vertical_alignment = None

    def _cells(self, value: object) -> Iterator[tuple[CellRef, object]]:
        area = self.area
        rows = value if isinstance(value, list) else [[value]]
        assert len(rows) == area.last_row - area.first_row + 1
        for row, values in enumerate(rows, area.first_row):
            assert len(values) == area.last_column - area.first_column + 1
            for column, one in enumerate(values, area.first_column):
                yield CellRef(self.sheet.name, row, column), one

    def _set_value(self, value: object) -> None:
        for cell, one in self._cells(value):
            self.sheet.book.record(SetValue(cell, as_excel_reads(one)))

    def _set_formula(self, value: object) -> None:
        for cell, one in self._cells(value):
            assert isinstance(one, str)
            assert one.startswith("=")
            self.sheet.book.record(SetFormula(cell, one))

    def _set_format(self, value: str) -> None:
        for row in range(self.area.first_row, self.area.last_row + 1):
            for column in range(self.area.first_column, self.area.last_column + 1):
                self.sheet.book.record(SetNumberFormat(CellRef(self.sheet.name, row, column), value))

    def _format(self) -> str | None:
        held = self.sheet.book.held(self.sheet.name)
        area = self.area
        columns = range(area.first_column, area.last_column + 1)
        rows = range(area.first_row, area.last_row + 1)
        found = {held.number_format(row, column) for row in rows for column in columns}
        return found.pop() if len(found) == 1 else None

    def _set_array(self, formula: str) -> None:
        self.sheet.book.arrays.append((self.sheet.name, self.area, formula))

    value = property(None, _set_value)
    formula = property(None, _set_formula)
    formula2 = formula_array = property(None, _set_array)
    number_format = property(_format, _set_format)

    def add_hyperlink(self, target: str, text: str, tip: str) -> None:
        place = address(self.area.first_row, self.area.first_column)
        self.sheet.book.links[self.sheet.name, place] = (target, text)


def selection(*areas: str) -> SimpleNamespace:
    """Stands for the `Range` that is selected."""
    ranges = []
    for area in map(Area.parse, areas):
        count = SimpleNamespace(Count=area.last_row - area.first_row + 1)
        ranges.append(SimpleNamespace(Row=area.first_row, Rows=count))
    return SimpleNamespace(Areas=listed(ranges))


def as_excel_reads(value: object) -> object:
    """What Excel keeps of a value it is given."""
    if isinstance(value, str) and value.startswith("'"):
        return value[1:]
    assert not (isinstance(value, str) and NO_TEXT.fullmatch(value)), f"Excel would not keep {value!r} as text"
    return None if value == "" else value


@pytest.fixture(scope="session")
def demo_files() -> dict[str, bytes]:
    """The campaign's workbooks as the demo writes them: `cong-bo.xlsx`, `phan-bo.xlsx`, …"""
    return dict(run_demo("vi").files)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., RecordingBook]:
    """`opened(data)` is a workbook with that content, saved in an office's folder and open in Excel."""
    home = tmp_path / "Nguyễn Văn Ánh"
    folder = tmp_path / "Hồ sơ"
    folder.mkdir(exist_ok=True)
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("LOCALAPPDATA", str(home))

    def open_(data: bytes, name: str = "bảng tính.xlsx") -> RecordingBook:
        path = folder / name
        path.write_bytes(data)
        return RecordingBook(path, data)

    return open_
