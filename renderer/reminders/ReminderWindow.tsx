import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ReminderForm } from '../../shared/reminders.ts';
import type { Result } from '../../shared/result.ts';
import { AnsweringContext } from '../answering/answering.ts';
import { useAnswers } from '../answering/useAnswers.ts';
import { JoiningNotice } from '../autoJoin/JoiningNotice.tsx';
import { useInfo } from '../data/useApp.ts';
import { useLive } from '../data/useLive.ts';
import { useSettings } from '../data/useSettings.ts';
import { useViewersWords } from '../data/useViewersWords.ts';
import { useWriting } from '../data/useWriting.ts';
import { ActContext, type Act } from '../ui/act.ts';
import { PlatformContext } from '../ui/platform.ts';
import { WordsContext } from '../ui/words.ts';
import { KeyHints } from './Choices.tsx';
import { Reminder } from './Reminder.tsx';
import styles from './Reminders.module.css';
import { useQuietKeys } from './useQuietKeys.ts';

type Load = () => ReturnType<typeof window.jarvis.reminders.list>;
const load: { readonly [Form in ReminderForm]: Load } = {
  window: () => window.jarvis.reminders.list({ form: 'window' }),
  fullScreen: () => window.jarvis.reminders.list({ form: 'fullScreen' }),
};
const onReminders = (listener: () => void): (() => void) => window.jarvis.reminders.onChanged(listener);

/** Main opens the page with one of two fragments. */
const askedForm = (): ReminderForm => (window.location.hash === '#reminders-full' ? 'fullScreen' : 'window');

interface ReminderWindowProps {
  readonly form?: ReminderForm;
}

/**
 * Reminders that wait for an answer: in the small window on top of the others, or on a whole screen. Main closes it
 * after the last one.
 */
export const ReminderWindow = ({ form = askedForm() }: ReminderWindowProps): ReactNode => {
  const isFull = form === 'fullScreen';
  const info = useInfo();
  // Applies the person's theme to this page too.
  const { settings } = useSettings();
  const words = useViewersWords(info.value, settings);
  const reminders = useLive(load[form], onReminders);
  const list = useRef<HTMLDivElement>(null);
  const shown = reminders.value ?? [];
  const [problem, setProblem] = useState<Problem | null>(null);
  const writing = useWriting(true);
  const heard = (reply: Result<unknown, Problem>): void => setProblem(reply.ok ? null : reply.problem);
  const act: Act = (call) => void call.then(heard);
  const answering = useAnswers({ painted: true, writing, words, heard, toast: null });
  const isKnown = info.value !== null || info.problem !== null;
  const answered = useFocusOnNext(list, isFull, isKnown ? shown.length : 0);
  useFittingWindow(list, isKnown && !isFull);
  const focused = useFocusedReminder();
  const keysWork = useQuietKeys(isFull && isKnown && shown.length > 0, shown.length);
  const withKeys = shown.find(({ id }) => id === focused) ?? shown[0];
  if (!isKnown) return null;
  return (
    <WordsContext value={words}>
      <PlatformContext value={info.value?.platform ?? 'linux'}>
        <ActContext value={act}>
          <AnsweringContext value={answering}>
            <main
              className={`${styles.page} ${isFull ? styles.full : ''}`}
              aria-label={words.messages.reminders.label}
            >
              {/* Reminders that arrive while the window is open are read out. */}
              <div ref={list} role="log" aria-label={words.messages.reminders.label}>
                {problem === null ? null : (
                  <p className={styles.problem} role="alert">
                    {problemText(words.messages, problem, words.format).sentence}
                  </p>
                )}
                {shown.map((reminder) => (
                  <Reminder
                    key={reminder.id}
                    reminder={reminder}
                    form={form}
                    hasKeys={keysWork && reminder === withKeys}
                    onAnswer={answered}
                  />
                ))}
              </div>
              {isFull ? (
                <>
                  <KeyHints canJoin={withKeys?.occurrence.joinUrl !== undefined} areShown={keysWork} />
                  {/* This page covers the window that says it otherwise. */}
                  <JoiningNotice />
                </>
              ) : null}
            </main>
          </AnsweringContext>
        </ActContext>
      </PlatformContext>
    </WordsContext>
  );
};

/**
 * Focuses the next reminder when the answered one is gone, and the focus with it; on a whole screen the first one too.
 * Never a button before the first answer, because a person who is typing when the window appears must not press it.
 * Returns the function to call with an answer.
 */
const useFocusOnNext = (
  list: RefObject<HTMLElement | null>,
  isFull: boolean,
  count: number,
): (() => void) => {
  const answered = useRef(false);
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    if (isFull) list.current?.querySelector<HTMLElement>('[data-reminder]')?.focus();
    else if (answered.current)
      list.current?.querySelector<HTMLElement>('[data-choices] :is(button, select)')?.focus();
  }, [list, isFull, count]);
  return () => {
    answered.current = true;
  };
};

/** Returns the id of the reminder that has the focus, or had it last. */
const useFocusedReminder = (): string | null => {
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    const moved = ({ target }: FocusEvent): void => {
      const reminder = target instanceof Element ? target.closest<HTMLElement>('[data-reminder]') : null;
      setId(reminder?.dataset['reminder'] ?? null);
    };
    window.addEventListener('focusin', moved);
    return () => window.removeEventListener('focusin', moved);
  }, []);
  return id;
};

/** Tells main how high the content is. Main makes the window as high, as far as the screen has room. */
const useFittingWindow = (content: RefObject<HTMLElement | null>, isFitting: boolean): void => {
  useLayoutEffect(() => {
    const element = content.current;
    if (!isFitting || element === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height);
      if (height > 0) void window.jarvis.reminders.fit({ height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [content, isFitting]);
};
