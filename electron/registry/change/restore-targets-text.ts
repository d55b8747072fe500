import { sep } from 'node:path';
import { dirname } from 'node:path/posix';
import type { FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { parseJson } from '../files/parse-json.ts';
import { isCleanPath, readTrusted } from '../files/trust.ts';
import { unseal } from './sealed-text.ts';

/** Bytes; a clean-up of some hundred thousand pipelines. */
const LARGEST = 64 * 1024 * 1024;

/** Where folders of pipelines were put, by where they were. */
export type TargetPairs = readonly (readonly [WorkspacePath, WorkspacePath])[];

/** Where a batch keeps that, on this system; `folder` is the batch's. */
export function targetsFile(folder: string): string {
  return `${folder}${sep}beside`;
}

function isPair(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
}

/**
 * What was chosen before for the folders of a batch; `none` where there is nothing that we wrote, and `path` where a folder would
 * go anywhere else than beside its old place: no Stemma chose that.
 */
export function readTargets(fs: FileSystem, file: string): TargetPairs | 'none' | 'path' {
  const bytes = readTrusted(fs, file, LARGEST);
  const text = bytes.ok ? unseal(bytes.value) : null;
  const pairs = text === null ? null : parseJson(text);
  if (!Array.isArray(pairs) || !pairs.every(isPair)) return 'none';
  const isClean = pairs.every(
    ([was, is]) => isCleanPath(was) && isCleanPath(is) && dirname(was) === dirname(is),
  );
  return isClean ? pairs : 'path';
}
