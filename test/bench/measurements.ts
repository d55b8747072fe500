import { CORE_MEASUREMENTS } from './core-measurements.ts';
import path from 'node:path';
import { copyOfDatabase, floor, rowsOf } from './floor.ts';
import { RESCANS_OF_STORES } from './store-measurements.ts';
import type { Measurement } from './measurement.ts';

/** The measurement that all others are compared with. */
export const FLOOR: Measurement = {
  name: 'floor: read manifests, stat files',
  run: (workspace) => {
    const { manifests, bytes, files, milliseconds } = floor(workspace);
    return {
      milliseconds,
      found: { manifestFilesOnDisk: manifests, manifestBytesOnDisk: bytes, filesOnDisk: files },
    };
  },
};

/** The same for stores: the rows of a copy of the database, read by SQLite and looked at no further, in place of manifests. */
export const STORE_FLOOR: Measurement = {
  name: 'floor: read all rows, stat files',
  run: (workspace) => {
    const start = performance.now();
    const { files } = floor(path.join(workspace, 'artifacts'));
    const { artifacts, chains, pipelines } = rowsOf(copyOfDatabase(workspace));
    return {
      milliseconds: performance.now() - start,
      found: { files, records: artifacts, chains, pipelines },
    };
  },
};

/** All measurements, in the order of the report. The floor comes by itself. */
export const MEASUREMENTS: readonly Measurement[] = CORE_MEASUREMENTS;

/** Those of stores. */
export const STORE_MEASUREMENTS: readonly Measurement[] = [
  ...CORE_MEASUREMENTS.filter(({ name }) => !name.includes('closures')),
  ...RESCANS_OF_STORES,
];
