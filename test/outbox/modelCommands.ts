/** What can happen to the outbox, as commands of the model test, and what a person was promised by each. */
import fc from 'fast-check';
import { createWritingCalls } from '../../main/backend/writingCalls.ts';
import { refOf } from '../../shared/agenda.ts';
import type { CalendarId, Occurrence } from '../../shared/model.ts';
import type { AnswerChoice } from '../../shared/pending.ts';
import type { Draft, OutboxItem, Scope } from '../../shared/writing.ts';
import type { LoggedRequest } from '../support/fakeGoogle/index.ts';
import type { WireFault } from '../support/fakeWriter.ts';
import { value } from '../support/value.ts';
import { clubOf, otherOf, placeOf } from './modelPlaces.ts';
import { aDraft, GRACE, MIA, type OutboxApp, type World } from './outboxApp.ts';

const scope = fc.constantFrom<Scope>('one', 'all');
const which = fc.nat(7);
/** The account that it happens to: the first, or now and then the second. */
const at = fc.constantFrom(0, 0, 1);
const is = <T extends string>(...names: T[]) => fc.constantFrom(...names);

/** Replies of Google's that do not carry the request out [W10, W21, S35]. */
const replies = {
  rate: { status: 403, body: '403_rateLimitExceeded' },
  rateAfter: { status: 403, body: '403_userRateLimitExceeded', retryAfter: 300 },
  tooMany: { status: 429, body: '429_rateLimitExceeded' },
  tooManyAfter: { status: 429, body: '429_rateLimitExceeded', retryAfter: 90 },
  quota: { status: 403, body: '403_quotaExceeded' },
  quotaAfter: { status: 403, body: '403_quotaExceeded', retryAfter: 7200 },
  signIn: { status: 401, body: '401_authError' },
  forbidden: { status: 403, body: '403_forbiddenForNonOrganizer' },
  busy: { status: 503 },
  busyAfter: { status: 503, retryAfter: 60 },
} as const;

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: is('answer'),
      which,
      scope,
      response: is<AnswerChoice>('accepted', 'tentative', 'declined'),
      comment: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('create'), at, guests: fc.boolean(), repeats: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ do: is('remove'), which, scope, mails: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: is('move'), which, mails: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: is('undo', 'resolve', 'discard', 'retry'), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: is('foreign'), at, which, edit: fc.nat(7), atRequest: fc.nat(3) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: is('wire'),
      at,
      fault: is<WireFault>('lostBefore', 'lostAfter', 'refusedConnection', 'twice', 'html'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: is('reply'),
      at,
      reply: is(...(Object.keys(replies) as (keyof typeof replies)[])),
      afterRequests: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: is('offline', 'online', 'off', 'on', 'forbid', 'permit'), at }),
  },
  { weight: 1, arbitrary: fc.record({ do: is('disconnect'), at, waiting: is('send', 'discard') }) },
  { weight: 5, arbitrary: fc.record({ do: is('sync', 'sync', 'restart', 'kill', 'expire') }) },
  { weight: 3, arbitrary: fc.record({ do: is('dieAt'), commits: fc.nat(6) }) },
  { weight: 6, arbitrary: fc.record({ do: is('wait'), seconds: fc.constantFrom(1, 10, 15, 900) }) },
);

/** Up to how many commands a history has: enough to begin with, more in a long run. */
const LENGTH = Number(process.env['OUTBOX_LENGTH'] ?? 30);
export const commands = fc.array(command, { minLength: 5, maxLength: LENGTH, size: 'max' });
export type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** A deletion that was submitted. `undone`: it was taken back; null: the process died meanwhile, so either is right. */
interface Removal {
  readonly opId: string;
  readonly world: World;
  readonly eventId: string;
  /** The date's own id; null: the whole event. */
  readonly instanceId: string | null;
  undone: boolean | null;
}

/** A move to the account's other calendar that was submitted. `undone`: as for a deletion. */
interface Move {
  readonly opId: string;
  readonly world: World;
  readonly eventId: string;
  readonly to: string;
  undone: boolean | null;
}

interface Creation {
  readonly opId: string;
  readonly world: World;
  readonly eventId: string;
  /** It was taken back; null: unknown. */
  gone: boolean | null;
}

