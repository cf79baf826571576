/**
 * Joins meetings automatically: waits for the next one, announces it ten seconds before, and opens it unless the person
 * calls it off. Uses no Electron: how it is announced is up to the screen.
 *
 * Invariants: there is one timer, and it checks the wall clock at least every minute, so sleep and a clock that jumps
 * need no special handling [F16, F17]; that a meeting is joined is on the disk before its link opens, so it opens once;
 * with the setting off and nothing chosen, nothing is read and no timer runs.
 */
import type { AgendaPage, AgendaRange, OccurrenceRef } from '../../shared/agenda.ts';
import { refOf } from '../../shared/agenda.ts';
import { AUTO_JOIN_NOTICE_MS, occurrenceKeyOf } from '../../shared/autoJoin.ts';
import type { AutoJoinSettings, ComingJoin } from '../../shared/autoJoin.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/durations.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { eachPage } from '../../shared/eachPage.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { Log } from '../platform/log.ts';
import { oneAtATime } from '../platform/oneAtATime.ts';
import { throttle } from '../platform/throttle.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { Clock } from '../sync/ports.ts';
import { decideJoin, handledAs, isSameMeeting, LOOK_AGAIN_MS, planJoin } from './plan.ts';
import type { HandledMeeting, JoinQuestion } from './plan.ts';
import { plainLinkHost } from './plainLink.ts';
import type { AutoJoinFile } from './stateFile.ts';

export interface JoinScreen {
  show(coming: ComingJoin): void;
  close(): void;
}

export interface AutoJoinOptions {
  readonly clock: Clock;
  readonly settings: () => AutoJoinSettings;
  readonly file: AutoJoinFile;
  /** Reads a page of the agenda with the person's choices; null while the backend is closed. */
  readonly page: (range: AgendaRange) => Result<AgendaPage, Problem> | null;
  readonly find: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  readonly isUnlocked: () => boolean;
  readonly screen: JoinScreen;
  readonly join: (ref: OccurrenceRef) => Promise<Result<null, Problem>>;
  /** Called when the link of an announced meeting could not be opened. */
  readonly onFailed: (problem: Problem) => void;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
}

export interface AutoJoin {
  /** Called when the agenda or the choices changed. Plans again, at most every two seconds. */
  agendaChanged(): void;
  /** Called when the backend opened, the settings changed, the machine woke up or the screen was unlocked. */
  replan(): void;
  /** Called when the person joined a meeting, wherever they did. */
  joined(meeting: Occurrence): void;
  /** Returns the meeting that is about to be joined. */
  coming(): ComingJoin | null;
  /** Returns false if nothing with this id is about to be joined. */
  cancel(id: string): boolean;
  stop(): void;
}

const LOOK_AHEAD_MS = 6 * HOUR_MS;
const PAUSE_MS = 2 * SECOND_MS;
/** If the machine slept during the notice, the person has not seen it. */
const LATEST_MS = 30 * SECOND_MS;

interface Announced extends ComingJoin {
  readonly announcedAtMs: number;
}

