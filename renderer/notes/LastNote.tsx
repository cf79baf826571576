/** The note of the series' last occurrence: what was left to do, and the note itself. */
import { useId, useState, type ReactNode } from 'react';
import { openTasks, tickTask, type Note, type Task } from '../../shared/notes.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { useMinute } from '../data/clock.ts';
import { useAct } from '../ui/act.ts';
import { FoldButton } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Notes.module.css';

/** More are in the note itself. */
const mostTasks = 20;

export const LastNote = ({ note }: { readonly note: Note }): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.notes;
  const nowMs = useMinute();
  const act = useAct();
  const id = useId();
  const [shown, setShown] = useState(false);
  const tasks = openTasks(note.text).slice(0, mostTasks);
  const date = format.fullDate(
    format.dateOf(startMsOf(note.meeting.start, format.timeZone)),
    format.dateOf(nowMs),
  );
  const tick = (task: Task): void => {
    const text = tickTask(note.text, task);
    // The list shows it ticked once it is saved.
    if (text !== null) act(window.jarvis.notes.save({ ...saveable(note), text }));
  };
  return (
    <div className={styles.last}>
      <h4 className={styles.label}>{words.fromLast(date)}</h4>
      {tasks.length === 0 ? null : (
        <ul className={styles.tasks} aria-label={words.openTasks}>
          {tasks.map((task) => (
            <li key={task.line}>
              <label className={styles.task}>
                <input
                  type="checkbox"
                  checked={false}
                  aria-label={words.tick(task.text)}
                  onChange={() => tick(task)}
                />
                <bdi>{task.text}</bdi>
              </label>
            </li>
          ))}
        </ul>
      )}
      <FoldButton all={shown} onAll={setShown} more={words.showLast} less={words.hideLast} controls={id} />
      {shown ? (
        <p id={id} className={styles.lastText} dir="auto">
          {note.text}
        </p>
      ) : null}
    </div>
  );
};

const saveable = ({ id, scope, meeting, revision }: Note) => ({ id, scope, meeting, revision });
