import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { ARCHIVE_LIMITS } from '../../files/archive/limits.ts';
import { Refused } from '../../files/archive/refusal.ts';
import { zipEntries, zippedBytes, type ReadPart, type ZipEntry } from '../../files/archive/zip-entries.ts';
import { parseJson } from '../../files/parse-json.ts';
import type { BundleWords } from '../bringing.ts';
import { isMap, own, textOrNull } from '../../../../shared/format/yaml-values.ts';

/** What is read of a document in a bundle at most, in bytes. */
const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/** A file of an operator: `artifacts/step_4_fold0_PLSRegression.joblib`, without a fold where all folds share it. */
const ARTIFACT = /^artifacts\/step_\d+_(?:fold(\d{1,6})_)?[^/]+$/;

function documentOf(read: ReadPart, entries: readonly ZipEntry[], name: string): unknown {
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined || entry.size > LARGEST_DOCUMENT) return null;
  return parseJson(Buffer.from(zippedBytes(read, entry)).toString('utf8'));
}

function foldsOf(entries: readonly ZipEntry[]): number[] {
  const folds = entries.flatMap(({ name }) => ARTIFACT.exec(name)?.[1] ?? []);
  return [...new Set(folds.map(Number))].toSorted((one, other) => one - other);
}

/** See `Bringing.lookIntoBundle`: a zip with a `manifest.json` that says which pipeline it was made of, and files of operators. */
export function lookIntoBundle(read: ReadPart, size: number): Result<BundleWords, string> {
  try {
    const entries = zipEntries(read, size, ARCHIVE_LIMITS.entries);
    const manifest = documentOf(read, entries, 'manifest.json');
    if (!isMap(manifest))
      return fail('it has no manifest.json that can be read: it is no bundle of nirs4all');
    const pipeline = documentOf(read, entries, 'pipeline.json');
    const steps = isMap(pipeline) ? own(pipeline, 'steps') : null;
    const original = own(manifest, 'original_manifest');
    const said = isMap(original) ? original : {};
    return ok({
      steps: Array.isArray(steps) ? steps.length : null,
      folds: foldsOf(entries),
      files: entries.filter(({ name }) => ARTIFACT.test(name)).length,
      pipelineId: textOrNull(own(manifest, 'pipeline_uid')),
      dataset: textOrNull(own(said, 'dataset')),
      createdAt: textOrNull(own(said, 'created_at')),
    });
  } catch (error) {
    if (error instanceof Refused) return fail(error.message);
    throw error;
  }
}
