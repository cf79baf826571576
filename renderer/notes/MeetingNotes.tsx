/** The person's notes beside a meeting: what was left from last time, the note on this event, the one on its series. */
import { NotebookPen } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { notedMeetingOf, type NotesToExport } from '../../shared/notes.ts';
import { useLive } from '../data/useLive.ts';
import { Part } from '../detail/Part.tsx';
import { Button } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ExportButton } from './ExportButton.tsx';
import { LastNote } from './LastNote.tsx';
import { NoteField } from './NoteField.tsx';
import styles from './Notes.module.css';
import { Notice } from './Notice.tsx';
import { onNotesChanged } from './onNotesChanged.ts';

interface MeetingNotesProps {
  readonly occurrence: Occurrence;
  readonly onShowAll: () => void;
}

export const MeetingNotes = ({ occurrence, onShowAll }: MeetingNotesProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.notes;
  const noted = useMemo(() => notedMeetingOf(occurrence), [occurrence]);
  const load = useCallback(() => window.jarvis.notes.of({ meeting: noted }), [noted]);
  const { value, problem } = useLive(load, onNotesChanged);
  const [addingSeries, setAddingSeries] = useState(false);
  const isSeries = occurrence.masterId !== undefined;
  const readOnly = value?.notice?.kind === 'readOnly' || value?.notice?.kind === 'fromTheFuture';
  const hasSeries = value?.series != null && value.series.text !== '';
  const hasOwn = value?.occurrence != null && value.occurrence.text !== '';
  const seriesExport: NotesToExport = { kind: 'series', meeting: noted };
  return (
    <Part icon={NotebookPen} heading={words.title}>
      <div className={styles.notes} data-notes>
        {problem !== null && value === null ? (
          <p className={warned.warned} role="alert">
            {words.unreadable}
          </p>
        ) : null}
        {value === null ? null : (
          <>
            <Notice notice={value.notice} />
            {value.last === null ? null : <LastNote note={value.last} />}
            <NoteField
              scope="occurrence"
              meeting={noted}
              note={value.occurrence}
              label={words.thisEvent}
              readOnly={readOnly}
            />
            {!isSeries ? null : hasSeries || addingSeries ? (
              <NoteField
                scope="series"
                meeting={noted}
                note={value.series}
                label={words.series}
                readOnly={readOnly}
                autoFocus={addingSeries}
              />
            ) : null}
            <div className={styles.buttons}>
              {isSeries && !hasSeries && !addingSeries && !readOnly ? (
                <Button look="plain" size="small" onClick={() => setAddingSeries(true)}>
                  {words.addSeries}
                </Button>
              ) : null}
              {hasOwn ? (
                <ExportButton what={{ kind: 'note', id: value.occurrence.id }} label={words.export} />
              ) : null}
              {isSeries && (hasSeries || hasOwn || value.last !== null) ? (
                <ExportButton what={seriesExport} label={words.exportSeries} />
              ) : null}
              <Button look="plain" size="small" shortcut="notes" onClick={onShowAll}>
                {words.all}
              </Button>
            </div>
          </>
        )}
      </div>
    </Part>
  );
};
