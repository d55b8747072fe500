import { recordList } from './record-list.ts';
import { ledgerOf, type ViewContext } from './ledger/ledger.ts';
import type { Slices } from './ledger/slices.ts';
import { wordings } from './ledger/word-mask.ts';

/** Works out what the first list, the first sort and the first filter want, so that nobody waits for it. */
export function* readAhead(context: ViewContext): Slices<void> {
  yield* wordings(context, yield* ledgerOf(context));
  yield* recordList(context, {}, { by: 'created_at', descending: true, offset: 0, limit: 1 });
}
