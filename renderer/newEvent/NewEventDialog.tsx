/**
 * The dialog for a new event: a line that is understood as it is typed, what it means in words, and a form for the
 * rest. Enter creates the event. With guests, the person chooses first whether they get mail [W41, O20].
 */
import { Video, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { QuickBase, QuickLine } from '../../shared/quickAdd.ts';
import {
  MOST_GUESTS,
  type CalendarChoice,
  type CreateDraft,
  type Notify,
  type OutboxItem,
  type Preview,
  type WritingState,
} from '../../shared/writing.ts';
import { useMinute } from '../data/clock.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { Confirm } from './Confirm.tsx';
import { DetailsForm } from './DetailsForm.tsx';
import {
  calendarFor,
  choose,
  draftOf,
  fieldsOf,
  formText,
  isEmptyForm,
  readGuestText,
  writableCalendars,
  type LineFields,
} from './eventForm.ts';
import { endsAfterStart } from './localTime.ts';
import styles from './NewEvent.module.css';
import { QuickField } from './QuickField.tsx';
import { Summary } from './Summary.tsx';
import { useConflicts } from './useConflicts.ts';
import { standingParts, useQuickLine } from './useQuickLine.ts';
import { useSavedForm } from './useSavedForm.ts';

interface NewEventDialogProps {
  readonly accounts: Accounts;
  readonly writing: WritingState;
  readonly defaultCalendar: CalendarChoice | null;
  /** The chosen day or time; null: today. */
  readonly base: QuickBase | null;
  /** `text`: the form as `edits.saveDraft` keeps it; null if it was empty. */
  readonly onCreated: (item: OutboxItem, notify: Notify, text: string | null) => void;
  /** `title`: null if none was typed. */
  readonly onMeetNow: (title: string | null, calendar: CalendarChoice) => void;
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'editing' }
  | { readonly kind: 'busy' }
  /** The question about mail, and what it is about. */
  | { readonly kind: 'asking'; readonly preview: Preview; readonly opId: string; readonly busy: boolean };

export const NewEventDialog = (props: NewEventDialogProps): ReactNode => {
  const { accounts, writing, defaultCalendar, base, onCreated, onMeetNow, onClose } = props;
  const { messages, format } = useWords();
  const texts = messages.newEvent;
  const nowMs = useMinute();
  const summaryId = useId();
  const saved = useSavedForm(base?.startMinute !== undefined);
  const { form } = saved;
  const { read, problem: notRead } = useQuickLine(form.line, base);
  const [step, setStep] = useState<Step>({ kind: 'editing' });
  const [problem, setProblem] = useState<Problem | null>(null);
  /** The person pressed Create, so what is missing is said. */
  const [tried, setTried] = useState(false);
  /** The line that the person created before main had read it. It is created once it is read, unless it is changed. */
  const early = useRef<string | null>(null);

  const writable = writableCalendars(accounts.calendars ?? [], writing);
  const calendar = calendarFor(writable, form.calendar, defaultCalendar);
  const line = read?.line ?? null;
  const typed = form.guestText === null ? null : readGuestText(form.guestText);
  const fields = line === null ? null : withGuests(fieldsOf(form, line), typed);
  const conflicts = useConflicts(fields?.when ?? null);
  const isRead = read?.text === form.line;
  const flaw =
    typed?.kind === 'invalid'
      ? texts.guestsInvalid(typed.text)
      : typed?.kind === 'tooMany'
        ? texts.tooManyGuests(MOST_GUESTS)
        : fields !== null && !endsAfterStart(fields.when)
          ? texts.endsBeforeStart
          : null;

  const close = (): void => {
    saved.keep();
    onClose();
  };
  const failed = (why: Problem): void => {
    setProblem(why);
    setStep({ kind: 'editing' });
  };
  const submit = async (preview: Preview, opId: string, notify: Notify): Promise<void> => {
    const reply = await window.jarvis.edits.submit({ opId, token: preview.token, notify });
    if (!reply.ok) return failed(reply.problem);
    saved.forget();
    onCreated(reply.value, notify, isEmptyForm(form) ? null : formText(form));
    onClose();
  };
  const send = async (draft: CreateDraft): Promise<void> => {
    setProblem(null);
    setStep({ kind: 'busy' });
    const reply = await window.jarvis.edits.preview({ draft });
    if (!reply.ok) return failed(reply.problem);
    // One id for one event: a second press is the same operation.
    const opId = crypto.randomUUID();
    if (draft.guests.length === 0) return submit(reply.value, opId, 'none');
    setStep({ kind: 'asking', preview: reply.value, opId, busy: false });
  };
  const create = (): void => {
    setTried(true);
    if (step.kind !== 'editing') return;
    if (!isRead) early.current = form.line;
    if (!isRead || fields === null || calendar === null || flaw !== null) return;
    void send(draftOf(form, fields, calendar));
  };
  const latest = useRef(create);
  useEffect(() => {
    latest.current = create;
  });
  useEffect(() => {
    if (early.current === null || early.current !== read?.text) return;
    early.current = null;
    latest.current();
  }, [read]);
  const meetNow = (): void => {
    if (step.kind !== 'editing' || calendar === null) return;
    saved.forget();
    const title = fields === null || fields.title === '' ? null : fields.title;
    onMeetNow(title, { accountId: calendar.accountId, calendarId: calendar.id });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // An Enter that confirms text of an input method creates nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    create();
  };

  const asking = step.kind === 'asking' ? step : null;
  return (
    <Modal
      className={styles.dialog}
      focusFirst="input"
      aria-label={asking === null ? texts.title : texts.confirm.title}
      onClose={close}
    >
      {asking === null ? (
        <>
          <header className={styles.top}>
            <h2>{texts.title}</h2>
            <IconButton label={messages.app.close} shortcut="close" onClick={close}>
              <X size={18} aria-hidden="true" />
            </IconButton>
          </header>
          <QuickField
            text={form.line}
            parts={standingParts(read, form.line)}
            describedBy={summaryId}
            onChange={(text) => {
              early.current = null;
              saved.change({ ...form, line: text });
            }}
            onKeyDown={onKeyDown}
          />
          {/* Focusable, so that the keyboard can scroll it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={styles.body} tabIndex={0} role="region" aria-label={texts.title}>
            {saved.restored ? (
              <p className={styles.restored}>
                {texts.restored}
                <Button look="plain" size="small" onClick={saved.forget}>
                  {texts.startOver}
                </Button>
              </p>
            ) : null}
            {fields === null || line === null ? null : (
              <Summary
                id={summaryId}
                fields={fields}
                assumed={isEmptyForm(form) ? [] : assumedOf(line, fields)}
                conflicts={conflicts}
                nowMs={nowMs}
              />
            )}
            {calendar === null ? <p className={warned.warned}>{texts.noCalendar}</p> : null}
            {problem === null && notRead === null ? null : (
              <p className={warned.warned} role="alert">
                {problemText(messages, problem ?? notRead ?? { kind: 'internal' }, format).sentence}
              </p>
            )}
            {tried && flaw !== null ? (
              <p className={warned.warned} role="alert">
                {flaw}
              </p>
            ) : null}
            {fields === null || line === null || calendar === null ? null : (
              <details className={styles.more}>
                <summary>{texts.details}</summary>
                <DetailsForm
                  form={form}
                  fields={fields}
                  calendars={writable}
                  calendar={calendar}
                  accountName={({ accountId }) => accounts.accountName(accountId)}
                  onForm={(part) => saved.change({ ...form, ...part })}
                  onField={(field, value) => saved.change(choose(saved.latest(), line, field, value))}
                />
              </details>
            )}
          </div>
          <footer className={styles.footer}>
            <Button look="primary" disabled={calendar === null || step.kind === 'busy'} onClick={create}>
              {texts.create}
            </Button>
            <span className={styles.calendarName}>{calendar?.name}</span>
            <Button
              disabled={calendar === null || step.kind === 'busy'}
              title={texts.meetNowHint}
              onClick={meetNow}
            >
              <Video size={16} aria-hidden="true" />
              {texts.meetNow}
            </Button>
          </footer>
        </>
      ) : (
        <Confirm
          preview={asking.preview}
          busy={asking.busy}
          onChoose={(notify) => {
            setStep({ ...asking, busy: true });
            void submit(asking.preview, asking.opId, notify);
          }}
          onBack={() => setStep({ kind: 'editing' })}
        />
      )}
    </Modal>
  );
};

const withGuests = (fields: LineFields, typed: ReturnType<typeof readGuestText> | null): LineFields =>
  typed?.kind === 'list' ? { ...fields, guests: typed.guests } : fields;

/** What was assumed about a time says nothing about one that was chosen by hand. */
const assumedOf = (line: QuickLine, fields: LineFields): QuickLine['assumed'] =>
  JSON.stringify(line.when) === JSON.stringify(fields.when) ? line.assumed : [];
