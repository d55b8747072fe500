/** An app that ends badly within this time, in milliseconds, did not start. */
const startTime = 15_000;

/** What a program says that could not start, and what that means. The first that fits is told. */
const causes = [
  { sign: /sandbox/i, cause: () => "Chromium's sandbox does not start on this system" },
  {
    sign: /error while loading shared libraries: ([^\s:]+)/,
    cause: (/** @type {string} */ library) => `a library of the system is missing: ${library}`,
  },
  { sign: /cannot open display|missing x server/i, cause: () => 'the display can not be used' },
];

/**
 * Says why the desktop app did not start, if it did not. Whoever was told to end, ended well, and so did an
 * app that ran for a while: starting something else in its place would only surprise.
 *
 * @param {import('./foreground.mjs').Ending} ending
 * @param {{ tookMs: number, errors: string }} run how long it ran, and what it wrote as errors
 * @returns {string | null} half a sentence
 */
export function failedStart({ code, signal, wasAsked, failure }, { tookMs, errors }) {
  if (failure !== null) return failure.message;
  if (code === 0 || wasAsked || tookMs > startTime) return null;
  for (const { sign, cause } of causes) {
    const match = sign.exec(errors);
    if (match !== null) return cause(match[1] ?? '');
  }
  return `it ended at its start with ${signal === null ? `exit code ${code}` : signal}`;
}
