import type { Plan } from './plan.ts';

/** Marks whole numbers that JSON can't hold exactly. */
const BIG = /^(-?\d+)n$/;

/** A plan as text; times and inode numbers are too large for numbers of JSON, and become texts that end with `n`. */
export function planText(plan: Plan): string {
  return JSON.stringify(plan, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** The keys of {@link Plan} and its entries that hold such numbers. */
const BIG_KEYS: ReadonlySet<string> = new Set(['mtimeNs', 'inode', 'device']);

/** The inverse of {@link planText}. The text is one that we wrote, which a checksum has told. */
export function readPlanText(text: string): Plan {
  return JSON.parse(text, (key: string, value: unknown): unknown => {
    const digits = BIG_KEYS.has(key) && typeof value === 'string' ? BIG.exec(value)?.[1] : undefined;
    return digits === undefined ? value : BigInt(digits);
  }) as Plan;
}
