import type { Layout } from '../layout.ts';
import { storeDatabase } from './store.ts';
import { CLOSED_TO_IMPORTS } from './words.ts';

/** The database of nirs4all 0.7: it is recognised where no later one lies beside it, and nothing of it is in the index. */
export const duckLayout: Layout = {
  name: 'store',
  marks: ['store.duckdb'],
  closedToImports: CLOSED_TO_IMPORTS,
  recognises: (fs, root) => storeDatabase(fs, root) === 'store.duckdb',
};
