import type { Finding } from '../../../../../shared/api/workspace/findings.ts';
import type { ReadableIndex } from '../../../index/database.ts';

/** What of a store is not as it should be, apart from what can't be read. */
export function storeFindings(_index: ReadableIndex): Finding[] {
  return [];
}
