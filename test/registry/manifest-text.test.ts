import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordKey } from '../../electron/registry/index/record-key.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import {
  lineOfItem,
  manifestText,
  type TextRequest,
} from '../../electron/registry/ask/pipelines/manifest-text.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { locate } from '../../electron/registry/yaml/read-yaml.ts';
import { copyFixture, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { v1Item, v1Manifest, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

function read(workspace: { index: ReturnType<typeof scanned>['index'] }, root: string, request: TextRequest) {
  const found = manifestText(workspace.index, nodeFileSystem, root, request);
  if (!found.ok) throw new Error(found.error.reason);
  return found.value;
}

describe('the text of a manifest', () => {
  it.each(FIXTURES)('of %s is shown around the line of each record', (name) => {
    const root = fixtureWorkspace(name);
    const workspace = scanned(root);
    const { records } = listRecords(ungraced(workspace.index), {}, { by: 'place' }, { limit: 100_000 });
    for (const { manifest: path, position, ...item } of records) {
      const text = readFileSync(join(root, path), 'utf8');
      const place = locate(text, ['artifacts', 'items', position]) ?? locate(text, ['artifacts', position]);
      const shown = read(workspace, root, {
        path,
        record: recordKey({ manifest: path, position }),
        lineCount: 60,
      });
      expect(shown.line).toBe(place?.line);
      const lines = text.split('\n');
      expect(shown.line_count).toBe(lines.length - 1);
      expect(shown.changed).toBe(false);
      expect(shown.lines).toEqual(lines.slice(0, -1).slice(shown.first_line - 1, shown.first_line + 59));
      const at = shown.lines[(shown.line ?? 0) - shown.first_line];
      const id = item['artifact_id'] ?? item['hash'];
      expect(at).toContain(String(id).slice(0, 20));
    }
  });

  it('is found without reading the whole where PyYAML wrote it, and only there', () => {
    const lines = [
      'uid: x',
      'artifacts:',
      '  schema_version: "2.0"',
      '  items:',
      '  - a: 1',
      '    b:',
      '    - 2',
      '  - a: 3',
      'predictions: []',
    ];
    expect([0, 1, 2].map((position) => lineOfItem(lines, position))).toEqual([4, 7, null]);
    expect(lineOfItem(['artifacts:', '- a: 1', '  t: "x', '', '    - no"', '- a: 2'], 1)).toBe(5);
    expect(lineOfItem(['artifacts: [{a: 1}]'], 0)).toBeNull();
    expect(lineOfItem(['artifacts:', '  items: []', 'other:', '- a: 1'], 0)).toBeNull();
  });

  it('is found where it is written otherwise', () => {
    const builder = new WorkspaceBuilder();
    const flow = JSON.stringify(v3Manifest('corn', [v3Item('one'), v3Item('two')]), null, 1);
    const path = builder.manifest('runs/corn/0001_x_aaaaaa', flow);
    const old = builder.manifest('runs/corn/0002_x_bbbbbb', v1Manifest('corn', [v1Item('a'), v1Item('b')]));
    const workspace = scanned(builder.root);
    const shown = read(workspace, builder.root, {
      path,
      record: recordKey({ manifest: path, position: 1 }),
      lineCount: 2000,
    });
    expect(shown.line).toBe(locate(flow, ['artifacts', 'items', 1])?.line);
    expect(shown.line).toBeGreaterThan(1);
    const second = read(workspace, builder.root, {
      path: old,
      record: recordKey({ manifest: old, position: 1 }),
      lineCount: 5,
      firstLine: 3,
    });
    expect(second.first_line).toBe(3);
    expect(second.lines).toHaveLength(5);
    expect(second.line).toBeGreaterThan(5);
  });

  it('begins around the line that can’t be read, of a copy too', () => {
    const builder = new WorkspaceBuilder();
    const lines = Array.from({ length: 60 }, (_, at) => `key${at}: 1`);
    lines[49] = 'key: @x';
    builder.file('library/a/manifest.yaml', `${lines.join('\n')}\n`);
    builder.file('exports/b/manifest.yaml', 'artifacts: [\n');
    const workspace = scanned(builder.root);
    const shown = (path: string) => read(workspace, builder.root, { path, lineCount: 10 });
    expect(shown('library/a/manifest.yaml')).toMatchObject({ line: 50, first_line: 30 });
    expect(shown('exports/b/manifest.yaml')).toMatchObject({ line: 1, line_count: 1 });
  });

  it('says when it changed since the scan, and when it is gone', () => {
    const root = copyFixture('corn');
    const workspace = scanned(root);
    const [first] = listRecords(ungraced(workspace.index), {}, { by: 'place' }, { limit: 1 }).records;
    const path = first?.manifest ?? '';
    const text = readFileSync(join(root, path), 'utf8');
    writeFileSync(join(root, path), `# written over\n${text}`);
    const shown = read(workspace, root, {
      path,
      record: recordKey({ manifest: path, position: 0 }),
      lineCount: 10,
    });
    expect(shown.changed).toBe(true);
    expect(shown.line).toBe((locate(text, ['artifacts', 'items', 0])?.line ?? 0) + 1);
    rmSync(join(root, path));
    const gone = manifestText(workspace.index, nodeFileSystem, root, { path, lineCount: 10 });
    expect(gone).toMatchObject({ ok: false, error: { code: 'CANNOT_READ' } });
    const unknown = manifestText(workspace.index, nodeFileSystem, root, { path: '../secret', lineCount: 10 });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  });

  it('cuts lines that are too long to show', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.manifest(
      'runs/corn/0001_x_aaaaaa',
      v3Manifest('corn', [v3Item('one', { custom_name: 'x'.repeat(9000) })]),
    );
    const shown = read(scanned(builder.root), builder.root, { path, lineCount: 2000 });
    expect(Math.max(...shown.lines.map((line) => line.length))).toBe(2001);
    expect(shown.first_line).toBe(1);
  });
});
