import type { Way } from '../../../../shared/domain/way.ts';
import type { ChainStop, ChainGroup, ChainLine } from '../../../../shared/api/chains/way.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { recordKey, recordsByKey } from '../../index/record-key.ts';
import { wayOf } from '../../way/way-of.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';
import { stopOf } from './way.ts';

const MOST_STOPS = 20;

/** Ways of pipelines that are kept for further lines. */
const KEPT = 500;

/** The way of a pipeline, with what its records are called by their positions. */
export interface KnownWay {
  readonly manifest: string;
  readonly way: Way;
  readonly folds: ReadonlyMap<number, number | null>;
}

/** The line of the record at a position. */
export function chainGroups({ manifest, way, folds }: KnownWay, position: number): ChainGroup[] {
  const foldOf = (other: number): number | null => folds.get(other) ?? null;
  const fold = foldOf(position);
  const groups = wayOf(way, position)?.groups ?? [];
  return groups.map(({ nodes, kind }) => ({
    count: nodes.length,
    stops: nodes.slice(0, MOST_STOPS).flatMap((id): ChainStop[] => {
      const node = way.nodes[id];
      if (node === undefined) return [];
      const same = kind === 'end' ? position : node.records.find((other) => foldOf(other) === fold);
      const own = same ?? node.records[0];
      const key = own === undefined ? null : recordKey({ manifest, position: own });
      return [{ ...stopOf(node, kind), key }];
    }),
  }));
}

/** The way of a pipeline by its number in the index and the path of its manifest. */
export function knownWay(index: ReadableIndex, manifestId: number, manifest: string): KnownWay {
  const rows = allRows<{ position: number; fold: number | null }>(
    index,
    'SELECT position, fold FROM record WHERE manifest_id = :manifestId',
    { manifestId },
  );
  const folds = new Map(rows.map(({ position, fold }) => [position, fold]));
  return { manifest, way: wayOfManifest(index, manifestId), folds };
}

function wayFor({ index }: ViewContext, ways: Map<number, KnownWay>, manifestId: number): KnownWay {
  let known = ways.get(manifestId);
  if (known !== undefined) return known;
  const [row] = allRows<{ path: string }>(index, 'SELECT path FROM manifest WHERE id = :manifestId', {
    manifestId,
  });
  known = knownWay(index, manifestId, row?.path ?? '');
  ways.set(manifestId, known);
  for (const oldest of ways.keys()) {
    if (ways.size <= KEPT) break;
    ways.delete(oldest);
  }
  return known;
}

/** The derived ways to some records, in their order; one that is gone has an empty line. */
export function* chainLines(context: ViewContext, keys: readonly RecordKey[]): Slices<ChainLine[]> {
  // oxlint-disable-next-line require-yield -- there is nothing to wait for
  const ways = yield* context.memo.base('ways', function* none(): Slices<Map<number, KnownWay>> {
    return new Map();
  });
  const lines: ChainLine[] = [];
  for (const [at, found] of recordsByKey(context.index, keys).entries()) {
    const key = keys[at];
    if (key === undefined) continue;
    const groups = found === null ? [] : chainGroups(wayFor(context, ways, found.manifestId), found.position);
    lines.push({ key, groups });
    yield 'more';
  }
  return lines;
}
