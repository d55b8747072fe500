/** Signs that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and further ones. */
const OTHER_WAY = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name of another direction between signs that keep this to itself: it would turn around what stands beside it in the same
 * sentence, tooltip or picture, where no element isolates it. All other names stay as they are.
 */
export function isolated(name: string): string {
  return OTHER_WAY.test(name) ? `\u2068${name}\u2069` : name;
}

/** The name as it was before {@link isolated}: for comparing with what is typed. */
export function withoutIsolation(name: string): string {
  return name.replaceAll(/[\u2068\u2069]/g, '');
}
