import { Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Notify, Preview } from '../../shared/writing.ts';
import { useChange } from '../answering/useChange.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { RemoveDialog } from './RemoveDialog.tsx';

interface RemoveButtonProps {
  readonly detail: OccurrenceDetail;
  /** Called when the event is no longer shown. */
  readonly onRemoved: () => void;
}

/** Deletes the open event: at once if nobody else is concerned, since it can be undone; otherwise after a question. */
export const RemoveButton = ({ detail, onRemoved }: RemoveButtonProps): ReactNode => {
  const { messages } = useWords();
  const act = useAct();
  const change = useChange(detail, onRemoved);
  const remove = (preview: Preview, notify: Notify): Promise<void> =>
    change(preview, notify, messages.removal.deleted(plainPart(displayTitle(detail, messages), 40)));
  /** What the question begins with; null: nothing is asked. */
  const [asking, setAsking] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  if (detail.may.remove !== true || detail.pending !== undefined) return null;

  const begin = async (): Promise<void> => {
    setBusy(true);
    const reply = await window.jarvis.edits.preview({
      draft: { kind: 'remove', ref: refOf(detail), scope: 'one' },
    });
    if (!reply.ok) act(Promise.resolve(reply));
    else if (reply.value.mails > 0 || detail.masterId !== undefined) setAsking(reply.value);
    else await remove(reply.value, 'none');
    setBusy(false);
  };
  return (
    <>
      <Button disabled={busy} onClick={() => void begin()}>
        <Trash2 size={15} aria-hidden="true" />
        {messages.removal.button}
      </Button>
      {asking === null ? null : (
        <RemoveDialog
          detail={detail}
          first={asking}
          onChoose={async (preview, notify) => {
            setAsking(null);
            await remove(preview, notify);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
};
