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

test('a guest list gives the same result whether it is parsed or not, from the body or from the lists alone', () => {
  fc.assert(
    fc.property(
      invited,
      mailboxes,
      fc.constantFrom(...ownerships),
      fc.boolean(),
      fc.constantFrom('', '"attendees":[', '\\","attendees":[{', 'ada@example.com'),
      (people, known, ownership, isBody, description) => {
        const viewpoint = { ownership, mailboxes: known };
        // As a body stores them: an empty list is absent.
        const { attendees, organizer } = people;
        const some = attendees.length === 0 ? null : attendees;
        const body = { description, ...(some && { attendees }), ...(organizer && { organizer }) };
        const row = {
          self_response: attendees.find(({ self }) => self)?.response ?? null,
          organizer_self: organizer && (organizer.self ? (1 as const) : (0 as const)),
          invited: JSON.stringify(isBody ? body : [some, organizer]),
        };
        expect(ownPartOfRow(row, viewpoint)).toEqual(ownPartOf(people, viewpoint));
      },
    ),
    { numRuns: 3000 },
  );
});
