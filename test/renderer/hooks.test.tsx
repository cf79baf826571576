/** The settings page of the hooks. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Hook } from '../../shared/hooks.ts';
import type { FakeState } from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const hook: Hook = {
  id: 'one',
  event: 'before',
  minutes: 10,
  program: '/home/ada/bin/lamp.sh',
  args: ['--colour', 'dark red'],
  on: true,
  isRunning: false,
  lastRun: null,
};

const open = async (part: Partial<FakeState> = {}) => {
  const fake = renderApp(part);
  await openSettingsPage('Automation');
  return { ...fake, section: within(screen.getByRole('region', { name: 'Run programs' })) };
};
const fill = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

test('without a hook nothing runs, and the page says so', async () => {
  const { section } = await open();
  expect(section.getByText('No programs yet.')).toBeTruthy();
});

test('a program is added with its arguments, one per line, as they are', async () => {
  const { section, callsTo } = await open();
  fireEvent.click(section.getByRole('button', { name: 'Add program…' }));
  fill('When', 'before');
  fill('Minutes before', '15');
  fireEvent.click(section.getByRole('button', { name: 'Choose…' }));
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLInputElement>('Program').value).toBe('/home/ada/bin/notify.sh'),
  );
  fill('Arguments', '--title\ntwo words; $HOME\n');
  fireEvent.click(section.getByRole('button', { name: 'Save' }));
  expect(await section.findByText('15 minutes before an event starts')).toBeTruthy();
  expect(callsTo('hooks.save')).toEqual([
    {
      event: 'before',
      minutes: 15,
      program: '/home/ada/bin/notify.sh',
      args: ['--title', 'two words; $HOME'],
    },
  ]);
});

test('a form that cannot be saved keeps what was entered, and says what is wrong', async () => {
  const { section, callsTo, state } = await open({
    failing: { 'hooks.save': { kind: 'hookRefused', fault: 'missing' } },
  });
  fireEvent.click(section.getByRole('button', { name: 'Add program…' }));
  fill('Program', '/nowhere');
  fill('When', 'before');
  fill('Minutes before', '5000');
  fill('Arguments', 'a\u202eb');
  fireEvent.click(section.getByRole('button', { name: 'Save' }));
  expect(section.getByText('Enter a number of minutes from 1 to 1440.')).toBeTruthy();
  expect(section.getByText('At most 10 arguments of 200 visible characters each.')).toBeTruthy();
  expect(callsTo('hooks.save')).toEqual([]);
  fill('Minutes before', '5');
  fill('Arguments', '');
  fireEvent.click(section.getByRole('button', { name: 'Save' }));
  expect((await section.findByRole('alert')).textContent).toBe('There is no file at this path.');
  expect(screen.getByLabelText<HTMLInputElement>('Program').value).toBe('/nowhere');
  // "No" in the system's question is no failure: the form stays as it is.
  state.failing = { 'hooks.save': { kind: 'cancelled' } };
  fireEvent.click(section.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(section.queryByRole('alert')).toBeNull());
  expect(screen.getByLabelText<HTMLInputElement>('Program').value).toBe('/nowhere');
});

test('a hook is edited, tested, switched off, and removed only after a question', async () => {
  const { section, callsTo } = await open({ hooks: [hook] });
  expect(await section.findByText('/home/ada/bin/lamp.sh --colour dark red')).toBeTruthy();
  fireEvent.click(section.getByRole('button', { name: 'Test lamp.sh' }));
  fireEvent.click(section.getByRole('button', { name: 'Edit lamp.sh' }));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Arguments').value).toBe('--colour\ndark red');
  fill('When', 'end');
  fireEvent.click(section.getByRole('button', { name: 'Save' }));
  expect(await section.findByText('When an event ends')).toBeTruthy();
  const { program, args } = hook;
  expect(callsTo('hooks.save')).toEqual([{ id: 'one', event: 'end', minutes: 10, program, args }]);
  fireEvent.click(section.getByRole('checkbox', { name: 'Run lamp.sh' }));
  await waitFor(() => expect(section.getByText('Switched off')).toBeTruthy());
  fireEvent.click(section.getByRole('button', { name: 'Remove lamp.sh' }));
  fireEvent.click(section.getByRole('button', { name: 'Cancel' }));
  expect(callsTo('hooks.remove')).toEqual([]);
  fireEvent.click(section.getByRole('button', { name: 'Remove lamp.sh' }));
  fireEvent.click(section.getByRole('button', { name: 'Remove' }));
  expect(await section.findByText('No programs yet.')).toBeTruthy();
  expect(callsTo('hooks.setOn')).toEqual([{ id: 'one', on: false }]);
  expect(callsTo('hooks.test')).toEqual([{ id: 'one' }]);
});

test.each([
  [{ kind: 'failed', code: 3 } as const, 'It failed with exit code 3.'],
  [{ kind: 'killed', signal: 'SIGSEGV' } as const, 'It was ended by SIGSEGV.'],
  [{ kind: 'timedOut' } as const, 'It was ended because it took longer than a minute.'],
  [{ kind: 'crowded' } as const, 'It wasn’t started because too many programs were running.'],
  [{ kind: 'notStarted', cause: 'missing' } as const, 'It couldn’t be started: the file wasn’t found.'],
])('the last run and its failure in words: %j', async (outcome, sentence) => {
  const { section } = await open({
    hooks: [{ ...hook, lastRun: { at: '2026-11-24T08:40:00.000Z', isTest: false, outcome } }],
  });
  expect(await section.findByText(sentence)).toBeTruthy();
  expect(section.getByText(/^Last run: /)).toBeTruthy();
});

test('the problem of a failed hook leads to its page', async () => {
  const fake = renderApp();
  fake.change({
    status: { ...fake.state.status, problems: [{ kind: 'hookFailed', program: 'lamp.sh' }] },
  });
  expect(await screen.findByText('The program “lamp.sh” didn’t run as it should.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByRole('region', { name: 'Run programs' })).toBeTruthy();
});
