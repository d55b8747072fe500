import { CORE_MEASUREMENTS } from './core-measurements.ts';
import { floor } from './floor.ts';
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

/** All measurements, in the order of the report. The floor comes by itself. */
export const MEASUREMENTS: readonly Measurement[] = CORE_MEASUREMENTS;
