import { ok } from '../../../../shared/domain/result.ts';
import { checkBareName } from '../../../../shared/format/bare-name.ts';
import { splitPipelineNumber } from '../../../../shared/format/pipeline-number.ts';
import { datasetHint } from '../../../../shared/format/run-name.ts';
import { DEFAULT_LIMITS } from '../../yaml/limits.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import type { Bringing } from '../bringing.ts';
import { configuredSteps } from './manifest/configured-steps.ts';
import { PYTHON_TYPES_BELOW, readManifest } from './manifest/read-manifest.ts';
import { isMap, own } from '../../../../shared/format/yaml-values.ts';
import { lookIntoBundle } from './bundle.ts';
import { manifestsOfItems } from './exported-items.ts';
import { insertItem } from './insert-item.ts';
import { EXPORTS, isBundleName } from './rules/places.ts';
import { RunNames } from './rules/run-names.ts';
import { isManifestName, PIPELINE_FILE } from './walk/manifest-name.ts';

/**
 * What nirs4all wrote as `pipeline.json`, from the manifest: its `pipeline.steps` (equal in all of the workspaces that were compared). Null
 * where there are none.
 */
function pipelineFileOf(bytes: Uint8Array): Uint8Array | null {
  const read = readYaml(bytes, { ...DEFAULT_LIMITS, pythonTypesBelow: PYTHON_TYPES_BELOW });
  const steps = read.ok && isMap(read.value) ? configuredSteps(own(read.value, 'pipeline')) : null;
  return steps === null ? null : Buffer.from(JSON.stringify(steps, null, 2));
}

/** See `Bringing.runOf`. */
function runOf(parts: readonly string[], dataset: string): string {
  const runs = parts.lastIndexOf('runs', parts.length - 2);
  const inside = runs < 0 ? [] : parts.slice(runs + 1, -1);
  if (inside.length > 0 && inside.every((part) => part !== '' && checkBareName(part) === null))
    return inside.join('/');
  const parent = parts.at(-2) ?? '';
  const isRun = parent !== dataset && datasetHint(parent) === dataset && checkBareName(parent) === null;
  return isRun ? parent : dataset;
}

/** See `Bringing.folderName`. */
function folderName(parts: readonly string[], pipelineId: string | null): string {
  const names = [parts.at(-1) ?? '', pipelineId ?? ''].filter(
    (each) => each !== '' && checkBareName(each) === null,
  );
  const made = `0001_${pipelineId ?? 'imported'}`.replaceAll(/[^\w.-]/g, '_');
  return names.find((each) => splitPipelineNumber(each) !== null) ?? made;
}

/** Bringing in manifests and the files below `binaries/` and in the `_binaries` of runs. */
export const filesBringing: Bringing = {
  isManifestName,
  isPipelineFolder: (name) => splitPipelineNumber(name) !== null,
  orderOf: (name) => splitPipelineNumber(name)?.number ?? Number.POSITIVE_INFINITY,
  runOf,
  // The run of the dataset's own name, and without one those with a date before it, the last written first.
  findsRun: (run, dataset, isThere) => run === dataset || (run.endsWith(`_${dataset}`) && !isThere(dataset)),
  folderName,
  namesOfRun: (names) => new RunNames(names),
  read: (bytes) => {
    const content = readManifest(bytes, true);
    if (!content.ok) return content;
    return ok(content.value.kind === 'foreign' ? null : content.value.manifest);
  },
  manifestsOfItems,
  storedPlaces: (name, dataset, run) => [
    { folder: `binaries/${dataset}`, goesTo: `binaries/${dataset}/${name}` },
    { folder: '_binaries', goesTo: `runs/${run}/_binaries/${name}` },
  ],
  insertItem,
  isBundleName,
  bundlePlace: (name) => `${EXPORTS}/${name}`,
  lookIntoBundle,
  pipelineFile: PIPELINE_FILE,
  pipelineFileOf,
};
