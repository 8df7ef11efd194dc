"""HTML that a cell has shown, as blocks."""

import pytest

from autograder.reports.defects import Defects
from autograder.reports.document import (
    Code,
    Figure,
    Formula,
    Heading,
    Link,
    Listing,
    Marked,
    Output,
    Paragraph,
    Picture,
    Table,
    Text,
    plain,
    walk,
)
from autograder.reports.reading import markdown
from autograder.reports.reading.markup import read
from autograder.reports.reading.pictures import Pictures

FIND = Pictures(Defects()).find
FRAME = """<div><style scoped>.dataframe { color: red }</style><table border="1" class="dataframe">
<thead><tr style="text-align: right;"><th></th><th>rate</th><th>epochs</th></tr></thead>
<tbody><tr><th>0</th><td>0.1</td><td>1437</td></tr><tr><th>1</th><td>0.3</td><td>512</td></tr>
</tbody></table><p>2 rows</p></div>"""


def texts(rows):
    return [[plain(cell) for cell in row] for row in rows]


def test_a_table_of_pandas_keeps_its_head_and_its_rows():
    table, below = read(FRAME, FIND)
    assert [plain(cell) for cell in table.head] == ["", "rate", "epochs"]
    assert texts(table.rows) == [["0", "0.1", "1437"], ["1", "0.3", "512"]]
    assert plain(below) == "2 rows"


def test_cells_that_end_by_themselves_and_those_that_span_are_right():
    (table,) = read("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", FIND)
    assert texts(table.rows) == [["a", "", "b"], ["c", "d", "e"]]


SEVERAL = """<table><thead><tr><th>start</th><th>seed</th><th>cost</th></tr></thead><tbody>
<tr><th rowspan="2" valign="top">zeros</th><th>1</th><td>0.69</td></tr><tr><th>2</th><td>0.7</td>
</tr><tr><th rowspan="150">he</th><th>1</th><td rowspan=2>0.01</td></tr><tr><th>2</th></tr><tr>
<th>3</th><td>0.02</td></tr></tbody></table>"""


def test_cells_that_reach_into_the_rows_below_leave_the_others_in_their_columns():
    (table,) = read(SEVERAL, FIND)
    assert texts(table.rows) == [
        ["zeros", "1", "0.69"],
        ["", "2", "0.7"],
        ["he", "1", "0.01"],
        ["", "2", ""],
        ["", "3", "0.02"],
    ]
    (corner,) = read("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>", FIND)
    assert texts(corner.rows) == [["a", "", "b"], ["", "", "c"]]


def test_what_a_table_is_called_stands_before_it():
    called, table = read("<table><caption>Costs <b>now</b></caption><tr><td>1</table>", FIND)
    assert plain(called) == "Costs now"
    assert texts(table.rows) == [["1"]]


def test_marks_lists_headings_and_code_are_told():
    html = "<h2>A <i>b</i></h2><ul><li>one<li>two</ul><ol><li>x</li></ol><pre>a\n  b</pre>"
    heading, first, second, code = read(html, FIND, top=3)
    assert isinstance(heading, Heading)
    assert heading.level == 4
    assert isinstance(first, Listing)
    assert [plain(item) for item in first.items] == ["one", "two"]
    assert (first.start, second.start) == (None, 1)
    assert code == Output("a\n  b")


def test_links_lead_to_pages_only():
    html = "<a href='https://a.b/c'>x</a> <a href='javascript:y'>y</a> <a href='data:,z'>z</a>"
    links = [one for one in walk(read(html, FIND)) if isinstance(one, Link)]
    assert [link.address for link in links] == ["https://a.b/c"]


def test_nothing_is_left_of_scripts_and_styles():
    html = "a<script>b</script><style>c</style><math><mi>d</mi></math><!-- e --><title>f</title>g"
    assert plain(read(html, FIND)) == "ag"


def test_what_comes_after_a_script_that_never_ends_is_not_a_script():
    assert plain(read("a<script>b", FIND)) == "a"


def test_a_picture_alone_is_a_figure_and_one_in_a_line_is_not():
    picture = Picture(b"x", "png", 10)
    assert read("<p><img src=x></p>", lambda *_: picture) == (Figure(picture),)
    (line,) = read("<p>a <img src=x> b</p>", lambda *_: picture)
    assert isinstance(line, Paragraph)


def test_in_markdown_tags_mark_and_what_is_no_tag_is_text():
    (line,) = markdown.read("a <b>c</b> <vector>d</vector> <br> x<sub>i</sub>")
    marks = [one.mark for one in line.inside if isinstance(one, Marked)]
    assert marks == ["strong", "sub"]
    assert "<vector>d</vector>" in plain(line)