export interface Promised {
  /** New events by title. */
  readonly created: Map<string, Creation>;
  readonly removals: Removal[];
  /** In the order of their submission. */
  readonly moves: Move[];
  /** Events that someone else deleted. */
  readonly deletedByOthers: Set<string>;
  /** Events that someone else moved to the other calendar. */
  readonly movedByOthers: Set<string>;
  /** Accounts of which a reply was lost. */
  readonly unheard: Set<World>;
  /** Accounts that were disconnected and what was on its way discarded: a guest list may be left as it was. */
  readonly abandoned: Set<World>;
}

export const nothingPromised = (): Promised => ({
  created: new Map(),
  removals: [],
  moves: [],
  deletedByOthers: new Set(),
  movedByOthers: new Set(),
  unheard: new Set(),
  abandoned: new Set(),
});

const berlin = (start: string, end: string) => ({
  start: { dateTime: start, timeZone: 'Europe/Berlin' },
  end: { dateTime: end, timeZone: 'Europe/Berlin' },
});

/** Puts the events there that everything happens to; returns their ids, by account. */
export const seed = (app: OutboxApp): readonly (readonly string[])[] =>
  app.worlds.map(({ model, address }, n) => {
    model.addCalendar({ id: clubOf(address), summary: 'Club', timeZone: 'Europe/Berlin' });
    const self = { email: address, self: true };
    const invited = {
      organizer: { email: GRACE },
      attendees: [
        { email: GRACE, responseStatus: 'accepted', organizer: true } as const,
        { ...self, responseStatus: 'needsAction' } as const,
        { email: MIA, responseStatus: 'tentative' } as const,
      ],
    };
    const own = {
      attendees: [
        { ...self, responseStatus: 'accepted', organizer: true } as const,
        { email: MIA, responseStatus: 'tentative' } as const,
      ],
    };
    const add = (summary: string, more: object, day = '2026-11-25'): string =>
      model.insert(address, {
        summary: `${summary} ${n}`,
        ...berlin(`${day}T09:00:00Z`, `${day}T10:00:00Z`),
        ...more,
      }).id;
    const weekly = { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };
    return [
      add('Planning', invited),
      add('Weekly', { ...invited, ...weekly }, '2026-11-26'),
      add('Mine', own),
      add('Yoga', { ...own, ...weekly }, '2026-11-27'),
      add('Solo', {}),
      add('Review', invited),
    ];
  });

const edits: readonly ((
  world: World,
  id: string,
  n: number,
  promised: Promised,
  otherCalendar: string,
) => void)[] = [
  ({ model, address }, id, n) => model.patch(address, id, { location: `Room ${n}` }),
  ({ model, address }, id) => {
    if (model.find(address, id)?.attendees?.some(({ self }) => self))
      model.respond(address, id, 'self', 'declined');
  },
  ({ model, address }, id, n) =>
    model.patch(
      address,
      id,
      berlin(`2026-11-25T${10 + (n % 8)}:00:00Z`, `2026-11-25T${11 + (n % 8)}:00:00Z`),
    ),
  ({ model, address }, id) => {
    // Between a write that removed her and its repair she cannot answer.
    const guests = model.find(address, id)?.attendees ?? [];
    if (guests.some(({ email }) => email === MIA)) model.respond(address, id, MIA, 'accepted');
  },
  ({ model, address }, id, n) => model.patch(address, id, { summary: `${id} ${n}` }),
  ({ model, address }, id, _n, { deletedByOthers }) => {
    model.delete(address, id);
    deletedByOthers.add(id);
  },
  ({ model, address }, id) => {
    const guests = model.find(address, id)?.attendees;
    if (guests !== undefined && !guests.some(({ email }) => email === 'sam@example.com'))
      model.patch(address, id, {
        attendees: [...guests, { email: 'sam@example.com', responseStatus: 'needsAction' }],
      });
  },
  ({ model, address }, id, _n, { movedByOthers }, destination) => {
    const moved = model.writes.move(address, id, { query: { destination, sendUpdates: 'none' } });
    if (moved.ok) movedByOthers.add(id);
  },
];

export const isOutboxRequest = ({ endpoint, method }: LoggedRequest): boolean =>
  endpoint === 'event' ||
  endpoint === 'move' ||
  endpoint === 'instances' ||
  (endpoint === 'events' && method === 'POST');

/** States of what may have taken effect. */
const maybeSent: ReadonlySet<OutboxItem['state']> = new Set(['sending', 'unknown', 'accepted']);

const invitedTo = ({ selfResponse, organizedBySelf }: Occurrence): boolean =>
  selfResponse !== null && organizedBySelf !== true;
