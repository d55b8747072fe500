import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import { dependenciesOf, type Dependencies } from '../../electron/registry/ask/needs/dependencies.ts';
import { scanned } from '../support/scanning.ts';
import { WorkspaceBuilder, v3Item, v3Manifest, type Item } from '../support/workspace-builder.ts';

export const id = (pipeline: string, name: string, fold: number | 'all' = 0): string =>
  `${pipeline}$${name}:${fold}`;

/** An item of its own bytes: `name` stands in its id, chain and file. */
export function model(pipeline: string, name: string, keys: Item = {}): Item {
  const fold = keys['fold_id'] === undefined ? 0 : (keys['fold_id'] as number | null);
  return v3Item(`${pipeline} ${name} ${fold}`, {
    artifact_id: id(pipeline, name, fold ?? 'all'),
    pipeline_id: pipeline,
    chain_path: `s4.${name}`,
    fold_id: fold,
    ...keys,
  });
}

export const meta = (pipeline: string, name: string, needs: string[], keys: Item = {}): Item =>
  model(pipeline, name, { artifact_type: 'meta_model', step_index: 7, depends_on: needs, ...keys });

/** A workspace of pipelines by their folders; files of all items are there. */
export function workspaceOf(manifests: Record<string, { dataset: string; items: Item[]; keys?: Item }>) {
  const builder = new WorkspaceBuilder();
  for (const [folder, { dataset, items, keys }] of Object.entries(manifests)) {
    builder.manifest(folder, v3Manifest(dataset, items, { pipeline_id: folder.split('/').at(-1), ...keys }));
    for (const item of items) {
      const fold = item['fold_id'] === null ? 'null' : item['fold_id'];
      const name = String(item['artifact_id']).replace(/^.*\$|:.*$/g, '');
      builder.file(`binaries/${dataset}/${item['path']}`, `${item['pipeline_id']} ${name} ${fold}`);
    }
  }
  return { builder, index: scanned(builder.root).index };
}

export function ask(
  index: ReadableIndex,
  record: number,
  options: { reverse?: boolean; transitive?: boolean } = {},
): Dependencies {
  const answer = dependenciesOf(index, {
    record,
    reverse: options.reverse === true,
    transitive: options.transitive === true,
  });
  if ('cycle' in answer) throw new Error(`a cycle: ${answer.cycle.join(' ')}`);
  return answer;
}

export const P = '0001_p_aaaaaa';
export const Q = '0002_q_bbbbbb';
