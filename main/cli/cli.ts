/**
 * The command line: `jarvis-calendar next`. Reads the app's database for reading only, without a window and without
 * Electron, so the same code runs in Node from source and in the packaged app before Electron starts the rest.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Calendar, Occurrence } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { toLine } from '../../shared/text/plainText.ts';
import { watchZone } from '../platform/timeZone.ts';
import { answerTo, daysOf, nextAt } from './answerTo.ts';
import type { Moment } from './answerTo.ts';
import { completionScript } from './completion.ts';
import { follow } from './follow.ts';
import { answerCall } from './mcp/answerCall.ts';
import { serve } from './mcp/serve.ts';
import type { Answer, OutputContext } from './output/answer.ts';
import { isEmpty } from './output/answer.ts';
import { jsonOutput, tsvOutput } from './output/data.ts';
import { syncJson } from './output/syncJson.ts';
import { textOutput, waybarOutput } from './output/text.ts';
import { contextOf, momentOf } from './outputContext.ts';
import { parseArguments } from './parseArguments.ts';
import type { CommandLine } from './parseArguments.ts';
import { defaultProfile } from './profile.ts';
import { databaseIn, noCalendars, occurrencesOn, withCalendars } from './readAgenda.ts';
import { printError, printOut } from './streams.ts';
import type { SyncReply } from './syncReply.ts';
import { programName, usage } from './usage.ts';

export interface CliWorld {
  /** From the command on. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly version: string;
  readonly nowMs: () => number;
  /** Has the running app sync, or another process if none runs with this profile. The failure is a sentence. */
  readonly sync: (profile: string) => Result<SyncReply, string>;
  /** The file of the thread that speaks with an AI assistant (mcp/thread.ts). */
  readonly mcpThread: string;
}

/** The exit codes. */
const [done, nothing, wrongUsage] = [0, 1, 2];

export type RunCli = (world: CliWorld) => number;

/** Runs a command and returns its exit code. */
export const runCli: RunCli = (world) => {
  try {
    return run(world);
  } catch (error) {
    // Its message could contain what is in the calendar.
    printError(`${programName}: internal error: ${error instanceof Error ? error.name : 'unknown'}\n`);
    return nothing;
  }
};

const run = (world: CliWorld): number => {
  const parsed = parseArguments(world.args);
  if (!parsed.ok) return refuse(parsed.problem);
  const request = parsed.value;
  if (request.kind === 'help') return finish(usage(request.command));
  if (request.kind === 'version') return finish(`${programName} ${world.version}\n`);
  if (request.kind === 'completion') return finish(completionScript(request.shell));
  const { line } = request;
  const profile =
    request.profile === null
      ? defaultProfile({ platform: process.platform, env: world.env, home: homedir() })
      : resolve(request.profile);
  if (line.command === 'sync') {
    return existsSync(databaseIn(profile))
      ? printSynced(world.sync(profile), line)
      : complain(noCalendars(profile));
  }
  if (line.command === 'mcp') {
    const { env, nowMs, mcpThread, version } = world;
    serve(mcpThread, version, (call) => answerCall({ profile, env, nowMs }, call));
    return done;
  }
  const moment = momentOf(world.nowMs());
  const days = daysOf(line, moment.today);
  if (!days.ok) return refuse(days.problem);
  if (line.command === 'next') return next(world, line, profile);
  const answer = withCalendars(profile, line.calendars, (reading) => {
    const found = answerTo(line, days.value, reading, moment);
    return found.ok ? ok({ answer: found.value, calendars: reading.calendars }) : found;
  });
  if (!answer.ok) return complain(answer.problem);
  const context = contextOf(world.env, profile, moment.nowMs, answer.value.calendars);
  return printAnswer(answer.value.answer, line, context);
};

const finish = (text: string): number => {
  printOut(text);
  return done;
};
const complain = (sentence: string): number => {
  printError(`${programName}: ${sentence}\n`);
  return nothing;
};
const refuse = (sentence: string): number => {
  printError(`${programName}: ${sentence}\nTry '${programName} --help'.\n`);
  return wrongUsage;
};

const outputOf = (answer: Answer, { format }: CommandLine, context: OutputContext): string => {
  if (format === 'waybar' && answer.command === 'next') return waybarOutput(answer, context);
  if (format === 'json') return jsonOutput(answer, context);
  return format === 'tsv' ? tsvOutput(answer, context) : textOutput(answer, context);
};

const printAnswer = (answer: Answer, line: CommandLine, context: OutputContext): number => {
  printOut(outputOf(answer, line, context));
  // A status bar would show a failure.
  return isEmpty(answer) && line.format !== 'waybar' ? nothing : done;
};

const printSynced = (synced: Result<SyncReply, string>, { format }: CommandLine): number => {
  if (!synced.ok) return complain(synced.problem);
  const { outcome, sentence } = synced.value;
  if (format === 'json') printOut(syncJson(synced.value));
  else if (outcome !== 'succeeded') return complain(toLine(sentence));
  else printOut(`${toLine(sentence)}\n`);
  return outcome === 'succeeded' ? done : nothing;
};

interface ReadDays {
  readonly occurrences: readonly Occurrence[];
  readonly calendars: readonly Calendar[];
}

const next = (world: CliWorld, line: CommandLine, profile: string): number => {
  const read = (moment: Moment): Result<ReadDays, string> =>
    withCalendars(profile, line.calendars, (reading) => {
      const days = daysOf(line, moment.today);
      if (!days.ok) return days;
      const occurrences = occurrencesOn(reading, days.value, moment.timeZone);
      return occurrences.ok
        ? ok({ occurrences: occurrences.value, calendars: reading.calendars })
        : occurrences;
    });
  const first = momentOf(world.nowMs());
  let known = read(first);
  if (!known.ok) return complain(known.problem);
  let knownFor = first;
  if (!line.follow) {
    const context = contextOf(world.env, profile, first.nowMs, known.value.calendars);
    return printAnswer(nextAt(known.value.occurrences, first), line, context);
  }
  const zone = watchZone(() => undefined);
  follow({
    profile,
    nowMs: world.nowMs,
    output: (isChanged) => {
      zone.look();
      const moment = momentOf(world.nowMs());
      const isStale = moment.today !== knownFor.today || moment.timeZone !== knownFor.timeZone;
      if (isChanged || isStale) {
        const fresh = read(moment);
        // Locked, or being rebuilt: what was read before is shown until the next change.
        if (fresh.ok) [known, knownFor] = [fresh, moment];
      }
      const { occurrences, calendars } = known.ok ? known.value : { occurrences: [], calendars: [] };
      const context = contextOf(world.env, profile, moment.nowMs, calendars);
      // An empty line empties the bar.
      return outputOf(nextAt(occurrences, moment), line, context) || '\n';
    },
    print: printOut,
  });
  return done;
};
