#!/usr/bin/python3
"""Computes what three other engines find in the feeds of corpus/, and writes it to corpus/expected.json.

Usage: /usr/bin/python3 test/feed/otherEngines.py [--check]
--check compares with the file instead of writing it. corpus.test.ts reads the file.

Engines (Debian: khal, python3-recurring-ical-events, libical3), each asked about one series (UID) at a time:
- khal: rules by dateutil, with exceptions and RANGE=THISANDFUTURE of its own.
- recurring-ical-events, on icalendar and dateutil; does not know RANGE=THISANDFUTURE.
- libical, in C. Its expansion knows neither exceptions (RECURRENCE-ID) nor the zone of an RDATE, so it is not asked about
  series with either.

None of them shares code with ical.js or with the app. They get the text as their parsers require it: UTF-8 without a
byte order mark, CRLF, no lines that are not content lines, and of periods (RDATE;VALUE=PERIOD) only the starts. Times without a zone are read in the zone of the calendar
(X-WR-TIMEZONE), otherwise in Europe/Berlin. Cancelled events are left out.

`all` are the lines on which all engines that can read a series agree, `some` the others, with who has them.
"""
import ctypes
import json
import re
import sys
import tempfile
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytz

FOLDER = Path(__file__).parent / "corpus"
EXPECTED = FOLDER / "expected.json"
VIEWER = "Europe/Berlin"
FROM, TO = datetime(2026, 11, 1, tzinfo=pytz.utc), datetime(2027, 5, 1, tzinfo=pytz.utc)