const isOwn = ({ organizedBySelf, pending }: Occurrence): boolean =>
  organizedBySelf === true && pending?.kind !== 'create';

const picked = (app: OutboxApp, fits: (one: Occurrence) => boolean, n: number): Occurrence | undefined => {
  const fitting = app.agenda().filter(fits);
  return fitting[n % Math.max(1, fitting.length)];
};

export const run = async (
  app: OutboxApp,
  ids: readonly (readonly string[])[],
  promised: Promised,
  step: Command,
  n: number,
): Promise<void> => {
  if (app.isDead()) await app.kill();
  const world = 'at' in step ? app.worlds[step.at] : undefined;
  switch (step.do) {
    case 'answer': {
      const shown = picked(app, invitedTo, step.which);
      if (shown === undefined) return;
      const comment = step.comment ? `Note ${n}` : null;
      const { scope: asked, response } = step;
      await attempt(app, { kind: 'respond', ref: refOf(shown), scope: asked, response, comment }, 'all');
      return;
    }
    case 'create': {
      if (world === undefined) return;
      const title = `New ${n}`;
      const draft = {
        ...aDraft(title, { guests: step.guests ? [MIA] : [] }),
        accountId: world.account,
        calendarId: world.address,
        repeat: step.repeats ? 'RRULE:FREQ=DAILY;COUNT=2' : null,
      } as Draft;
      const opId = crypto.randomUUID();
      const made = await attempt(app, draft, 'all', opId);
      if (made === null || made === 'died') return;
      promised.created.set(title, { opId, world, eventId: made.ref?.eventId ?? '', gone: false });
      return;
    }
    case 'remove': {
      const shown = picked(app, isOwn, step.which);
      if (shown === undefined) return;
      const opId = crypto.randomUUID();
      const isOne = shown.masterId !== undefined && step.scope === 'one';
      const removal: Removal = {
        opId,
        world: app.worlds.find(({ account }) => account === shown.accountId)!,
        eventId: shown.masterId ?? shown.eventId,
        instanceId: isOne ? shown.eventId : null,
        undone: null,
      };
      const draft = { kind: 'remove', ref: refOf(shown), scope: step.scope } as const;
      const made = await attempt(app, draft, step.mails ? 'all' : 'none', opId);
      if (made === 'died') promised.removals.push(removal);
      else if (made !== null) promised.removals.push({ ...removal, undone: false });
      return;
    }
    case 'move': {
      const shown = picked(app, isOwn, step.which);
      if (shown === undefined) return;
      const opId = crypto.randomUUID();
      const from = app.worlds.find(({ account }) => account === shown.accountId)!;
      const to = otherOf(from, shown.calendarId);
      const move = { opId, world: from, eventId: shown.masterId ?? shown.eventId, to };
      const draft = { kind: 'move', ref: refOf(shown), to: to as CalendarId } as const;
      const made = await attempt(app, draft, step.mails ? 'all' : 'none', opId);
      if (made !== null) promised.moves.push({ ...move, undone: made === 'died' ? null : false });
      return;
    }
    case 'undo':
    case 'discard':
    case 'retry':
    case 'resolve': {
      const box = await app.outbox();
      const items = box.list();
      const item = items[step.which % Math.max(1, items.length)];
      if (item === undefined) return;
      const keep = n % 2 === 0 ? 'mine' : 'theirs';
      const result = await survive(app, async () =>
        step.do === 'undo'
          ? box.undo(item.opId)
          : step.do === 'discard'
            ? box.discard(item.opId)
            : step.do === 'retry'
              ? box.retry(item.opId)
              : box.resolve(item.opId, keep),
      );
      const dropped = step.do === 'retry' || (step.do === 'resolve' && keep === 'mine') ? false : true;
      const isSure = result !== null && !maybeSent.has(item.state);
      if (dropped && result?.ok !== false) taken(promised, item.opId, isSure ? true : null);
      // Given up while a guest list was to be repaired, or Google refused that.
      const home = app.worlds.find(({ account }) => account === item.accountId);
      if (dropped && (!isSure || item.state === 'refused') && home !== undefined)
        promised.abandoned.add(home);
      return;
    }
    case 'foreign': {
      const id = ids[step.at]?.[step.which % 6];
      if (id === undefined || world === undefined) return;
      const edit = (): void => {
        const address = placeOf(world, id);
        if (address !== null)
          edits[step.edit]?.({ ...world, address }, id, n, promised, otherOf(world, address));
      };
      let left = step.atRequest;
      world.wire.before = () => {
        left -= 1;
        if (left === 0) edit();
      };
      if (left === 0) edit();
      return;
    }
    case 'wire':
      if (world === undefined) return;
      world.wire.faults.push(step.fault);
      if (step.fault === 'lostAfter') promised.unheard.add(world);
      return;
    case 'reply': {
      if (world === undefined) return;
      // A limit can come between two copies of a write. A right that is missing for the second was missing for the first.
      const isOfRights = step.reply === 'forbidden' || step.reply === 'signIn';
      world.google.faults.add(
        { kind: 'status', ...replies[step.reply] },
        {
          on: ['event', 'move', 'instances', 'events'],
          when: (request) => isOutboxRequest(request) && !(isOfRights && world.wire.isRepeating),
          skip: step.afterRequests,
          // The writer refreshes the sign-in once.
          times: step.reply === 'signIn' ? 2 : 1,
        },
      );
      return;
    }
    case 'offline':
    case 'online':
      if (world !== undefined) world.wire.offline = step.do === 'offline';
      return;
    case 'off':
    case 'on':
      if (world !== undefined) await turn(app, world, step.do === 'on');
      return;
    case 'forbid':
    case 'permit':
      if (world !== undefined) world.writing.permitted = step.do === 'permit';
      return;
    case 'disconnect': {
      if (world === undefined) return;
      const { outbox } = app.backend();
      const calls = createWritingCalls({ door: outbox, clock: app.clock, isWritingOn: () => true });
      const open = (await app.list()).filter(({ accountId }) => accountId === world.account);
      const settling = survive(app, () => calls.settle(world.account, step.waiting));
      await survive(app, () => app.clock.advance(10_000));
      const settled = await settling;
      // Whatever was on the wire may have taken effect.
      if (step.waiting === 'discard') {
        for (const { opId, state } of open)
          taken(promised, opId, settled === null || maybeSent.has(state) ? null : true);
        if (open.length > 0) promised.abandoned.add(world);
      }
      if (settled?.ok !== true) return;
      value(app.backend().store.accounts.remove(world.account));
      app.connect();
      return;
    }
    case 'sync':
      await app.sync();
      return;
    case 'expire':
      for (const { model, address } of app.worlds) {
        model.expireTokens(address);
        model.expireTokens(clubOf(address));
      }
      return;
    case 'restart':
      await survive(app, () => app.restart());
      return;
    case 'kill':
      await app.kill();
      return;
    case 'dieAt':
      app.dieAt(step.commits);
      return;
    case 'wait':
      await app.clock.advance(step.seconds * 1000);
      await app.settle();
      return;
    default:
      step satisfies never;
  }
};

