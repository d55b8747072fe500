/** What a term asks of a node. */
export type TermKind = 'any' | 'class' | 'state' | 'file';

/** One term of a selection, and how far around what it finds. */
export interface SelectionTerm {
  readonly kind: TermKind;
  /** In lower case, never empty. */
  readonly text: string;
  /** So many edges before and after; null for all, 0 for none. */
  readonly before: number | null;
  readonly after: number | null;
}

const TERM = /^(?:(\d{0,6})\+)?(?:(class|state|file):)?("[^"]*"|.+?)(?:\+(\d{0,6}))?$/i;

/** Words apart by spaces, where what stands between quotation marks is one. */
const WORDS = /(?:"[^"]*"|[^\s"])+|"/g;

function hops(text: string | undefined): number | null {
  if (text === undefined) return 0;
  return text === '' ? null : Number(text);
}

/**
 * Reads a selection: words that all must fit. `Ridge` finds names and ids, `class:`, `state:` and `file:` one thing; `+Ridge` takes all
 * before it too, `Ridge+` all after, `2+Ridge` what is at most two edges before. A name with a space or a plus stands between `"`.
 * Every text means something, so there are no errors; what is no term of these is looked for as it stands.
 */
export function parseSelection(text: string): SelectionTerm[] {
  return [...text.matchAll(WORDS)].flatMap(([word]) => {
    const [, before, kind = 'any', core = word, after] = TERM.exec(word) ?? [];
    const name = /^"[^"]*"$/.test(core) ? core.slice(1, -1) : core;
    return name === ''
      ? []
      : {
          kind: kind.toLowerCase() as TermKind,
          text: name.toLowerCase(),
          before: hops(before),
          after: hops(after),
        };
  });
}
