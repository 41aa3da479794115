"""The campaigns that come with the program: what each is, its tables, the data it needs, whence its figures come."""

from xl_addin.campaign.making.data.data_header import described
from xl_addin.campaign.making.published import is_published
from xl_addin.language import Text
from xl_addin.shipped import shipped_folder
from xl_addin.spec.load import load_spec, shipped_specs
from xl_addin.spec.model import Spec, TableSpec

_TITLE = Text("{key}: {title} ({kind} của {issuer}, {day})", "{key}: {title} ({kind} of {issuer}, {day})")
_TABLE = Text("  Bảng “{sheet}” ({key}): {given}", "  Table “{sheet}” ({key}): {given}")
_NEEDS = Text("cần số liệu cột {columns}", "needs the figures of the columns {columns}")
_CALCULATED = Text("mọi cột tự tính hoặc xếp lịch", "every column is calculated or given out")
_PUBLISHED = Text("  Đã công bố: bảng {tables}", "  Published: the tables {tables}")
_NONE_PUBLISHED = Text(
    "  Không có bảng nào được công bố: dùng số liệu của cơ quan",
    "  No table was published: bring the office's own figures",
)
_TRY = Text(
    "  Chạy thử{made_up}: xl-addin new {key} {data} -o {key}.xlsx",
    "  To try{made_up}: xl-addin new {key} {data} -o {key}.xlsx",
)
_MADE_UP = Text(" (số liệu giả định)", " (made-up figures)")


def campaigns_listed() -> list[Text]:
    """A few lines for each campaign."""
    return [line for key in shipped_specs() for line in _of(load_spec(key))]


def example_files(spec: Spec) -> dict[str, str]:
    """The shipped figures to try a campaign with, published or made up, each with the option that takes it."""
    folder = shipped_folder("formulas_spec")
    found = {}
    for path in sorted((folder / "examples").glob(f"{spec.key}*.csv")):
        own = path.stem.removeprefix(spec.key).lstrip("_")
        found[path] = "--changes " if own == "changes" else f"--data {own}=" if own else "--data "
    if not found:
        tables = [table for table in spec.tables if table.inputs and is_published(spec, table)]
        found = {folder / "published" / f"{spec.key}_{table.key}.csv": "--data " for table in tables[:1]}
    return {str(path): option for path, option in found.items()}


def _of(spec: Spec) -> list[Text]:
    document = spec.document
    title = ", ".join(spec.fill_in(line) for line in spec.title)
    published = [table.sheet for table in spec.tables if is_published(spec, table)]
    files = example_files(spec)
    made_up = any("examples" in path for path in files)
    words = " ".join(f'{option}"{path}"' for path, option in files.items())
    tried = [_TRY.with_values(made_up=_MADE_UP if made_up else "", key=spec.key, data=words)] if files else []
    return [
        _TITLE.with_values(
            key=spec.key, title=title, kind=document.kind, issuer=document.issuer_in_text, day=document.day
        ),
        *(_TABLE.with_values(sheet=table.sheet, key=table.key, given=_given(table)) for table in spec.tables),
        _PUBLISHED.with_values(tables=published) if published else _NONE_PUBLISHED,
        *tried,
    ]


def _given(table: TableSpec) -> Text:
    columns = [
        described(column) for column in table.columns if (column.is_input or column.is_told) and not column.optional
    ]
    return _NEEDS.with_values(columns=columns) if columns else _CALCULATED
