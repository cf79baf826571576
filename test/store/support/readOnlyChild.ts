/**
 * Opens a store without write permission and prints what it could do. A separate process, because the tests may run
 * as root, for whom no mode applies. Run as `node readOnlyChild.ts <path>`.
 */
import { openStore } from '../../../main/store/open.ts';
import { account, calendarId, NOW_MS } from './events.ts';

const opened = openStore({ path: process.argv[2] ?? '', nowMs: NOW_MS });
if (!opened.ok) {
  process.stdout.write(JSON.stringify({ opened }));
} else {
  const store = opened.value;
  const answer = {
    notice: store.notice,
    accounts: store.accounts.list(),
    write: store.calendars.setVisible({ accountId: account, calendarId, visible: false }),
    drop: store.sync.dropCalendarListToken(account),
  };
  store.close();
  process.stdout.write(JSON.stringify(answer));
}
