import type { GraphEdge } from '../../../shared/api/graph/graph.ts';
import { EDGE_KINDS } from '../../../shared/graph/model/choices.ts';
import type { OwnChoices } from '../../state/route/place.ts';
import { readSelection, writeSelection } from '../../state/route/selection.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';

/** What the view asks of a graph. */
export type GraphMode = 'dependencies' | 'if-deleted' | 'compare';

/** Which way from a node: what it needs, what needs it, or both. */
export type Direction = 'needs' | 'needed_by' | 'both';

/** A part around a record: so many steps; null for as many as there are. */
export interface Neighbourhood {
  readonly around: RecordKey;
  readonly hops: number | null;
  readonly direction: Direction;
}

/** What the address says of the view. */
export interface GraphChoices {
  readonly mode: GraphMode;
  /** The pipeline, by its manifest; null where none was chosen. */
  readonly pipeline: string | null;
  /** The pipeline that it is compared with. */
  readonly other: string | null;
  /** All datasets and pipelines, in place of one pipeline. */
  readonly isWorkspace: boolean;
  /** Whether all folds have a row of their own. */
  readonly isOpen: boolean;
  /** Boxes that are as {@link isOpen} does not say. */
  readonly toggled: readonly string[];
  /** One branch of it; null for all. */
  readonly branch: readonly number[] | null;
  readonly neighbourhood: Neighbourhood | null;
  readonly hasFiles: boolean;
  readonly hiddenKinds: readonly GraphEdge['kind'][];
  /** Nodes whose neighbours were brought in. */
  readonly beyond: readonly string[];
  /** What is selected by text; empty for nothing. */
  readonly find: string;
  /** Two nodes of which all ways between them are wanted. */
  readonly why: readonly [string, string] | null;
  /** Nodes of which it is asked what deleting them would do; empty for the whole pipeline. */
  readonly deleted: readonly string[];
  /** Drawn although it is larger than pictures should be. */
  readonly isLargeWanted: boolean;
}

/** As many steps as can be chosen before "all". */
export const MOST_HOPS = 10;

function readIds(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    // Typed by hand, or cut off: as if nothing was chosen.
    return [];
  }
}

/** Ids as the address keeps them; null where there are none. */
export function writeIds(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : JSON.stringify(ids);
}

function readMode(text: string | undefined): GraphMode {
  return text === 'if-deleted' || text === 'compare' ? text : 'dependencies';
}

function readDirection(text: string | undefined): Direction {
  return text === 'needs' || text === 'needed_by' ? text : 'both';
}

function readNeighbourhood(own: OwnChoices): Neighbourhood | null {
  const around = own['at'] === undefined ? null : readSelection(own['at']);
  if (around?.kind !== 'record') return null;
  const hops = Number(own['steps']);
  return {
    around: around.key,
    hops: Number.isInteger(hops) && hops > 0 ? hops : null,
    direction: readDirection(own['way']),
  };
}

/** The changes of the address that show a neighbourhood; null for the whole pipeline. */
export function writeNeighbourhood(chosen: Neighbourhood | null): Readonly<Record<string, string | null>> {
  if (chosen === null) return { at: null, steps: null, way: null };
  return {
    at: writeSelection({ kind: 'record', key: chosen.around }),
    steps: chosen.hops === null ? null : String(chosen.hops),
    way: chosen.direction === 'both' ? null : chosen.direction,
  };
}

/** A branch as the address keeps it: its indices, outermost first. */
export function writeBranch(branch: readonly number[]): string {
  return branch.join('.');
}

function readBranch(text: string | undefined): readonly number[] | null {
  return text === undefined || !/^\d+(?:\.\d+)*$/.test(text) ? null : text.split('.').map(Number);
}

/** Reads the view's part of the address. */
export function readChoices(own: OwnChoices): GraphChoices {
  const [from, to] = readIds(own['why']);
  const hidden = own['hide']?.split(',') ?? [];
  return {
    mode: readMode(own['mode']),
    pipeline: own['p'] ?? null,
    other: own['with'] ?? null,
    isWorkspace: own['level'] === 'workspace',
    isOpen: own['folds'] === 'open',
    toggled: readIds(own['fold']),
    branch: readBranch(own['branch']),
    neighbourhood: readNeighbourhood(own),
    hasFiles: own['files'] === 'on',
    hiddenKinds: EDGE_KINDS.filter((kind) => hidden.includes(kind)),
    beyond: readIds(own['beyond']),
    find: own['find'] ?? '',
    why: from === undefined || to === undefined ? null : [from, to],
    deleted: readIds(own['deleted']),
    isLargeWanted: own['large'] === 'show',
  };
}

/** What goes from the address with another pipeline: all that names a part of the one before. */
export const NO_PART = {
  fold: null,
  branch: null,
  at: null,
  steps: null,
  way: null,
  beyond: null,
  why: null,
  deleted: null,
  large: null,
  level: null,
} as const;