def test_marks_that_cross_are_all_ended():
    (line,) = markdown.read("<b>a *b</b> c* <i>d")
    assert "".join(plain(line).replace("*", "").split()) == "abcd"


def test_markdown_reads_tables_with_their_sides():
    (table,) = markdown.read("| a | b | c |\n|:-:|--:|---|\n| $x$ | `y` | z |")
    assert isinstance(table, Table)
    assert table.aligned == "crl"
    assert plain(table.rows[0][0]) == "x"


def test_a_line_of_chinese_goes_on_without_a_space():
    (line,) = markdown.read("初始化\n方法\nHe\ninit")
    assert plain(line) == "初始化方法 He init"


def test_a_text_with_too_many_marks_is_shown_as_it_is():
    (block,) = markdown.read("*" * 10_000)
    assert isinstance(block, Code)
    assert markdown.read("*a*") == (Paragraph((Marked("emphasis", (Text("a"),)),)),)


DRAWING = '<svg width="40"><circle r="9" onclick="x()"/><script>y</script></svg>'


@pytest.mark.parametrize(
    "text", [DRAWING, f"<div>{DRAWING}</div>", f"before {DRAWING} after", DRAWING.upper()]
)
def test_a_drawing_among_text_is_a_picture_without_what_runs(text):
    pictures = [one for one in walk(markdown.read(text, FIND)) if isinstance(one, Picture)]
    assert [one.kind for one in pictures] == ["svg+xml"] * (text != DRAWING.upper())
    assert not any(b"onclick" in one.data or b"script" in one.data for one in pictures)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<video src='a.mp4' controls>not here</video>", "a video (a.mp4)"),
        ("<video controls><source src='b.mp4'><source src='c'></video>", "a video (b.mp4)"),
        ("<video src='data:video/mp4;base64,AAAA'></video>", "a video"),
        ("<audio></audio>", "an audio clip"),
        ("<iframe src='https://x.org' title='Adam'></iframe>", "an embedded page (Adam)"),
        ("<iframe src=e.html>", "an embedded page (e.html)"),
        ("<object data='f.pdf'><p>not here</p></object>", "an embedded page (f.pdf)"),
        ("<embed src='g.pdf'>", "an embedded page (g.pdf)"),
    ],
)
@pytest.mark.parametrize("around", ["{}", "before {} after", "<div>{}</div>"])
def test_what_plays_is_told_once_where_it_stood(around, html, told):
    defects = Defects()
    find = Pictures(defects).find
    with defects.at("cell 3"):
        blocks = markdown.read(around.format(html), find)
    sentence = f"In cell 3, something that cannot be printed was left out: {told}."
    assert defects.sentences == [sentence]
    assert plain(blocks).count(f"[Left out, as it cannot be printed: {told}]") == 1
    assert "not here" not in plain(blocks)


def test_what_plays_is_code_where_it_stands_in_code():
    text = "`<video src='a.mp4'>` and\n\n    <svg></svg>\n"
    assert plain(markdown.read(text, FIND)).count("<") == 3


def formulas(text):
    return [one.tex for one in walk(markdown.read(text)) if isinstance(one, Formula)]


def test_formulas_in_a_table_of_html_are_formulas_and_in_code_they_are_not():
    source = "<table>\n<tr><td>$x^2$</td><td><code>$y$</code></td></tr>\n</table>"
    assert formulas(source) == ["x^2"]
    (table,) = markdown.read(source)
    assert texts(table.rows) == [["x^2", "$y$"]]
    assert formulas("<pre>\n$x$\n</pre>") == []
    assert formulas("<a href='https://a.b/$x$'>\n\n$y$\n\n</a>") == ["y"]


def test_what_is_to_be_done_has_a_box():
    (listing,) = markdown.read("- [ ] one\n- [x] two *now*\n- [y] three\n- [X]four\n-\n")
    told = [plain(item) for item in listing.items]
    assert told == ["☐ one", "☑ two now", "[y] three", "[X]four", ""]


def test_drawings_that_never_end_are_passed_over_in_one_go():
    """Each would be looked through to the end of the text, which takes hours."""
    assert plain(read("<svg>" * 400_000, FIND)) == ""
    (figure,) = read(f"{DRAWING}{'<svg>' * 300_000}", FIND)
    assert isinstance(figure, Figure)


def test_cells_that_say_they_take_millions_do_not():
    wide = '<tr><td colspan="99" rowspan="9999">a' + '<td colspan="99" rowspan="9999">' * 19
    (table,) = read(f"<table>{wide * 3000}</table>", FIND)
    assert len(table.rows) == 3000
    assert max(map(len, table.rows)) <= 1200
    assert plain(table.rows[0][0]) == "a"
