import type { ReadLayout } from '../layout.ts';
import { storeLinking } from './link.ts';
import { storeRules } from './rules/rules.ts';
import { storeReader } from './store-reader.ts';
import { storeDatabase } from './store.ts';
import { storedName } from './stored-name.ts';
import { walkStore } from './walk/walk.ts';
import { CLOSED_STORE, storeWords } from './words.ts';

/** A database with files beside it (nirs4all 0.8.4 to 1.x). */
export const storeLayout: ReadLayout = {
  ...storeReader,
  name: 'store',
  marks: storeWords.marks,
  closed: CLOSED_STORE,
  recognises: (fs, root) => storeDatabase(fs, root) === 'store.sqlite',
  walk: walkStore,
  nameOf: storedName,
  linking: storeLinking,
  rules: storeRules,
  words: storeWords,
};
