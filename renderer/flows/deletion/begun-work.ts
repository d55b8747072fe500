import type { Work } from './cleaning.ts';

/** Work that this tab began and has not seen the end of: it follows it again after it was loaded anew. */
export interface BegunWork {
  readonly workspace: string;
  /** The name that the page gave it. */
  readonly id: string;
  readonly kind: Work['kind'];
}

const KEY = 'stemma.work';
const KINDS: readonly Work['kind'][] = ['move', 'restore', 'empty', 'resume'];

/** The tab's own storage, which outlives the page; null where the browser forbids it. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}

/** Notes work as begun; null when its end was seen. */
export function noteBegun(work: BegunWork | null): void {
  if (work === null) storage()?.removeItem(KEY);
  else storage()?.setItem(KEY, JSON.stringify(work));
}

/** Reads what was noted; null where nothing was, or what no page of ours wrote. */
export function readBegun(text: string | null): BegunWork | null {
  if (text === null) return null;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return null;
    const { workspace, id, kind } = read as Readonly<Record<string, unknown>>;
    const known = KINDS.find((one) => one === kind);
    if (typeof workspace !== 'string' || typeof id !== 'string' || known === undefined) return null;
    return { workspace, id, kind: known };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The work that this tab began in a workspace, and has not seen the end of. */
export function begunIn(workspace: string): BegunWork | null {
  const begun = readBegun(storage()?.getItem(KEY) ?? null);
  return begun?.workspace === workspace ? begun : null;
}
