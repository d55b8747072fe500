const SHA256 = /^(?:sha256:)?([0-9a-f]{64})$/i;

const PREFIX = 'sha256:';

/** Whether 64 digits in lower case follow the prefix, as nirs4all writes it from version 0.6 on. A regular expression takes twice as long. */
function isUsual(value: string): boolean {
  if (value.length !== PREFIX.length + 64 || !value.startsWith(PREFIX)) return false;
  for (let place = PREFIX.length; place < value.length; place += 1) {
    const code = value.charCodeAt(place);
    const isDigit = (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
    if (!isDigit) return false;
  }
  return true;
}

/** The 64 hex digits of a `sha256:...` value in lower case, or null where it is none. */
export function sha256OrNull(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (isUsual(value)) return value.slice(PREFIX.length);
  const match = SHA256.exec(value);
  return match?.[1]?.toLowerCase() ?? null;
}
