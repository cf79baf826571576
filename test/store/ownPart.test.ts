import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailboxOf, ownPartOf, type Invited, type Ownership } from '../../main/agenda/ownership.ts';
import { ownPartOfRow } from '../../main/store/agenda/rows.ts';

const addresses = [
  'ada@example.com',
  'Ada@Example.COM',
  ' ada@example.com',
  'a.da+x@gmail.com',
  'ada@googlemail.com',
  'bob@example.com',
  'ada@example.com.example',
  '',
] as const;
const mailboxes = fc
  .subarray(['ada@example.com', 'ada@gmail.com', 'Ärger@Example.org'])
  .map((some) => some.flatMap((address) => mailboxOf(address) ?? []));
const guest = fc.record({
  email: fc.constantFrom(...addresses, 'ärger@example.org', 'ÄRGER@example.org'),
  response: fc.constantFrom('accepted', 'declined', 'tentative', 'needsAction'),
  self: fc.boolean(),
});
const invited: fc.Arbitrary<Invited> = fc.record({
  attendees: fc.array(guest, { maxLength: 4 }),
  organizer: fc.option(fc.record({ email: fc.constantFrom(...addresses), self: fc.boolean() }), {
    nil: null,
  }),
});
const ownerships: readonly Ownership[] = ['address', 'owned', 'shared', 'other', 'freeBusy'];

test('a guest list that is not parsed says the same as one that is', () => {
  fc.assert(
    fc.property(invited, mailboxes, fc.constantFrom(...ownerships), (people, known, ownership) => {
      const viewpoint = { ownership, mailboxes: known };
      // As a body keeps them: an empty list is none.
      const { attendees, organizer } = people;
      const text = JSON.stringify([attendees.length === 0 ? null : attendees, organizer]);
      const row = { self_response: 'declined', organizer_self: 1, invited: text } as const;
      expect(ownPartOfRow(row, viewpoint)).toEqual(ownPartOf(people, viewpoint));
    }),
    { numRuns: 2000 },
  );
});