export const createAutoJoin = (options: AutoJoinOptions): AutoJoin => {
  const { clock, file, screen } = options;
  const timer = createWallClockTimer({ clock, fire: () => replan() });
  let announced: Announced | null = null;
  let count = 0;
  let stopped = false;
  /** Links that must not open by themselves, by key and link, so that they are looked up once. */
  const refused = new Set<string>();

  const read = (fromMs: number, toMs: number): readonly Occurrence[] | null => {
    const range = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
    const occurrences: Occurrence[] = [];
    const read = (cursor: string | null): Result<AgendaPage, Problem | null> =>
      options.page({ ...range, cursor }) ?? fail(null);
    for (const page of eachPage(read)) {
      if (!page.ok) return null;
      occurrences.push(...page.value.occurrences);
    }
    return occurrences;
  };

  const isOn = (): boolean => options.settings().autoJoin || file.get().choices.some(({ on }) => on);

  const linkKey = ({ eventId, calendarId, accountId, joinUrl }: Occurrence): string =>
    [accountId, calendarId, eventId, joinUrl].join('\n');

  const withdraw = (): void => {
    if (announced === null) return;
    announced = null;
    screen.close();
  };

  /** Returns false if it could not be saved. */
  const setHandled = (meeting: Occurrence, how: HandledMeeting['how']): boolean => {
    const key = occurrenceKeyOf(meeting);
    const others = file.get().handled.filter((each) => !isSameMeeting(each, key));
    return file.set({ handled: [...others, { ...key, how }] }, clock.now());
  };

  const open = async ({ occurrence, host }: Announced): Promise<void> => {
    const found = await options.find(refOf(occurrence));
    if (stopped || !found.ok || plainLinkHost(found.value) !== host) return;
    const isAsAnnounced = isSameMeeting(occurrenceKeyOf(found.value), occurrenceKeyOf(occurrence));
    if (!isAsAnnounced || !options.isUnlocked()) return;
    // What cannot be remembered could open twice.
    if (!setHandled(occurrence, 'joined')) {
      refused.add(linkKey(occurrence));
      return options.log('autoJoin.failed');
    }
    const joined = await options.join(refOf(occurrence));
    options.log(joined.ok ? 'autoJoin.joined' : 'autoJoin.failed');
    if (!joined.ok) options.onFailed(joined.problem);
  };

  const announce = async (occurrence: Occurrence): Promise<'announced' | 'refused' | 'failed'> => {
    const found = await options.find(refOf(occurrence));
    if (stopped || !found.ok) return 'failed';
    const host = plainLinkHost(found.value);
    if (host === null) {
      refused.add(linkKey(occurrence));
      return 'refused';
    }
    const nowMs = clock.now();
    const startMs = occurrence.start.kind === 'timed' ? occurrence.start.ms : nowMs;
    const joinAtMs = startMs - options.settings().autoJoinMinutes * MINUTE_MS;
    const atMs = Math.max(joinAtMs, nowMs + AUTO_JOIN_NOTICE_MS);
    count += 1;
    announced = { id: String(count), occurrence, host, atMs, announcedAtMs: nowMs };
    options.log('autoJoin.announced');
    screen.show(announced);
    timer.set(atMs);
    return 'announced';
  };

  /** Goes on with what is announced. Returns whether that is all that there is to do now. */
  const goOn = async (question: JoinQuestion): Promise<boolean> => {
    if (announced === null) return false;
    const { occurrence, atMs, announcedAtMs } = announced;
    const key = occurrenceKeyOf(occurrence);
    const now = question.occurrences.find((each) => isSameMeeting(occurrenceKeyOf(each), key));
    const stands =
      now !== undefined && decideJoin(now, { ...question, nowMs: announcedAtMs }).kind === 'join';
    const { nowMs } = question;
    if (!stands || nowMs > atMs + LATEST_MS || nowMs < announcedAtMs) {
      withdraw();
      return false;
    }
    if (nowMs < atMs) {
      timer.set(atMs);
      return true;
    }
    const due = announced;
    withdraw();
    await open(due);
    return false;
  };

  const plan = async (): Promise<void> => {
    if (stopped) return;
    const settings = options.settings();
    const beganMs = clock.now();
    if (!isOn()) {
      withdraw();
      return timer.cancel();
    }
    const occurrences = read(beganMs, beganMs + LOOK_AHEAD_MS);
    if (occurrences === null) {
      withdraw();
      return timer.set(beganMs + MINUTE_MS);
    }
    const ask = (): JoinQuestion => ({
      occurrences,
      settings,
      handled: file.get().handled,
      isUnlocked: options.isUnlocked,
      nowMs: clock.now(),
    });
    if (await goOn(ask())) return;
    for (;;) {
      const { due, nextAtMs } = planJoin(ask(), (each) => !refused.has(linkKey(each)));
      if (due === null) return timer.set(Math.min(nextAtMs ?? Infinity, beganMs + LOOK_AHEAD_MS / 2));
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await announce(due);
      if (outcome === 'announced') return;
      if (outcome === 'failed') return timer.set(clock.now() + LOOK_AGAIN_MS);
    }
  };

  const replan = oneAtATime(plan, options.onBug);

  const changes = throttle(clock, PAUSE_MS, replan);
  const isComing = (meeting: Occurrence): boolean =>
    announced !== null && isSameMeeting(occurrenceKeyOf(announced.occurrence), occurrenceKeyOf(meeting));
  return {
    agendaChanged: changes.ask,
    replan,
    joined: (meeting) => {
      // Meetings of other days are looked at, not attended.
      const isNow = meeting.start.kind === 'timed' && Math.abs(meeting.start.ms - clock.now()) < DAY_MS;
      if (!isNow || !isOn() || handledAs(meeting, file.get().handled) === 'joined') return;
      if (isComing(meeting)) withdraw();
      setHandled(meeting, 'joined');
      replan();
    },
    coming: () => {
      if (announced === null) return null;
      const { announcedAtMs: _, ...coming } = announced;
      return coming;
    },
    cancel: (id) => {
      if (announced?.id !== id) return false;
      const { occurrence } = announced;
      withdraw();
      setHandled(occurrence, 'cancelled');
      options.log('autoJoin.cancelled');
      replan();
      return true;
    },
    stop: () => {
      stopped = true;
      timer.cancel();
      changes.stop();
      withdraw();
    },
  };
};
