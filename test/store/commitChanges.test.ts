import { expect, test } from 'vitest';
import { changed, finish, populatedStore, single, value } from './support/builders.ts';

test('[S11] an identical state is neither counted nor written again', () => {
  const { store, key } = populatedStore();
  const pass = value(store.sync.nextPassId());
  expect(value(store.sync.commitChanges(key, pass, changed(single('a'), single('b'))))).toEqual({
    upserted: 2,
    removed: 0,
  });
  expect(value(store.sync.commitChanges(key, pass, changed(single('a'), single('b'))))).toEqual({
    upserted: 0,
    removed: 0,
  });
  finish(store, key, pass);
});
