import { useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Calendar, OccurrenceDetail } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Notify } from '../../shared/writing.ts';
import { useChange } from '../answering/useChange.ts';
import { useAct } from '../ui/act.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';
import { MailChoice } from './MailChoice.tsx';
import styles from './Removal.module.css';
import { ToldGuests } from './ToldGuests.tsx';
import type { Moving } from './useMoving.ts';

interface MoveDialogProps {
  readonly detail: OccurrenceDetail;
  readonly moving: Moving;
  /** Called when the event is on its way, so that it is no longer where the panel found it. */
  readonly onMoved: () => void;
  readonly onClose: () => void;
}

/** Asks to which calendar an event or a series is moved, and whether its guests get mail [W41]. */
export const MoveDialog = ({ detail, moving, onMoved, onClose }: MoveDialogProps): ReactNode => {
  const { messages } = useWords();
  const texts = messages.moving;
  const act = useAct();
  const change = useChange(detail, onMoved);
  const [to, setTo] = useState<Calendar>(moving.first);
  const [preview, setPreview] = useState(moving.preview);
  const [busy, setBusy] = useState(false);

  const choose = async (next: Calendar | undefined): Promise<void> => {
    if (next === undefined) return;
    setTo(next);
    setBusy(true);
    const reply = await window.jarvis.edits.preview({
      draft: { kind: 'move', ref: refOf(detail), to: next.id },
    });
    setBusy(false);
    if (reply.ok) setPreview(reply.value);
    else {
      act(Promise.resolve(reply));
      onClose();
    }
  };
  const move = async (notify: Notify): Promise<void> => {
    setBusy(true);
    await change(
      preview,
      notify,
      texts.moved(plainPart(displayTitle(detail, messages), 40), plainPart(to.name, 40)),
    );
    onClose();
  };
  return (
    <Dialog title={texts.question} onClose={onClose}>
      <div className={styles.question}>
        <p dir="auto">
          <strong>{displayTitle(detail, messages)}</strong>
        </p>
        <SelectField
          label={texts.calendar}
          value={to.id}
          onChange={({ target }) => void choose(moving.calendars[target.selectedIndex])}
        >
          {moving.calendars.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {detail.masterId === undefined ? null : <p>{texts.all}</p>}
        {preview.mails === 0 ? null : (
          <ToldGuests
            preview={preview}
            says={texts.mails(preview.mails)}
            hints={[messages.removal.final, texts.none]}
          />
        )}
        <MailChoice
          preview={preview}
          look="primary"
          texts={texts}
          busy={busy}
          onChoose={(notify) => void move(notify)}
          onClose={onClose}
        />
      </div>
    </Dialog>
  );
};
