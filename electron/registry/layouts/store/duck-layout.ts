import type { Layout } from '../layout.ts';
import { storeDatabase } from './store.ts';
import { CLOSED_STORE } from './words.ts';

/** The database of nirs4all 0.7: it is recognised where no later one lies beside it, and nothing of it is in the index. */
export const duckLayout: Layout = {
  name: 'store',
  marks: ['store.duckdb'],
  closed: CLOSED_STORE,
  recognises: (fs, root) => storeDatabase(fs, root) === 'store.duckdb',
};
