"""Sheets as partners and their programs write them: which rows are the headings, and what each
column means to us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from catalogue.sheets.cells import Sheet, Unreadable
from catalogue.sheets.importing.composing import meeting_in
from catalogue.sheets.opening.delimited import read_delimited
from catalogue.sheets.opening.headings import NOT_KEPT
from catalogue.sheets.opening.layouts import Layout, is_ours, layout_of
from catalogue.sheets.opening.workbooks import read_workbook
from tests.sheets.opening.test_reading import xlsx

if TYPE_CHECKING:
    from catalogue.schemas import Schemas


def sheet_of(text: str, name: str = "courses") -> Sheet:
    """The sheet of a CSV file that has this text."""
    found = read_delimited(text)
    return Sheet(
        name, found.rows, is_of_text=True, broken=found.broken, unsure=found.unsure, mark=found.mark
    )


def layout(schemas: Schemas, text: str, **remembered: str) -> Layout:
    """How a CSV file with this text is read."""
    found = layout_of(sheet_of(text), schemas.course, remembered)
    assert found is not None
    return found


def meanings(found: Layout) -> dict[str, str]:
    """What each column is, with a “?” where it is asked."""
    pairs = zip(found.headings, found.columns, strict=True)
    return {
        heading: (column.heading if column else "–") + ("?" if heading in found.asked else "")
        for heading, column in pairs
        if heading
    }


SHEETS = {
    "a council's list of courses": (
        "Course Title,Course Code,Day(s),Start Date (dd/mm/yy),End Date,Time,No. of weeks,Venue,"
        "Cost (£),Concessionary fee,Tutor\n"
        "Pottery,POT1,Tuesday,12/01/27,23/03/27,10:00 - 12:00,10,Toxteth Library,48,24,Sam Lee\n"
        "Yoga,YOG1,Wed,13/01/27,24/03/27,18:30 - 19:30,10,Central Library,30,15,Jo Bell\n",
        "Title|Your reference|Sessions|First day|Last day|Sessions|How long it lasts|Venue|Price|"
        "Cost: Reduced price in pounds|–",
    ),
    "an adult learning service's programme": (
        "Programme Area;Class;Description;Level;Location;Begins;Finishes;Day & Time;Full fee;"
        "Reduced fee;How to enrol;Contact number\n"
        "Art;Watercolour;Paint the Mersey in light and in rain.;Beginners;The Shed;12/01/2027;"
        "23/03/2027;Tue 10-12;£48;£24;Online;0151 496 0123\n",
        "–|Title|Description|Level|Venue|First day|Last day|Sessions|Price|"
        "Cost: Reduced price in pounds|How to join: What to do|How to join: Phone",
    ),
    "a list in the order of the day": (
        "When,What's on,Where,Who's it for,How much\n"
        "Tuesdays 10am-12pm,Knit and natter,Toxteth Library,Everyone,Free\n"
        "Fridays 1pm-3pm,Coffee and code,Central Library,Adults,£2\n",
        "Sessions|Title?|Venue|Who it is for|Price",
    ),
    "questions that say how to answer them": (
        "What,Where will it be held? Please include the postcode,When does it start? (day first)\n"
        "Glass,Toxteth Library L8 1XF,03/02/2027\nWood,Central Library,04/02/2027\n",
        "Title?|Venue?|First day?",
    ),
    "a charity's sheet with line breaks in its headings": (
        '"Name of\ncourse","Start\ndate","End\ndate",Times,"Where is\nit held","Contact\ne-mail"\n'
        "First aid,12 January 2027,23 March 2027,Tues 10-12,Toxteth Library,hi@kiln.example\n",
        "Title|First day|Last day|Sessions|Venue|How to join: E-mail",
    ),
    "from and to, in days": (
        "Workshop,From,To,From time,To time,Days,Max learners\n"
        "Glass,03/02/2027,24/03/2027,18:30,21:00,Wed,12\nWood,04/02/2027,25/03/2027,10:00,12:00,Thu,8\n",
        "Title|First day|Last day|Sessions|Sessions|Sessions|Places",
    ),
    "from and to, in hours": (
        "Workshop,Day,From,To,Date,Capacity\nGlass,Wed,18:30,21:00,03/02/2027,12\n",
        "Title|Sessions|Sessions|Sessions|First day|Places",
    ),
    "HTML in headings": (
        "<b>Course</b>,<p>Start&nbsp;date</p>,Venue<br/>,About the course\n"
        "Glass,03/02/2027,The Shed,Blow a bubble.\n",
        "Title|First day|Venue|Description",
    ),
    "headings of ours with a star": (
        "Title *,First day *,Venue*,Who it is for\nGlass,03/02/2027,The Shed,Adults\n",
        "Title|First day|Venue|Who it is for",
    ),
    "The Events Calendar": (
        "Event Name,Event Start Date,Event Start Time,Event End Date,Event End Time,All Day Event,"
        "Event Venue Name,Event Organizer Name,Event Category,Event Cost,Event Website,"
        "Event Show Map\n"
        "Sewing,2027-02-14,6:30 PM,2027-02-14,8:30 PM,FALSE,The Shed,WEA,Crafts,12,"
        "https://kiln.example/sew,TRUE\n",
        "Title|First day|Sessions|Last day|Sessions|–|Venue|–|Topics|Price|"
        "How to join: Booking page|–",
    ),
    "Google Calendar": (
        "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,"
        "Private\n"
        "Sewing,14/02/2027,18:30,14/02/2027,20:30,False,Bring thread.,The Shed,False\n",
        "Title|First day|Sessions|Last day|Sessions|–|Description|Venue|–",
    ),
    "Google Forms": (
        "Timestamp,Email Address,What is your organisation called?,What is the course called?,"
        "Please describe the course,When does it start?,When does it finish?,"
        "Which day and what time?,Where will it be?,How much is it?,Is there a crèche?\n"
        "2026/11/02 3:15:10 pm GMT,a@kiln.example,The Kiln,Glass,Blow a bubble.,2027-01-14,"
        "2027-03-25,Thursdays 10-12,The Shed,Free,No\n",
        "–|–|–|Title?|Description|First day?|Last day?|Sessions?|Venue?|Price?|"
        "Support: Crèche or childcare on site?",
    ),
    "a form whose questions say more": (
        "What is the title of your course or activity?,"
        '"Please tell us what people will do, in 2 or 3 sentences",What level is it?,'
        "Which days of the week does it run?,What time does it start?,What time does it finish?,"
        '"What is the first date?","If not free, how much does it cost?",Who leads it?\n'
        "Glass,Blow a bubble of glass and keep it.,Beginners,Thursday,10:00,12:00,14/01/2027,£48,"
        "Ada\n",
        "Title?|Description?|Level?|Sessions?|Sessions?|Sessions?|First day?|Price?|–",
    ),
    "onCourse": (
        "courseCode,courseName,classCode,startDateTime,endDateTime,siteName,roomName,"
        "maximumPlaces,feeIncGst,isShownOnWeb\n"
        "POT,Pottery,POT-1,2027-01-12 10:00,2027-03-23 12:00,The Shed,Room 2,12,48.00,true\n",
        "–|Title|Your reference|First day|Last day|Venue|Note on this run|Places|Price|–",
    ),
    "XCRI-CAP, as a table": (
        "course.title,course.description,course.identifier,presentation.start,presentation.end,"
        "presentation.duration,applyUntil,applyTo,studyMode,attendancePattern,venue,cost\n"
        "Pottery,Make a bowl.,POT1,2027-01-12,2027-03-23,10 weeks,2027-01-05,"
        "https://kiln.example/apply,Part time,Daytime,The Shed,48\n",
        "Title|Description|Your reference|First day|Last day|How long it lasts|Apply by|"
        "How to join: Booking page|–|–|Venue|Price",
    ),
    "the Course Directory": (
        "COURSE_NAME,DELIVERY_MODE,START_DATE,FLEXIBLE_START_DATE,VENUE_NAME,COST,DURATION,"
        "DURATION_UNIT,STUDY_MODE,ATTENDANCE_PATTERN,LARS_QAN\n"
        "Maths,Classroom,12/01/2027,,The Shed,0.00,10,Weeks,Part time,Evening,50079281\n",
        "Title|Way to learn|First day|Join any week|Venue|Price|How long it lasts|"
        "How long it lasts|–|–|–",
    ),
    "a training programme with hints in its headings": (
        "CourseName (mandatory),StartDate (mandatory),EndDate (mandatory),VenueLabel (optional),"
        "Places (optional),Cost (optional)\nFirst aid,12/01/2027,12/01/2027,The Shed,12,48\n",
        "Title|First day|Last day|–|Places|Price",
    ),
    "headings that nobody knows": (
        "Thing,Bit of a chat about it,Kick-off,Wrap-up,Slot\n"
        "Glass,Blow a bubble of glass that you keep. First you watch and then you try it.,"
        "03/02/2027,24/03/2027,Wed 10-12\n"
        "Wood,Make a stool that you can sit on. First you watch and then you try it all.,"
        "04/02/2027,25/03/2027,Thu 10-12\n",
        "Title?|Description?|First day?|Last day?|Sessions?",
    ),
    "two columns of dates without a meaning": (
        "Course,Date,Date,Venue\nGlass,03/02/2027,24/03/2027,The Shed\n",
        "Title|First day|Last day?|Venue",
    ),
    "a booking system's list": (
        "Course Code,Course Title,Venue,Start Date,Start Time,End Date,End Time,"
        "Number of Sessions,Full Cost,Concession,Day(s) of week,Places Left\n"
        "C1,Spanish,The Shed,12/01/2027,10:00,23/03/2027,12:00,10,£60,£30,Tuesday,4\n",
        "Your reference|Title|Venue|First day|Sessions|Last day|Sessions|–|Price|"
        "Cost: Reduced price in pounds|Sessions|–",
    ),
    "headings of a program without blanks": (
        "courseTitle;courseCode;classStartDate;classEndDate;sessionDays;sessionTimes;venue.name;"
        "venue.postcode;price.full;price.concession;isPublished\n"
        "Glass;GL1;2027-01-14;2027-03-25;Thu;10:00-12:00;The Shed;L8 1XF;48;24;TRUE\n",
        "Title|Your reference|First day|Last day|Sessions|Sessions|Venue|–|Price|"
        "Cost: Reduced price in pounds|–",
    ),
    "a poster's five questions": (
        "WHAT,WHERE,WHEN,WHO,HOW MUCH,BOOKING\n"
        "Glass,The Shed,Thursdays 10-12,Adults,Free,0151 496 0123\n",
        "Title?|Venue|Sessions|Who it is for|Price|How to join: Phone",
    ),
    "an events list whose start is a time": (
        "Event Title,Date,Start,Finish,Place,Cost,Book via,Organiser\n"
        "Glass,14/01/2027,10:00,12:00,The Shed,Free,https://kiln.example,Ada\n",
        "Title|First day|Sessions|Sessions|Venue|Price|How to join: Booking page?|–",
    ),
    "Outlook": (
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Reminder on/off,Categories,"
        "Description,Location,Private\n"
        "Glass,14/01/2027,10:00:00,14/01/2027,12:00:00,False,False,Crafts,Blow.,The Shed,False\n",
        "Title|First day|Sessions|Last day|Sessions|–|–|Topics|Description|Venue|–",
    ),
    "a title in the first row": (
        "The Kiln: spring 2027,,,\n,,,\nCourse,Starts,Day,Site\nGlass,03/02/2027,Wed,The Shed\n",
        "Title|First day|Sessions|Venue",
    ),
}


@pytest.mark.parametrize("name", list(SHEETS))
def test_the_columns_of_a_partners_sheet_are_known_or_asked(schemas: Schemas, name: str) -> None:
    text, expected = SHEETS[name]
    assert "|".join(_in_order(layout(schemas, text))) == expected


def _in_order(found: Layout) -> list[str]:
    """What each column is, one by one, as two may have one heading."""
    return [
        (column.heading if column else "–") + ("?" if column and heading in found.asked else "")
        for heading, column in zip(found.headings, found.columns, strict=True)
    ]


def test_two_rows_of_headings_are_one(schemas: Schemas) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Spring 2027 at the Kiln"])
    sheet.append(["Course", "Dates", None, "Times", None, "Where", None, "Cost"])
    sheet.append([None, "From", "To", "From", "To", "Venue", "Postcode", None])
    sheet.append(["Glass", "03/02/2027", "24/03/2027", "10:00", "12:00", "The Shed", "L8 1XF", 48])
    for cells in ("A1:H1", "B2:C2", "D2:E2", "F2:G2"):
        sheet.merge_cells(cells)
    found = layout_of(read_workbook(xlsx(book))[0], schemas.course, {})
    assert found is not None
    assert (found.upper, found.header) == (1, 2)
    assert [number for number, _ in found.rows_above()] == [1]
    assert [number for number, _ in found.rows_below()] == [4]
    assert meanings(found) == {
        "Course": "Title",
        "Dates: From": "First day",
        "Dates: To": "Last day",
        "Times: From": "Sessions",
        "Times: To": "Sessions",
        "Where: Venue": "Venue",
        "Where: Postcode": "–",
        "Cost": "Price",
    }


def test_a_row_of_a_course_is_no_second_row_of_headings(schemas: Schemas) -> None:
    found = layout(schemas, "Course,Level,Venue\nGlass,Beginners,The Shed\nWood,None,The Shed\n")
    assert (found.upper, found.header) == (None, 0)


@pytest.mark.parametrize(
    "heading",
    [
        *("Invoice date", "Tutor start date", "Room hire cost", "Cost per session", "Staff cost"),
        *("Fee (per week)", "Name of tutor", "Venue contact", "Exam fee", "Postcode"),
    ],
)
def test_a_heading_that_says_more_than_ours_is_not_taken_for_it(
    schemas: Schemas, heading: str
) -> None:
    row = "Glass,03/02/2027,24/03/2027,Wed 10-12,48,A bubble.,0151 496 0123,The Shed,x\n"
    text = f"Title,Start,End,Day,Cost,About,Phone,Venue,{heading}\n{row}"
    assert meanings(layout(schemas, text))[heading] == "–"


def test_what_a_column_holds_is_only_an_offer(schemas: Schemas) -> None:
    text = "Course,Kick-off,Where\nGlass,03/02/2027,The Shed\n"
    found = layout(schemas, text)
    assert found.asked == {"Kick-off": "First day"}
    assert found.guessed == {"Course": "Title", "Where": "Venue"}
    answered = layout(schemas, text, **{"Kick-off": "First day", "Where": NOT_KEPT})
    assert answered.asked == {}
    assert meanings(answered) == {"Course": "Title", "Kick-off": "First day", "Where": "–"}


def test_a_column_that_belies_its_heading_is_asked(schemas: Schemas) -> None:
    text = "Title,Sessions,Venue,Date\nGlass,10,The Shed,03/02/2027\nWood,8,The Shed,04/02/2027\n"
    assert layout(schemas, text).asked["Sessions"] == NOT_KEPT


def test_a_slip_in_our_own_sheet_makes_no_doubt_of_its_heading(schemas: Schemas) -> None:
    found = layout(schemas, "Title,First day\nGlass,Tuesday\nWood,Monday\n")
    assert found.asked == {}
    assert meanings(found) == {"Title": "Title", "First day": "First day"}


@pytest.mark.parametrize(
    ("headings", "ours"),
    [
        ("Course file,Title,Run,Venue,First day", True),
        ("Title,Venue,First day*,What to fix", True),
        ("Title,Venue,First day,Day,Start time", False),
        ("Title,Price,First day", False),
        ("Title,Tutor,First day", False),
    ],
)
def test_our_own_sheet_is_known_from_a_partners(
    schemas: Schemas, headings: str, *, ours: bool
) -> None:
    assert is_ours(layout(schemas, f"{headings}\nx\n")) is ours


@pytest.mark.parametrize(
    "text",
    [
        "Room,Capacity\nRoom 1,12\n",
        "Key,Meaning\nA,Art\n",
        "a,b\n1,2\n",
        "\n",
        "Glass\n",
        "Notes\nx\n",
    ],
)
def test_a_sheet_that_is_not_of_courses_has_no_headings(schemas: Schemas, text: str) -> None:
    assert layout_of(sheet_of(text), schemas.course, {}) is None


def test_headings_that_a_quotation_mark_breaks_are_refused(schemas: Schemas) -> None:
    with pytest.raises(Unreadable, match="Row 1, the headings: A quotation mark"):
        layout_of(sheet_of('Title,"Venue,First day\nGlass,The Shed,x\n'), schemas.course, {})


def test_a_column_for_links_takes_the_link_behind_the_words(schemas: Schemas) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Title", "First day", "Website", "E-mail"])
    sheet.append(["Glass", "03/02/2027", "Book here", "Ask Sam"])
    sheet["C2"].hyperlink = "https://kiln.example/book?a=1"
    sheet["D2"].hyperlink = "mailto:sam@kiln.example?subject=Glass"
    found = layout_of(read_workbook(xlsx(book))[0], schemas.course, {})
    assert found is not None
    assert found.sheet.rows[1][2:] == ["https://kiln.example/book?a=1", "sam@kiln.example"]


@pytest.mark.parametrize(
    ("headings", "row", "text", "said"),
    [
        ("Day,Start time,End time", "Wed,10:00,12:00", "Wed 10:00 12:00", ""),
        ("Time,Day", "10-12,Tuesday", "Tuesday 10-12", ""),
        ("Start date,Start time,End time", "03/02/2027,6:30 PM,8:30 PM",
         "Wednesday 6:30 PM to 8:30 PM", "on Wednesday, which the first day is"),
        ("Start date,End date,Time", "03/02/2027,24/03/2027,10-12", "Wednesday 10-12",
         "on Wednesday, which the first day is"),
        ("Start date,End date,Time", "03/02/2027,25/03/2027,10-12", "10-12", ""),
        ("Start,End", "2027-02-03 10:00,2027-03-24 12:00", "Wednesday 10:00 to 12:00",
         "on Wednesday, which the first day is, at the times beside the days"),
    ],
)  # fmt: skip
def test_when_a_class_meets_is_put_together(
    schemas: Schemas, headings: str, row: str, text: str, said: str
) -> None:
    sheet = layout(schemas, f"Course,Venue,{headings}\nGlass,The Shed,{row}\n")
    found = meeting_in(sheet, sheet.sheet.rows[1])
    assert found is not None
    assert (found.text, found.said) == (text, said)
