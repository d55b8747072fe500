import type { IfDeleted } from '../../../../shared/api/graph/if-deleted.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import type { Slices } from '../../columns/slices.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { recordKey, recordsByKey } from '../../index/record-key.ts';
import type { QueryContext } from '../../state/context.ts';
import { numbersOf, type Going } from '../deletion/going.ts';
import { derivedBreaks } from '../deletion/derived-breaks.ts';
import { fatesOf, impactOf, shownImpact, type FileFates } from '../deletion/what-if.ts';
import { findFiles } from '../find/find.ts';

/** Nodes that are thought away. */
export interface DeletedNodes {
  readonly records: readonly RecordKey[];
  readonly pipelines: readonly string[];
  readonly files: readonly string[];
}

/** Files, and broken records, that are told. */
const MOST_TOLD = 20_000;

/** Pipelines that are named of those that keep a file. */
const MOST_KEEPERS = 5;

/** Files whose users are asked for in one go. */
const CHUNK = 50;

type Fate = IfDeleted['files'][number]['fate'];

/** What the nodes are by the numbers of the index, each once; what goes with its pipeline is not named again. */
function goingOf(context: QueryContext, { records, pipelines, files }: DeletedNodes): Going {
  const manifests = new Set(numbersOf(context, pipelines));
  const alone = recordsByKey(context.index, records).flatMap((record) =>
    record === null || manifests.has(record.manifestId) ? [] : [record.id],
  );
  const named = files.flatMap((path) => (path.includes('/') ? findFiles(context.index, path) : []));
  return { manifests: [...manifests], files: [...new Set(named)], records: [...new Set(alone)] };
}

/** The other pipelines that use each of some files, by the file's number: of those that stay, in the order of their paths. */
function keepersOf(
  index: ReadableIndex,
  files: readonly number[],
  { manifests, records }: Going,
): Map<number, string[]> {
  const rows = allTuples<readonly [number, string]>(
    index,
    `SELECT DISTINCT j.value, m.path FROM json_each(:files) j CROSS JOIN reference x ON x.file_id = j.value
     CROSS JOIN record r ON r.id = x.record_id CROSS JOIN manifest m ON m.id = r.manifest_id
     WHERE m.is_primary AND m.id NOT IN (SELECT value FROM json_each(:manifests))
       AND r.id NOT IN (SELECT value FROM json_each(:records)) ORDER BY j.key, m.path`,
    {
      files: JSON.stringify(files),
      manifests: JSON.stringify(manifests),
      records: JSON.stringify(records ?? []),
    },
  );
  const byFile = new Map<number, string[]>();
  for (const [file, path] of rows) {
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [path]);
    else known.push(path);
  }
  return byFile;
}

/** The first files by their paths, with what becomes of each. */
function* toldFiles(
  index: ReadableIndex,
  going: Going,
  fates: FileFates,
): Slices<IfDeleted['files'][number][]> {
  const fateOf = new Map<number, Fate>();
  for (const { id, frees } of fates.leaving) fateOf.set(id, frees === 1 ? 'freed' : 'frees_nothing');
  for (const { id } of fates.shared) fateOf.set(id, 'shared');
  for (const { id } of fates.staying) fateOf.set(id, 'held');
  const rows = allTuples<readonly [number, string, number]>(
    index,
    `SELECT f.id, d.path || '/' || f.name AS path, f.size FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value
     CROSS JOIN folder d ON d.id = f.folder_id ORDER BY path LIMIT :limit`,
    { files: JSON.stringify([...fateOf.keys()]), limit: MOST_TOLD },
  );
  const told: IfDeleted['files'][number][] = [];
  for (let from = 0; from < rows.length; from += CHUNK) {
    yield 'more';
    const chunk = rows.slice(from, from + CHUNK);
    const keepers = keepersOf(
      index,
      chunk.map(([id]) => id),
      going,
    );
    for (const [id, path, size] of chunk) {
      const others = keepers.get(id) ?? [];
      told.push({
        path,
        size_bytes: size,
        fate: fateOf.get(id) ?? 'held',
        pipelines: others.length,
        stays_in: others.slice(0, MOST_KEEPERS),
      });
    }
  }
  return told;
}

/** What deleting some nodes of a graph together would do, from what plans are made of. */
export function* ifDeleted(context: QueryContext, nodes: DeletedNodes): Slices<IfDeleted> {
  const going = goingOf(context, nodes);
  const fates = yield* fatesOf(context, going);
  const impact = yield* impactOf(context, going, fates);
  return {
    total: shownImpact(impact),
    files: yield* toldFiles(context.index, going, fates),
    derived: (yield* derivedBreaks(context.index, going, impact.breaks))
      .slice(0, MOST_TOLD)
      .map((name) => recordKey(name)),
    breaks: impact.breaks.slice(0, MOST_TOLD).map(({ manifest, position, needs, inferred }) => ({
      key: recordKey({ manifest, position }),
      manifest,
      needs,
      inferred,
    })),
  };
}
