import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportItems, manifestsToExport } from '../../electron/registry/bring-in/export-items.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { yamlOf } from '../../electron/registry/yaml/write-yaml.ts';
import { fixtureWorkspace, FIXTURES } from '../support/fixtures.ts';
import { scanned } from '../support/scanning.ts';
import { sha256, WorkspaceBuilder } from '../support/workspace-builder.ts';

/** What PyYAML said of exported artifacts; see `oracle/record.py`. */
interface Answer {
  readonly items: number;
  /** Whether `safe_load` makes of the text what it makes of the manifests. */
  readonly equal: boolean;
  readonly json_equal: boolean | null;
  /** Of the text that it was asked about. */
  readonly sha256: string;
  readonly manifest?: string;
}

const ANSWERS = JSON.parse(
  readFileSync(join(import.meta.dirname, 'oracle/exported.json'), 'utf8'),
) as Readonly<Record<string, Answer>>;

function workspaceOf(name: string, { manifest }: Answer): string {
  const fixture = FIXTURES.find((each) => each === name);
  if (fixture !== undefined) return fixtureWorkspace(fixture);
  const builder = new WorkspaceBuilder();
  builder.file('runs/odd/0001_odd_aaaaaa/manifest.yaml', manifest ?? '');
  return builder.root;
}

describe('Exported artifacts as YAML', () => {
  it.each(Object.entries(ANSWERS))('of %s are for PyYAML what the manifests are', (name, answer) => {
    expect(answer).toMatchObject({ equal: true, json_equal: name === 'odd' ? null : true });
    const root = workspaceOf(name, answer);
    const { index } = scanned(root);
    const items = exportItems(fs, root, manifestsToExport(index, null));
    if (!items.ok) throw new Error(items.error.reason);
    expect(items.value.items).toHaveLength(answer.items);
    expect(sha256([...yamlOf(items.value)].join(''))).toBe(answer.sha256);
  });

  it('have not a number bare, and empty lists as such', () => {
    const text = [...yamlOf({ a: Number.NaN, b: [], c: {} })].join('');
    expect(text).toBe('a: .nan\nb: []\nc: {}\n');
  });
});
