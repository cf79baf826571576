#!/usr/bin/python3
"""Fills khal's own database from the lines of icalendarChild.ts on stdin: khalDatabase.py FOLDER

Makes FOLDER/khal.db and an empty FOLDER/calendar, which khal takes for the folder that it has read: it looks into a
calendar's folder only if that has changed. A hundred thousand files there would take several times as long to read.
"""
import json
import sys
from pathlib import Path

import pytz
from khal.khalendar.backend import SQLiteDb
from khal.khalendar.vdir import get_etag_from_file

def main() -> None:
    folder = Path(sys.argv[1])
    calendar = folder / "calendar"
    calendar.mkdir()
    zone = pytz.timezone("Europe/Berlin")
    database = SQLiteDb(["seeded"], str(folder / "khal.db"), {"default_timezone": zone, "local_timezone": zone})
    with database.at_once():
        for line in sys.stdin:
            uid, text = json.loads(line)
            database.update(text, f"{uid}.ics", "1", calendar="seeded")
        database.set_ctag(get_etag_from_file(str(calendar)), calendar="seeded")


main()
