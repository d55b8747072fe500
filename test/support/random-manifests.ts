import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  oldStoredName,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
  type Item,
} from './workspace-builder.ts';

/** The bytes of stored files; all of one length, so that manifests can be rewritten without changing their size. */
export const CONTENTS = Array.from(
  { length: 12 },
  (_unused, place) => `content ${String(place).padStart(2, '0')}`,
);
export const DATASETS = ['corn', 'corn2', 'CORN', 'me\u0301thode', 'm\u00e9thode', 'maize'];
export const RUNS = ['corn', '2025-11-21_corn', 'corn2', 'maize', 'm\u00e9thode'];
export const COPIES = [
  'library/a',
  'library/b/c',
  'exports/a',
  'runs/corn',
  'other',
  'runs/corn/0001_pls_aaaaaa/deep',
  '',
];
export const PIPELINES = ['0001_pls_aaaaaa', '0002_rf_bbbbbb', '0003_x_cccccc'];
export const OTHER_NAMES = [
  '.DS_Store',
  'notes.txt',
  'model_X_abcdef012345.joblib.tmp',
  oldStoredName('content 03'),
];

/** Takes numbers from a list in turn. */
export class Picks {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  number(): number {
    const value = this.#numbers[this.#next % this.#numbers.length] ?? 0;
    this.#next += 1;
    return value;
  }

  of<Value>(values: readonly Value[]): Value | undefined {
    return values.length === 0 ? undefined : values[this.number() % values.length];
  }

  sure<Value>(values: readonly Value[]): Value {
    const value = this.of(values);
    if (value === undefined) throw new Error('nothing to pick from');
    return value;
  }
}

/** All entries below a folder, links not followed. Paths have `/`. */
export function entriesBelow(root: string, wanted: (path: string, isFolder: boolean) => boolean): string[] {
  const found: string[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (wanted(path, entry.isDirectory())) found.push(path);
      if (entry.isDirectory()) pending.push(path);
    }
  }
  return found.toSorted();
}

export function randomItem(picks: Picks, pipeline: string): Item {
  const content = picks.sure(CONTENTS);
  const fold = picks.number() % 4;
  switch (picks.number() % 6) {
    case 0:
      return v1Item(content);
    case 1:
      return v3Item(content, {
        pipeline_id: pipeline,
        artifact_type: 'meta_model',
        class_name: 'Ridge',
        chain_path: 's7.Meta_Ridge',
        depends_on: [0, 1].map(() => `${picks.sure(PIPELINES)}$4a40f902eb51:${picks.number() % 3}`),
        meta_config: { source_models: [{ artifact_id: `${pipeline}$4a40f902eb51:0` }], feature_columns: [] },
      });
    default:
      return v3Item(content, {
        pipeline_id: pipeline,
        fold_id: fold === 3 ? null : fold,
        branch_path: [fold],
      });
  }
}

export function randomManifest(picks: Picks): string {
  const pipeline = picks.sure(PIPELINES);
  const dataset = picks.number() % 9 === 0 ? undefined : picks.sure(DATASETS);
  const items = Array.from({ length: picks.number() % 5 }, () => randomItem(picks, pipeline));
  if (picks.number() % 5 === 0) return toYaml(v1Manifest('', items, { dataset, pipeline_id: pipeline }));
  const keys = { dataset, pipeline_id: pipeline };
  return toYaml(
    v3Manifest('', items, picks.number() % 3 === 0 ? { ...keys, execution_traces: undefined } : keys),
  );
}
