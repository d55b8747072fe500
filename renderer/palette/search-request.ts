import type { SearchKind } from '../../shared/api/workspace/search.ts';

/** What is searched for by a text that was typed. */
export interface SearchRequest {
  readonly text: string;
  /** What of the workspace; empty where actions alone are meant. */
  readonly kinds: readonly SearchKind[];
  readonly hasActions: boolean;
}

/** Whether the workspace is searched for it. */
export function isSearch({ text, kinds }: SearchRequest): boolean {
  return text !== '' && kinds.length > 0;
}

const ALL: readonly SearchKind[] = ['artifacts', 'pipelines', 'files', 'datasets'];

/** Reads what was typed: `>` asks for actions, `@` for pipelines, `#` for a hash. */
export function readSearchRequest(typed: string): SearchRequest {
  const text = typed.trimStart();
  const rest = text.slice(1).trim();
  switch (text[0]) {
    case '>':
      return { text: rest, kinds: [], hasActions: true };
    case '@':
      return { text: rest, kinds: ['pipelines'], hasActions: false };
    case '#':
      return { text: rest, kinds: ['artifacts', 'files'], hasActions: false };
    default:
      return { text: text.trim(), kinds: ALL, hasActions: true };
  }
}
