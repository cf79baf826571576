/** X11: the sign-in ends, or loses its permission, between two requests: rows wait, reading goes on, nothing is sent twice. */
import { expect, test } from 'vitest';
import { ada, openOutboxApp } from './outboxApp.ts';

type App = Awaited<ReturnType<typeof openOutboxApp>>;

const mails = (app: App) => app.model.mails.filter(({ kind }) => kind === 'response').length;
/** Google answers the write itself, after the reading, with this. */
const answerWrites = (app: App, status: number, body: string, times: number): void => {
  app.google.faults.add(
    { kind: 'status', status, body },
    { on: 'event', when: ({ method }) => method === 'PATCH', times },
  );
};

test('X11: a token that is rejected midway is refreshed once, and the answer goes out once', async () => {
  const app = await openOutboxApp();
  const event = app.invite('Planning');
  await app.sync();
  answerWrites(app, 401, '401_authError', 1);
  await app.answer('Planning', 'accepted');
  await app.afterUndo();
  expect(app.answerAt(event.id)).toBe('accepted');
  expect([mails(app), await app.list()]).toEqual([1, []]);
});

test.each<readonly [string, string, (app: App) => void, (app: App) => void]>([
  [
    'invalid_grant midway',
    'signInRequired',
    (app) => {
      answerWrites(app, 401, '401_authError', 1);
      app.wire.revoked = true;
    },
    (app) => (app.wire.revoked = false),
  ],
  [
    'the permission withdrawn midway',
    'writeScopeMissing',
    (app) => {
      answerWrites(app, 403, '403_insufficientPermissions', 1);
      app.wire.permitted = false;
    },
    (app) => (app.wire.permitted = true),
  ],
])(
  'X11: %s: the rows wait and say so, also after a restart; reading goes on; then they go out once',
  async (_name, kind, end, renew) => {
    const app = await openOutboxApp();
    const event = app.invite('Planning');
    await app.sync();
    end(app);
    await app.answer('Planning', 'accepted');
    await app.create('Lunch');
    await app.afterUndo();
    expect(await app.list()).toMatchObject([
      { state: 'queued', problem: { kind, accountId: ada } },
      { state: 'queued', problem: { kind, accountId: ada } },
    ]);
    app.invite('Review');
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded' });
    expect(app.agenda().map(({ title }) => title)).toEqual(['Planning', 'Review', 'Lunch']);
    renew(app);
    await app.restart();
    expect(await app.list()).toHaveLength(2);
    await app.flushed();
    expect(app.answerAt(event.id)).toBe('accepted');
    expect(app.named('Lunch')).toHaveLength(1);
    await app.sync();
    expect([mails(app), await app.list()]).toEqual([1, []]);
  },
);
