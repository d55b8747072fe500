const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** As nirs4all writes it from version 0.6 on. */
const USUAL_SHA256 = /^sha256:[0-9a-f]{64}$/;

/** The 64 hex digits of a `sha256:...` value in lower case, or null where it is none. */
export function sha256OrNull(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (USUAL_SHA256.test(value)) return value.slice('sha256:'.length);
  const match = SHA256.exec(value);
  return match?.[1]?.toLowerCase() ?? null;
}
