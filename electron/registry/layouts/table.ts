import { filesLayout } from './files/files-layout.ts';
import type { Layout, ReadLayout } from './layout.ts';
import { duckLayout } from './store/duck-layout.ts';
import { storeLayout } from './store/store-layout.ts';

/** The layouts that Stemma knows, in the order in which nirs4all came to them. What a later one holds is not an earlier one's. */
export const LAYOUTS: readonly (Layout | ReadLayout)[] = [filesLayout, storeLayout, duckLayout];
