import type { SizePart, SizeNode, SizeDivision } from '../../../../shared/api/workspace/sizes.ts';
import { fileDatasets, fileUsers, recordDatasets } from '../../columns/file-users.ts';
import { eachSlot, columnsOf, type ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordsByFile } from '../../columns/sums.ts';
import { unusedFiles } from '../../columns/unused-files.ts';
import { KnownTexts } from '../../index/known-texts.ts';
import { boundedNodes, SizeTree } from './size-tree.ts';

/** What a leaf holds: numbers of a used file or a record. */
interface Leaf {
  readonly path: readonly SizePart[];
  readonly dataset: string | null;
  bytes: number;
  files: number;
  records: number;
  /** What its records would take if each had a file of its own. */
  logical: number;
  /** Bytes of the files that its records share. */
  shared: number;
}

/** At most so many nodes are given, the rest as `other`. */
export const MOST_NODES = 5000;

const part = (kind: SizePart['kind'], name: string, more: Partial<SizePart> = {}): SizePart => ({
  kind,
  name,
  manifest: null,
  type: null,
  ...more,
});

const datasetParts = (division: SizeDivision, dataset: string | null): SizePart[] =>
  division === 'dataset-type-class' ? [part('dataset', dataset ?? '')] : [];

/** Finds the leaf of a file or record; leaves are made when they are first met. */
class Leaves {
  readonly all = new Map<string, Leaf>();

  at(key: string, dataset: string | null, path: () => readonly SizePart[]): Leaf {
    let leaf = this.all.get(key);
    if (leaf === undefined) {
      leaf = { path: path(), dataset, bytes: 0, files: 0, records: 0, logical: 0, shared: 0 };
      this.all.set(key, leaf);
    }
    return leaf;
  }
}

function* leavesOf(context: ViewContext, division: SizeDivision): Slices<Leaf[]> {
  const columns = yield* columnsOf(context);
  const { files, records, manifests } = columns;
  const usersOf = fileUsers(columns, yield* recordsByFile(columns));
  const datasetOfFile = yield* fileDatasets(context);
  const datasetOfRecord = yield* recordDatasets(context);
  const text = textOf(context);
  const leaves = new Leaves();
  const copies = (dataset: string | null): Leaf =>
    leaves.at(`copies ${dataset}`, dataset, () => [...datasetParts(division, dataset), part('copies', '')]);
  const classOf = (record: number, dataset: string | null): Leaf => {
    const [type, name] = [records.type[record] ?? 0, records.class[record] ?? 0];
    return leaves.at(`class ${dataset} ${type} ${name}`, dataset, () => [
      ...datasetParts(division, dataset),
      part('type', text(type), { type: text(type) }),
      part('class', text(name), { type: text(type) }),
    ]);
  };
  const pipelineOf = (manifest: number, dataset: string | null): Leaf =>
    leaves.at(`pipeline ${dataset} ${manifest}`, dataset, () => {
      const { path = '', pipelineId = null, pipelineName = null } = manifests[manifest] ?? {};
      return [part('pipeline', pipelineName ?? pipelineId ?? '', { manifest: path })];
    });
  const shared = (dataset: string | null): Leaf =>
    leaves.at(`shared ${dataset}`, dataset, () => [part('shared', '')]);
  const leafOfFile = (file: number, dataset: string | null): Leaf => {
    const { record, pipeline } = usersOf(file);
    if (record < 0) return copies(dataset);
    if (division !== 'pipeline') return classOf(record, dataset);
    return pipeline < 0 ? shared(dataset) : pipelineOf(pipeline, dataset);
  };

  yield* eachSlot(files.count, (file) => {
    if (files.alias[file] === 1 || columns.uses[file] === 0) return;
    const leaf = leafOfFile(file, datasetOfFile(file));
    const size = files.size[file] ?? 0;
    leaf.files += 1;
    leaf.bytes += size;
    if (usersOf(file).isExact) leaf.shared += size;
  });
  yield* eachSlot(records.count, (record) => {
    if (records.isPrimary[record] !== 1) return;
    const file = records.file[record] ?? -1;
    const manifest = records.manifest[record] ?? -1;
    const dataset = datasetOfRecord(record);
    const isOfPipeline = division === 'pipeline';
    const own = isOfPipeline
      ? file < 0
        ? pipelineOf(manifest, dataset)
        : leafOfFile(file, dataset)
      : classOf(record, dataset);
    own.records += 1;
    if (file >= 0 && files.alias[file] !== 1) own.logical += files.size[file] ?? 0;
  });
  return [...leaves.all.values()];
}

/** Texts of the dictionary by their numbers, each asked for once. */
export function textOf({ index }: Pick<ViewContext, 'index'>): (id: number) => string {
  const texts = new KnownTexts(index);
  return (id) => texts.text(id);
}

/** The bytes of the workspace, or of one dataset, divided. */
export function* sizesOf(context: ViewContext, division: SizeDivision, dataset?: string): Slices<SizeNode[]> {
  const leaves = yield* context.memo.base(`sizes ${division}`, () => leavesOf(context, division));
  const tree = new SizeTree();
  for (const { path, bytes, files, records, logical, shared, dataset: of } of leaves) {
    if (dataset !== undefined && of !== dataset) continue;
    tree.add(path, { bytes, files, records, saved_bytes: Math.max(0, logical - shared) });
  }
  for (const { dataset: of, state, files, bytes } of yield* unusedFiles(context)) {
    if (dataset !== undefined && of !== dataset) continue;
    tree.add([...datasetParts(division, of), part(state, '')], { bytes, files, records: 0, saved_bytes: 0 });
  }
  yield 'more';
  return boundedNodes(tree.nodes(), MOST_NODES);
}
