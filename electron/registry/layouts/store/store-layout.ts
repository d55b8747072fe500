import type { Layout } from '../layout.ts';
import { storeDatabase } from './store.ts';

/** A database of a later version: it is recognised, and nothing of it is in the index. */
export const storeLayout: Layout = {
  name: 'store',
  marks: ['store.sqlite'],
  recognises: (fs, root) => storeDatabase(fs, root) !== null,
};
