import type { Way } from '../../../../shared/domain/way.ts';
import type { ChainStop, ChainGroup, ChainLine } from '../../../../shared/api/chains/way.ts';
import type { RecordPlace } from '../../../../shared/api/records/record-place.ts';
import { allRows } from '../../index/database.ts';
import { wayOf } from '../../way/way-of.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { stopOf, wayOfManifest } from './way.ts';

const MOST_STOPS = 20;

/** Ways of pipelines that are kept for further lines. */
const KEPT = 500;

/** The line of the record at a position. */
export function chainGroups(
  way: Way,
  position: number,
  foldOf: (position: number) => number | null,
): ChainGroup[] {
  const fold = foldOf(position);
  const groups = wayOf(way, position)?.groups ?? [];
  return groups.map(({ nodes, kind }) => ({
    count: nodes.length,
    stops: nodes.slice(0, MOST_STOPS).flatMap((id): ChainStop[] => {
      const node = way.nodes[id];
      if (node === undefined) return [];
      const same = kind === 'end' ? position : node.records.find((other) => foldOf(other) === fold);
      return [{ ...stopOf(node, kind), position: same ?? node.records[0] ?? null }];
    }),
  }));
}

interface KnownWay {
  readonly way: Way;
  readonly folds: ReadonlyMap<number, number | null>;
}

/** The folds of a manifest's records by their positions. */
export function foldsByPosition(
  { index }: Pick<ViewContext, 'index'>,
  manifestId: number,
): ReadonlyMap<number, number | null> {
  const rows = allRows<{ position: number; fold: number | null }>(
    index,
    'SELECT position, fold FROM record WHERE manifest_id = :manifestId',
    { manifestId },
  );
  return new Map(rows.map(({ position, fold }) => [position, fold]));
}

function wayFor(context: ViewContext, ways: Map<string, KnownWay | null>, manifest: string): KnownWay | null {
  const known = ways.get(manifest);
  if (known !== undefined) return known;
  const [row] = allRows<{ id: number }>(context.index, 'SELECT id FROM manifest WHERE path = :manifest', {
    manifest,
  });
  const made =
    row === undefined
      ? null
      : { way: wayOfManifest(context.index, row.id), folds: foldsByPosition(context, row.id) };
  ways.set(manifest, made);
  for (const oldest of ways.keys()) {
    if (ways.size <= KEPT) break;
    ways.delete(oldest);
  }
  return made;
}

/** The derived ways to some records, in their order; one that is gone has an empty line. */
export function* chainLines(context: ViewContext, places: readonly RecordPlace[]): Slices<ChainLine[]> {
  // oxlint-disable-next-line require-yield -- there is nothing to wait for
  const ways = yield* context.memo.base('ways', function* none(): Slices<Map<string, KnownWay | null>> {
    return new Map();
  });
  const lines: ChainLine[] = [];
  for (const { manifest, position } of places) {
    const known = wayFor(context, ways, manifest);
    const groups =
      known === null ? [] : chainGroups(known.way, position, (other) => known.folds.get(other) ?? null);
    lines.push({ manifest, position, groups });
    yield 'more';
  }
  return lines;
}