/** What was taken back (true) or may have been (null). */
const taken = ({ created, removals, moves }: Promised, opId: string, gone: true | null): void => {
  const made = [...created.values()].find((one) => one.opId === opId);
  if (made !== undefined) made.gone = gone;
  const other = [...removals, ...moves].find((one) => one.opId === opId);
  if (other !== undefined) other.undone = gone;
};

const writesTo = ({ google }: World): number =>
  google.requests.filter((one) => isOutboxRequest(one) && one.method !== 'GET').length;
/** How many writes an account had got when writing was turned off. */
const writesWhenOff = new WeakMap<World, number>();

export const turn = async (app: OutboxApp, world: World, on: boolean): Promise<void> => {
  if (world.writing.on === on) return;
  if (on && writesTo(world) !== writesWhenOff.get(world)) throw new Error('written while writing was off');
  world.writing.on = on;
  await app.settle();
  writesWhenOff.set(world, writesTo(world));
};

/** Runs what may die at a commit; returns null if it did. */
export const survive = async <T>(app: OutboxApp, work: () => T | Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (!app.isDead()) throw error;
    await app.kill();
    return null;
  }
};

/** Submits a draft; returns what became of it, null if it was refused. */
const attempt = (
  app: OutboxApp,
  draft: Draft,
  notify: 'all' | 'none',
  opId: string = crypto.randomUUID(),
): Promise<OutboxItem | 'died' | null> =>
  survive(app, async () => {
    const box = await app.outbox();
    const preview = box.preview(draft);
    if (!preview.ok) return { item: null };
    const item = box.submit({ opId, token: preview.value.token, notify });
    return { item: item.ok ? item.value : null };
  }).then((outcome) => (outcome === null ? 'died' : outcome.item));
