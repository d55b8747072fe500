import { z } from 'zod';
import type { RecordKey } from '../../domain/record-key.ts';

/** See {@link RecordKey}; longer than any is no key. */
export const recordKey = z.custom<RecordKey>(
  (given) => typeof given === 'string' && given !== '' && given.length <= 10_000,
);
