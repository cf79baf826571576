/**
 * The text for a bug report: versions, figures, times and kinds of problems [property 11]. It cannot contain titles,
 * addresses, names, ids or tokens: accounts and calendars are numbered, and of a problem only its kind and codes are
 * written. Pure.
 */
import type { AppInfo } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AccountInspection, CalendarInspection, PassRecord } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';

/** Like `process.versions`. */
export interface Versions {
  readonly node?: string;
  readonly electron?: string;
  readonly chrome?: string;
}

export interface DiagnosticsFacts {
  readonly info: AppInfo;
  readonly versions: Versions;
  readonly settings: Settings;
  readonly accounts: readonly AccountInspection[];
  /** Newest first. */
  readonly passes: readonly PassRecord[];
}

const MOST_PASSES = 20;

/**
 * Returns the kind and those fields that are codes or times of our own. `detail` may quote anything, so it is left
 * out.
 */
const problemText = (problem: Problem): string => {
  switch (problem.kind) {
    case 'signInRequired':
      return `${problem.kind} (${problem.reason})`;
    case 'rateLimited':
      return `${problem.kind} (until ${problem.retryAt})`;
    case 'sweepHeld':
      return `${problem.kind} (${problem.count} rows, ${problem.upcoming ?? 'unknown'} upcoming)`;
    case 'storageFailed':
    case 'signInFailed':
      return `${problem.kind} (${problem.cause})`;
    default:
      return problem.kind;
  }
};

const problemsText = (problems: readonly Problem[]): string =>
  problems.length === 0 ? 'none' : problems.map(problemText).join(', ');

const orNever = (time: string | null): string => time ?? 'never';

const calendarLines = (calendar: CalendarInspection, name: string): readonly string[] => {
  const { heldSweep, keptRows, lastAudit, lastProblem } = calendar;
  return [
    `  ${name}: ${calendar.visible ? 'shown' : 'hidden'}, ${calendar.eventsStored} rows`,
    `    flawed ${calendar.flawed}, left out ${calendar.quarantined}`,
    `    last success ${orNever(calendar.lastSuccessAt)}, token since ${orNever(calendar.tokenSince)}`,
    ...(heldSweep === null
      ? []
      : [
          `    held sweep of ${heldSweep.count} rows, ${heldSweep.upcoming} upcoming, since ${heldSweep.since}`,
        ]),
    ...(keptRows === null ? [] : [`    kept rows ${keptRows}`]),
    ...(lastProblem === null
      ? []
      : [`    last problem ${problemText(lastProblem.problem)} at ${lastProblem.at}`]),
    lastAudit === null
      ? '    never audited'
      : `    audited ${lastAudit.at}: missing ${lastAudit.missing}, extra ${lastAudit.extra}, different ${lastAudit.different}`,
  ];
};

const passLine = ({ startedAt, durationMs, outcome, reason, mode, counts, problems }: PassRecord): string =>
  `  ${startedAt} ${outcome} (${reason}, ${mode}) ${durationMs} ms: ` +
  `${counts.calendars} calendars, ${counts.pages} pages, ${counts.upserted} written, ${counts.removed} removed, ` +
  `${counts.swept} swept, ${counts.quarantined} left out; problems: ${problemsText(problems)}`;

/** Returns the whole text, with lines ended by `\n`. */
export const diagnosticsText = (facts: DiagnosticsFacts): string => {
  const { info, versions, settings, accounts, passes } = facts;
  const lines = [
    `Jarvis Calendar ${info.version}${info.packaged ? '' : ' (development)'} on ${info.platform}`,
    `Electron ${versions.electron ?? 'none'}, Chromium ${versions.chrome ?? 'none'}, Node ${versions.node ?? 'none'}`,
    `locale ${info.locale}, tray ${info.hasTray ? 'yes' : 'no'}, keyring ${info.keyring}`,
    `sync every ${settings.syncIntervalMinutes} min, reach back ${settings.reachBack}, tokens ${settings.tokenStorage}`,
  ];
  for (const [index, { account, problems, retryAt, calendars }] of accounts.entries()) {
    const name = `account ${index + 1}`;
    lines.push('', `${name} (${account.kind}): problems: ${problemsText(problems)}`);
    if (retryAt !== null) lines.push(`  not asked before ${retryAt}`);
    for (const [place, calendar] of calendars.entries()) {
      lines.push(...calendarLines(calendar, `${name} / calendar ${place + 1}`));
    }
  }
  lines.push('', 'last passes:', ...passes.slice(0, MOST_PASSES).map(passLine));
  return `${lines.join('\n')}\n`;
};
