/** A phrase in double quotes, also one whose end isn't typed yet, or a word. */
const WORD = /"([^"]*)(?:"|$)|\S+/g;

/**
 * What a search text looks for, all of which has to occur: its words, and what stands in double quotes as one phrase, spaces and all. A
 * quote opens a phrase where a word could begin; inside a word it is a letter like others. What is empty looks for nothing.
 */
export function searchWords(text: string): string[] {
  return Array.from(text.matchAll(WORD), ([word, phrase]) => phrase ?? word).filter(
    (word) => word.trim() !== '',
  );
}
