import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './support.ts';

/** Fields of an item that a test cares about. */
export type Item = Readonly<Record<string, unknown>>;

/** Writes a file below a workspace, with its folders. */
export function write(workspace: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), content);
}

/** Writes a manifest; JSON is YAML too. Returns its path in the workspace. */
export function writeManifest(
  workspace: string,
  run: string,
  pipeline: string,
  items: readonly Item[],
): string {
  const path = `runs/${run}/${pipeline}/manifest.yaml`;
  const manifest = {
    schema_version: '2.0',
    uid: `${run}-${pipeline}`,
    pipeline_id: pipeline,
    name: pipeline,
    dataset: run,
    created_at: '2026-01-05T08:30:00.237129+00:00',
    artifacts: {
      schema_version: '2.0',
      items: items.map((item) => ({ version: 3, pipeline_id: pipeline, ...item })),
    },
    predictions: [],
    execution_traces: {},
  };
  write(workspace, path, JSON.stringify(manifest, null, 1));
  return path;
}

/** A new workspace without anything in it. */
export function emptyWorkspace(): string {
  const workspace = join(temporaryFolder(), 'workspace');
  mkdirSync(join(workspace, 'runs'), { recursive: true });
  mkdirSync(join(workspace, 'binaries'));
  return workspace;
}
