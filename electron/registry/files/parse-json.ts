/** The value that a text holds as JSON; undefined where it is none. Says nothing of its shape: anybody may have written it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