def text_of(path: Path) -> str:
    """The feed's text, in the form that a strict parser accepts."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    lines = re.sub(r"(?:\r\n|\r|\n)[ \t]", "", text)
    lines = re.split(r"\r\n|\r|\n", lines)
    content = re.compile(r'^[A-Za-z][A-Za-z0-9-]*(?:;[A-Za-z-]+=(?:"[^"]*"|[^;:"])*)*:')
    return "\r\n".join(starts_of_periods(line) for line in lines if content.match(line)) + "\r\n"


def starts_of_periods(line: str) -> str:
    if not line.startswith("RDATE;VALUE=PERIOD"):
        return line
    name, _, values = line.replace(";VALUE=PERIOD", "").partition(":")
    return f"{name}:{re.sub('/[^,]*', '', values)}"


def zone_in(text: str):
    """The zone of times without one."""
    named = re.search(r"^X-WR-TIMEZONE:(.*?)\r?$", text, re.M)
    return pytz.timezone(named.group(1) if named else VIEWER)


def line(start, end, title: str, zone) -> "str | None":
    """`2026-11-24T09:00Z 2026-11-24T10:00Z Title`, or None outside of the window."""
    if isinstance(start, datetime):
        start, end = (time if time.tzinfo else zone.localize(time) for time in (start, end))
        start, end = (time.astimezone(pytz.utc) for time in (start, end))
        if start >= TO or max(start + timedelta(seconds=1), end) <= FROM:
            return None
        return f"{start:%Y-%m-%dT%H:%MZ} {end:%Y-%m-%dT%H:%MZ} {title}"
    viewer = pytz.timezone(VIEWER)
    if viewer.localize(datetime(start.year, start.month, start.day)) >= TO:
        return None
    if viewer.localize(datetime(end.year, end.month, end.day)) <= FROM:
        return None
    return f"{start.isoformat()} {end.isoformat()} {title}"


def series_in(text: str):
    """One calendar for each UID, so that an event that an engine cannot read does not hide the others."""
    pattern = re.compile(r"BEGIN:VEVENT.*?END:VEVENT\r\n", re.S)
    rest = pattern.sub("", text)
    by_uid: "dict[str, list[str]]" = {}
    for event in pattern.findall(text):
        uid = re.search(r"^UID[^:]*:(.*?)\r$", event, re.M | re.I)
        by_uid.setdefault(uid.group(1) if uid else event, []).append(event)
    for group in by_uid.values():
        yield rest.replace("END:VCALENDAR", "".join(group) + "END:VCALENDAR")


class Unreadable(Exception):
    """The engine does not know what this series contains."""


def recurring_ical_events(text: str, zone):
    import icalendar
    import recurring_ical_events as engine

    if "RANGE=THISANDFUTURE" in text:
        raise Unreadable
    calendar = icalendar.Calendar.from_ical(text)
    for event in engine.of(calendar).between(FROM - timedelta(days=3), TO + timedelta(days=1)):
        if str(event.get("STATUS", "")) == "CANCELLED":
            continue
        start = event["DTSTART"].dt
        yield line(start, event["DTEND"].dt if "DTEND" in event else start, str(event.get("SUMMARY", "")), zone)


def khal(text: str, zone):
    from khal.khalendar.khalendar import CalendarCollection

    locale = {"default_timezone": zone, "local_timezone": zone, "firstweekday": 0, "weeknumbers": False}
    formats = {"datetimeformat": "%Y-%m-%dT%H:%M", "dateformat": "%Y-%m-%d", "timeformat": "%H:%M"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "1.ics").write_text(text)
        calendar = {"name": "feed", "path": folder, "readonly": True, "color": "", "priority": 10}
        collection = CalendarCollection(
            {"feed": {**calendar, "ctype": "calendar"}},
            dbpath=":memory:",
            locale={**locale, **formats, "longdateformat": "%Y-%m-%d", "longdatetimeformat": "%Y-%m-%dT%H:%M"},
        )
        seen = set()
        day = FROM.date() - timedelta(days=2)
        while day <= TO.date():
            for event in collection.get_events_on(day):
                start, end = event.start, event.end
                key = (event.ref, str(start))
                if key in seen or event._vevents[event.ref].get("STATUS") == "CANCELLED":
                    continue
                seen.add(key)
                # Its whole days include the last one.
                yield line(start, end if isinstance(end, datetime) else end + timedelta(days=1), event.summary, zone)
            day += timedelta(days=1)


class IcalTime(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")]
    _fields_ += [("is_date", ctypes.c_int), ("is_daylight", ctypes.c_int), ("zone", ctypes.c_void_p)]


class IcalSpan(ctypes.Structure):
    _fields_ = [("start", ctypes.c_long), ("end", ctypes.c_long), ("is_busy", ctypes.c_int)]


ANY_EVENT = 4  # ICAL_VEVENT_COMPONENT


def libical(text: str, zone):
    if re.search(r"^(?:RECURRENCE-ID|STATUS:CANCELLED|RDATE[^:]*TZID)", text, re.M):
        raise Unreadable
    library = ctypes.CDLL("libical.so.3")
    for name in ("icalparser_parse_string", "icalcomponent_get_first_component", "icaltimezone_get_utc_timezone"):
        getattr(library, name).restype = ctypes.c_void_p
    library.icalcomponent_get_summary.restype = ctypes.c_char_p
    library.icaltime_from_timet_with_zone.restype = IcalTime
    library.icalcomponent_get_dtstart.restype = IcalTime
    utc = ctypes.c_void_p(library.icaltimezone_get_utc_timezone())
    parsed = ctypes.c_void_p(library.icalparser_parse_string(text.encode()))
    event = ctypes.c_void_p(library.icalcomponent_get_first_component(parsed, ANY_EVENT))
    title = library.icalcomponent_get_summary(event).decode()
    own = library.icalcomponent_get_dtstart(event)
    if not own.is_date and not own.zone:
        raise Unreadable
    found = []

    def add(_component, span, _data):
        found.append((span.contents.start, span.contents.end))

    at = lambda time: library.icaltime_from_timet_with_zone(ctypes.c_long(int(time.timestamp())), 0, utc)
    callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(IcalSpan), ctypes.c_void_p)(add)
    library.icalcomponent_foreach_recurrence(
        event, at(FROM - timedelta(days=9)), at(TO + timedelta(days=1)), callback, None
    )
    for start, end in sorted(set(found)):
        start, end = (datetime.fromtimestamp(time, pytz.utc) for time in (start, end))
        if own.is_date:
            yield line(start.date(), end.date(), title, zone)
        else:
            yield line(start, end, title, zone)


ENGINES = {"khal": khal, "recurring-ical-events": recurring_ical_events, "libical": libical}


def answers(name: str) -> dict:
    text = text_of(FOLDER / name)
    zone = zone_in(text)
    agreed: "list[str]" = []
    others: "dict[str, list[str]]" = {}
    for series in series_in(text):
        found = {}
        for engine, expand in ENGINES.items():
            try:
                found[engine] = set(filter(None, expand(series, zone)))
            except Unreadable:
                pass
            except Exception as error:  # An event that it cannot read.
                print(f"{name}: {engine}: {type(error).__name__}: {error}", file=sys.stderr)
        in_all = set.intersection(*found.values()) if found else set()
        agreed += in_all
        for engine, lines in found.items():
            for each in lines - in_all:
                others.setdefault(each, []).append(engine)
    return {"all": sorted(agreed), "some": dict(sorted(others.items()))}


def main() -> int:
    names = ("khal", "recurring-ical-events", "icalendar", "python-dateutil")
    libical_version = re.search(r"\d+\.\d+\.\d+", str(Path("/usr/lib/x86_64-linux-gnu/libical.so.3").resolve()))
    computed = {
        "engines": {
            **{name: version(name) for name in names},
            "libical": libical_version.group() if libical_version else "3",
        },
        "window": [FROM.strftime("%Y-%m-%dT%H:%M:%SZ"), TO.strftime("%Y-%m-%dT%H:%M:%SZ")],
        "feeds": {path.name: answers(path.name) for path in sorted(FOLDER.glob("*.ics"))},
    }
    if "--check" not in sys.argv:
        EXPECTED.write_text(json.dumps(computed, ensure_ascii=False, indent=2) + "\n")
        return 0
    known = json.loads(EXPECTED.read_text())
    differ = [name for name, found in computed["feeds"].items() if known["feeds"].get(name) != found]
    print(f"{len(computed['feeds'])} feeds, different: {', '.join(differ) or 'none'}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
