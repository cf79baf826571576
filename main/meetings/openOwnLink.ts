/**
 * Carries out the app's own links. Whoever wrote the link, it can only show something, or ask the person whether to
 * join their next meeting [property 18].
 */
import type { OccurrenceRef } from '../../shared/agenda.ts';
import { joinNext } from '../../shared/meetings.ts';
import type { IsoDate, Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { nothingToJoin } from './nothingToJoin.ts';
import { parseOwnLink } from './ownLink.ts';

export interface OwnLinkPorts {
  readonly words: () => Words;
  readonly nowMs: () => number;
  readonly find: (ref: OccurrenceRef) => Promise<Result<OccurrenceDetail, Problem>>;
  /** Today's and tomorrow's meetings, sorted by start. */
  readonly meetings: (nowMs: number) => Promise<readonly Occurrence[]>;
  readonly join: (meeting: Occurrence) => Promise<Result<null, Problem>>;
  readonly showDay: (date: IsoDate) => void;
  readonly showMeeting: (ref: OccurrenceRef) => void;
  readonly sentenceOf: (problem: Problem) => string;
  /** Asks with two buttons, the second of which is the default. Returns true for the first. */
  readonly ask: (question: Saying, yes: string) => Promise<boolean>;
  readonly tell: (notice: Saying) => Promise<void>;
}

export interface Saying {
  readonly message: string;
  readonly detail: string;
}

/** Returns the function that opens a link. While it asks or tells something, further links are ignored. */
export const createOwnLinkOpener = (ports: OwnLinkPorts): ((text: string) => Promise<void>) => {
  const { words, nowMs } = ports;

  const showMeeting = async (meeting: OccurrenceRef): Promise<void> => {
    const found = await ports.find(meeting);
    if (found.ok) return ports.showMeeting(meeting);
    const { links } = words().messages;
    const isGone = found.problem.kind === 'notFound';
    await ports.tell({
      message: links.cannotShow,
      detail: isGone ? links.noSuchMeeting : ports.sentenceOf(found.problem),
    });
  };

  const askToJoin = async (): Promise<void> => {
    const meetings = await ports.meetings(nowMs());
    const next = joinNext(meetings, nowMs())?.occurrence;
    const host = hostOf(next?.joinUrl);
    if (next === undefined || host === undefined) {
      const { title, body } = nothingToJoin(meetings, nowMs(), words());
      return ports.tell({ message: title, detail: body });
    }
    const { messages, format } = words();
    const question = {
      message: messages.links.joinQuestion(plainPart(displayTitle(next, messages), 80)),
      detail: messages.links.joinHint(format.timeRange(next.start, next.end), host),
    };
    if (!(await ports.ask(question, messages.detail.joinPlain))) return;
    const now = await ports.find(next);
    // What the person agreed to is the host that the question named.
    if (!now.ok || hostOf(now.value.joinUrl) !== host) {
      return ports.tell({ message: messages.links.cannotJoin, detail: messages.links.changedMeanwhile });
    }
    const joined = await ports.join(next);
    if (joined.ok) return;
    await ports.tell({ message: messages.links.cannotJoin, detail: ports.sentenceOf(joined.problem) });
  };

  const open = async (text: string): Promise<void> => {
    const link = parseOwnLink(text);
    switch (link?.kind) {
      case 'day':
        return ports.showDay(link.date);
      case 'meeting':
        return showMeeting(link.meeting);
      case 'joinNext':
        return askToJoin();
      default: {
        const { links } = words().messages;
        return ports.tell({ message: links.cannotOpen, detail: links.cannotOpenHint });
      }
    }
  };

  let isBusy = false;
  return async (text) => {
    if (isBusy) return;
    isBusy = true;
    await open(text).finally(() => {
      isBusy = false;
    });
  };
};
