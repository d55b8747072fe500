import { z } from 'zod';
import { FINDING_KINDS } from '../../domain/finding.ts';

/** What in a workspace is not as it should be; see the domain's `Finding`. */
export const finding = z.object({
  kind: z.enum(FINDING_KINDS),
  where: z.string(),
  message: z.string(),
  files: z.number().int().nonnegative(),
});
