import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chainHash } from '../../shared/format/chain-hash.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An item of a manifest, any keys. */
export type Item = Record<string, unknown>;

/** A manifest to write: its keys in their order. Undefined values are left out. */
export type ManifestKeys = Record<string, unknown>;

/** Full SHA-256 in hex. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function scalar(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return numberText(value);
  // JSON leaves signs as they are that YAML takes for line breaks, or refuses.
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A number as YAML 1.1 wants it: a float has a point, and a sign in its exponent. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Number.isSafeInteger(value)) return String(value);
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent}`;
}

/** Writes a value in the block style of PyYAML; texts are always in double quotes. */
function block(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    return value
      .map((entry: unknown) =>
        isEmpty(entry)
          ? `${indent}- ${scalar(entry)}\n`
          : `${indent}- ${block(entry, `${indent}  `).trimStart()}`,
      )
      .join('');
  }
  return Object.entries(value as Record<string, unknown>)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => {
      const name = /^[a-z_][a-z0-9_]*$/.test(key) ? key : JSON.stringify(key);
      return isEmpty(entry)
        ? `${indent}${name}: ${scalar(entry)}\n`
        : `${indent}${name}:\n${block(entry, `${indent}  `)}`;
    })
    .join('');
}

/** A map as the text of a YAML file. */
export function toYaml(map: Record<string, unknown>): string {
  return isEmpty(map) ? '{}\n' : block(map, '');
}

/** An execution trace with nothing in it but its being there: the pipeline has ended. */
export const TRACE = { trace: { trace_id: 'trace', steps: [{ step_index: 1, operator_type: 'model' }] } };

/** The name that nirs4all gives to bytes, new style. */
export function storedName(content: string, type = 'model', className = 'PLSRegression'): string {
  return `${type}_${className}_${sha256(content).slice(0, 12)}.joblib`;
}

/** The name that nirs4all gave to bytes before: six digits, no type. */
export function oldStoredName(content: string, className = 'PLSRegression'): string {
  return `${className}_${sha256(content).slice(0, 6)}.joblib`;
}

/**
 * A V3 item for an artifact of which the bytes are `content`, with the keys of nirs4all 0.6 in their order. Its
 * path and hash are right unless `keys` says otherwise.
 */
export function v3Item(content: string, keys: Item = {}): Item {
  const type = String(keys['artifact_type'] ?? 'model');
  const className = String(keys['class_name'] ?? 'PLSRegression');
  const pipeline = String(keys['pipeline_id'] ?? '0001_pls_aaaaaa');
  const chain = String(keys['chain_path'] ?? 's4.PLSRegression[sub=0]');
  const fold = keys['fold_id'] ?? null;
  return {
    artifact_id: `${pipeline}$${chainHash(chain, sha256)}:${fold === null ? 'all' : Number(fold)}`,
    content_hash: `sha256:${sha256(content)}`,
    path: storedName(content, type, className),
    chain_path: chain,
    source_index: null,
    pipeline_id: pipeline,
    branch_path: [],
    step_index: 4,
    substep_index: 0,
    fold_id: fold,
    artifact_type: type,
    class_name: className,
    custom_name: className,
    depends_on: [],
    format: 'joblib',
    format_version: 'sklearn==1.5.0',
    nirs4all_version: '0.6.2',
    size_bytes: Buffer.byteLength(content),
    created_at: '2026-01-05T08:30:00.254607+00:00',
    params: {},
    version: 3,
    ...keys,
  };
}

/** A V1 item, as V3 pipelines too write them for some steps: no id, no type, an old-style path. */
export function v1Item(content: string, keys: Item = {}): Item {
  return {
    hash: `sha256:${sha256(content)}`,
    name: 'PLS_1.pkl',
    path: oldStoredName(content),
    format: 'joblib',
    format_version: 'sklearn==1.5.0',
    nirs4all_version: '0.4.2',
    size: Buffer.byteLength(content),
    saved_at: '2025-11-21T18:00:00.530951+00:00',
    step: 4,
    ...keys,
  };
}

/** A manifest of V2 or V3 that ended well. */
export function v3Manifest(dataset: string, items: readonly Item[], keys: ManifestKeys = {}): ManifestKeys {
  return {
    schema_version: '2.0',
    uid: '66e9963c-39fb-490f-bcf8-2012973259e8',
    pipeline_id: '0001_pls_aaaaaa',
    name: 'pls_aaaaaa',
    dataset,
    created_at: '2026-01-05T08:30:00.237129+00:00',
    pipeline: { steps: [] },
    metadata: {},
    artifacts: { schema_version: '2.0', items: [...items] },
    predictions: [],
    execution_traces: TRACE,
    ...keys,
  };
}

/** A manifest of V1: a bare list, no traces. */
export function v1Manifest(dataset: string, items: readonly Item[], keys: ManifestKeys = {}): ManifestKeys {
  return {
    uid: '61de18ff-3174-42e4-9b77-47b11d8f220a',
    pipeline_id: '0001_pls_aaaaaa',
    name: 'pls_aaaaaa',
    dataset,
    created_at: '2025-11-21T18:00:00.522343+00:00',
    version: '1.0',
    pipeline: { steps: [] },
    metadata: {},
    artifacts: [...items],
    predictions: [],
    ...keys,
  };
}

/** Writes a workspace piece by piece into a temporary folder. Paths are those of the workspace, with `/`. */
export class WorkspaceBuilder {
  readonly root: string;

  constructor(root: string = join(temporaryFolder(), 'workspace')) {
    this.root = root;
    mkdirSync(join(root, 'runs'), { recursive: true });
    mkdirSync(join(root, 'binaries'), { recursive: true });
  }

  /** The path on this system. */
  path(path: string): string {
    return join(this.root, path);
  }

  /** Writes a file, making its folders. */
  file(path: string, content: string | Uint8Array = ''): this {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
    return this;
  }

  /** Stores bytes in `binaries/<dataset>` under their own name; returns the path. */
  store(dataset: string, content: string, type = 'model', className = 'PLSRegression'): string {
    const path = `binaries/${dataset}/${storedName(content, type, className)}`;
    this.file(path, content);
    return path;
  }

  /** Stores bytes in the `_binaries` of a run under their own name; returns the path. */
  storeOld(run: string, content: string, className = 'PLSRegression'): string {
    const path = `runs/${run}/_binaries/${oldStoredName(content, className)}`;
    this.file(path, content);
    return path;
  }

  /** Writes `manifest.yaml` into a folder; returns its path. */
  manifest(folder: string, keys: ManifestKeys | string): string {
    const path = folder === '' ? 'manifest.yaml' : `${folder}/manifest.yaml`;
    this.file(path, typeof keys === 'string' ? keys : toYaml(keys));
    return path;
  }

  /**
   * A pipeline that has nothing to do with what a test is about: without any, nothing is known of a workspace, and no file
   * is an orphan.
   */
  bystander(): this {
    this.manifest('runs/bystander/0001_b_b0b0b0', v3Manifest('bystander', []));
    return this;
  }

  /** Makes a link; `target` is taken as it is. */
  link(path: string, target: string): this {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    symlinkSync(target, this.path(path));
    return this;
  }

  remove(path: string): this {
    rmSync(this.path(path), { recursive: true });
    return this;
  }

  /** Sets a file's mtime; its ctime becomes now, and nothing can set that. */
  touch(path: string, milliseconds: number): this {
    utimesSync(this.path(path), milliseconds / 1000, milliseconds / 1000);
    return this;
  }
}
