import { z } from 'zod';
import { fileTotals } from '../numbers.ts';

/** How long a period of growth is. */
export const growthUnit = z.enum(['minute', 'hour', 'day', 'month']);

/** Files still on disk that were last written in one period, of one dataset (null: of none). */
export const growthPart = fileTotals.extend({
  /** When it begins, in UTC, as far as the unit goes: `2026-11`, `2026-11-23`, `2026-11-23T14`, `2026-11-23T14:32`. */
  period: z.string(),
  dataset: z.string().nullable(),
});

/** How the stored files came to be as many as they are. */
export const growth = z.object({
  /** Days; months where there are too many days for a picture, hours or minutes where everything was written within few of them. */
  unit: growthUnit,
  /** By period, then dataset. */
  parts: z.array(growthPart).readonly(),
});

/** See {@link growthUnit}. */
export type GrowthUnit = z.infer<typeof growthUnit>;

/** See {@link growthPart}. */
export type GrowthPart = z.infer<typeof growthPart>;

/** See {@link growth}. */
export type Growth = z.infer<typeof growth>;
