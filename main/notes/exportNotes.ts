/** Writes notes as Markdown files into a folder, one file each, and never over another file. */
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Messages } from '../../shared/messages/en.ts';
import type { Note } from '../../shared/notes.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { storageCause } from '../store/database/failure.ts';
import { numbered, safeName } from './fileNames.ts';

/** Returns the meeting's date and time as ISO 8601 writes them: sortable, and the same in every language. */
const whenOf = ({ meeting: { start } }: Note): { readonly date: string; readonly time: string | null } => {
  if (start.kind === 'date') return { date: start.date, time: null };
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: start.zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const [date = '', time = ''] = parts.format(start.ms).split(', ');
  return { date, time: `${time} (${start.zone})` };
};

/** Returns a note as a file: its meeting as the heading, then the text as it was typed. */
export const noteFile = (
  note: Note,
  messages: Messages,
): { readonly name: string; readonly text: string } => {
  const { notes, app } = messages;
  const title = note.meeting.title.trim() === '' ? app.noTitle : note.meeting.title;
  const heading = safeHeading(title);
  if (note.scope === 'series')
    return {
      name: safeName(`${title} (${notes.seriesFile})`) || notes.title,
      text: `# ${heading}\n\n${notes.wholeSeries}\n\n${note.text}\n`,
    };
  const { date, time } = whenOf(note);
  return {
    name: safeName(`${date} ${title}`) || date,
    text: `# ${heading}\n\n${date}${time === null ? '' : ` ${time}`}\n\n${note.text}\n`,
  };
};

const safeHeading = (title: string): string => title.replace(/\s+/g, ' ').trim();

/**
 * Writes each note under a name that is free. A file with the same content is left as it is, so exporting twice makes
 * no copies. Returns the number of notes that are in the folder now; `exportFailed` also says how many are.
 */
export const exportNotes = async (
  folder: string,
  notes: readonly Note[],
  messages: Messages,
): Promise<Result<number, Problem>> => {
  let written = 0;
  for (const note of notes) {
    const { name, text } = noteFile(note, messages);
    // One after the other: two notes may want the same name.
    // oxlint-disable-next-line no-await-in-loop
    const problem = await writeUnder(folder, name, text);
    if (problem !== null) return fail({ ...problem, written });
    written += 1;
  }
  return ok(written);
};

type ExportFailed = Omit<Extract<Problem, { readonly kind: 'exportFailed' }>, 'written'>;

const writeUnder = async (folder: string, name: string, text: string): Promise<ExportFailed | null> => {
  for (const candidate of numbered(name, '.md')) {
    const path = join(folder, candidate);
    try {
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(path, text, { flag: 'wx' });
      return null;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') {
        const cause = storageCause(error);
        // The file is ours, and only a part of it is there.
        // oxlint-disable-next-line no-await-in-loop
        if (cause === 'full') await unlink(path).catch(() => undefined);
        return { kind: 'exportFailed', cause: cause === 'full' || cause === 'readOnly' ? cause : 'other' };
      }
      // oxlint-disable-next-line no-await-in-loop
      const there = await readFile(path, 'utf8').catch(() => null);
      if (there === text) return null;
    }
  }
  return { kind: 'exportFailed', cause: 'other' };
};
