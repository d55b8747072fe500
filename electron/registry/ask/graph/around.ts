import type { OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordByKey } from '../../index/record-key.ts';
import { GraphDraft } from './graph-draft.ts';
import { Spots, type Spot } from './spots.ts';

/** What is asked for around a record. */
export interface AroundRequest {
  readonly key: RecordKey;
  /** Steps from the record's operator. */
  readonly hops: number;
  readonly direction: 'needs' | 'needed_by' | 'both';
  /** Also through files: from an operator to those of its records, and to who else uses them. */
  readonly files: boolean;
  readonly beyond: readonly string[];
}

/** What lies one step from a spot, in one direction; through a file in any. */
function* nextTo(spots: Spots, spot: Spot, towards: 'needs' | 'needed_by', files: boolean): Generator<Spot> {
  yield* towards === 'needs' ? spots.needsOf(spot) : spots.neededBy(spot);
  if (files) yield* spots.sameFile(spot);
}

/** Goes from a spot in one direction, as far as it is asked to and there is room. */
function* reach(
  draft: GraphDraft,
  from: Spot,
  towards: 'needs' | 'needed_by',
  { hops, files }: AroundRequest,
): Slices<void> {
  const seen = new Set([from.id]);
  let level = [from];
  for (let hop = 0; hop < hops && level.length > 0; hop += 1) {
    const following: Spot[] = [];
    for (const spot of level) {
      for (const next of nextTo(draft.spots, spot, towards, files)) {
        yield 'more';
        if (seen.has(next.id)) continue;
        if (!draft.add(next)) return;
        seen.add(next.id);
        following.push(next);
      }
    }
    level = following;
  }
}

/** The operators around that of a record, in whatever pipelines; null where there is no such record (any more), or it can't be placed. */
export function* aroundRecord(context: ViewContext, request: AroundRequest): Slices<OperatorGraph | null> {
  const { key, direction, files, beyond } = request;
  const record = recordByKey(context.index, key);
  if (record === null) return null;
  const spots = new Spots(context.index);
  const from = spots.ofRecord({ manifest: record.manifestId, position: record.position });
  if (from === undefined) return null;
  const draft = new GraphDraft(spots);
  draft.add(from);
  if (direction !== 'needed_by') yield* reach(draft, from, 'needs', request);
  if (direction !== 'needs') yield* reach(draft, from, 'needed_by', request);
  yield* draft.bringIn(beyond, files);
  return yield* draft.drawn(context, from.pipeline);
}
