import { useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Notify, Preview, Scope } from '../../shared/writing.ts';
import { useAct } from '../ui/act.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useWords } from '../ui/words.ts';
import { MailChoice } from './MailChoice.tsx';
import styles from './Removal.module.css';
import { ToldGuests } from './ToldGuests.tsx';

interface RemoveDialogProps {
  readonly detail: OccurrenceDetail;
  /** What deleting this event alone would do. */
  readonly first: Preview;
  readonly onChoose: (preview: Preview, notify: Notify) => void | Promise<void>;
  readonly onClose: () => void;
}

/** Asks which events of a series are deleted, and whether the guests get mail [W41]. No mail is chosen beforehand. */
export const RemoveDialog = ({ detail, first, onChoose, onClose }: RemoveDialogProps): ReactNode => {
  const { messages } = useWords();
  const texts = messages.removal;
  const act = useAct();
  const isSeries = detail.masterId !== undefined;
  const [scope, setScope] = useState<Scope>('one');
  const [preview, setPreview] = useState(first);
  const [busy, setBusy] = useState(false);

  const choose = async (next: Scope): Promise<void> => {
    setScope(next);
    setBusy(true);
    const reply = await window.jarvis.edits.preview({
      draft: { kind: 'remove', ref: refOf(detail), scope: next },
    });
    setBusy(false);
    if (reply.ok) setPreview(reply.value);
    else {
      act(Promise.resolve(reply));
      onClose();
    }
  };
  return (
    <Dialog title={isSeries ? texts.questionSeries : texts.question} onClose={onClose}>
      <div className={styles.question}>
        <p dir="auto">
          <strong>{displayTitle(detail, messages)}</strong>
        </p>
        {isSeries ? (
          <Segments
            label={texts.scope}
            value={scope}
            options={(['one', 'all'] as const).map((value) => ({ value, label: texts.scopes[value] }))}
            onChange={(next) => void choose(next)}
          />
        ) : null}
        {scope === 'all' ? <p>{texts.all}</p> : null}
        {preview.mails === 0 ? null : (
          <ToldGuests preview={preview} says={texts.mails(preview.mails)} hints={[texts.final, texts.none]} />
        )}
        <MailChoice
          preview={preview}
          look="danger"
          texts={texts}
          busy={busy}
          onChoose={(notify) => void onChoose(preview, notify)}
          onClose={onClose}
        />
      </div>
    </Dialog>
  );
};
