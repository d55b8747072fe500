import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointerNote } from '../../electron/registry/layouts/scan/pointers.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import type { StoredFile } from '../../shared/api/records/files.ts';
import type { Finding } from '../../shared/api/workspace/findings.ts';
import { ask, stemma } from '../cli/support.ts';
import { fixtureWorkspace, FIXTURES } from '../support/fixtures.ts';
import { runs } from '../support/scale.ts';
import { open, scanAll } from '../support/scanning.ts';
import { sha256, storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

const PLACES = { by: 'place' } as const;

/** The text that git-lfs leaves in place of some bytes. */
function lfsPointer(content: string): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(content)}\nsize ${content.length}\n`;
}

/** The text that git-annex leaves in place of an unlocked file. */
function annexPointer(content: string): string {
  return `/annex/objects/SHA256E-s${content.length}--${sha256(content)}.joblib\n`;
}

const LONG = 'model '.repeat(10_000);

/** Contents of artifacts by what their files are made to be. */
const KINDS = ['whole', 'lfs', 'annex', 'empty', 'cut', 'longer', 'sparse', 'nothing'] as const;

/** A pipeline whose files are each odd in its own way; and orphans, two of them cut off. */
function oddWorkspace(): { readonly root: string; readonly fileOf: (kind: string) => string } {
  const builder = new WorkspaceBuilder();
  const contentOf = (kind: string): string => (kind === 'nothing' ? '' : `${kind} ${LONG}`);
  const fileOf = (kind: string): string => `binaries/corn/${storedName(contentOf(kind))}`;
  for (const kind of KINDS) builder.store('corn', contentOf(kind));
  builder.manifest(
    'runs/corn/0001_p_aaaaaa',
    v3Manifest(
      'corn',
      KINDS.map((kind) => v3Item(contentOf(kind))),
    ),
  );
  const write = (kind: string, text: string): void => writeFileSync(builder.path(fileOf(kind)), text);
  write('lfs', lfsPointer(contentOf('lfs')));
  write('annex', annexPointer(contentOf('annex')));
  write('empty', '');
  write('cut', contentOf('cut').slice(0, 1200));
  write('longer', `${contentOf('longer')}more`);
  write('sparse', '');
  truncateSync(builder.path(fileOf('sparse')), contentOf('sparse').length);
  builder.file(`binaries/corn/${storedName('orphan one')}`, 'orphan one, whole as far as one sees');
  builder.file(`binaries/corn/${storedName('orphan two')}`, '');
  builder.file(`binaries/corn/${storedName('orphan three')}`, lfsPointer('orphan three'));
  // The same artifact in another dataset, whole.
  builder.file(`binaries/maize/${storedName('orphan four')}`, 'orphan four');
  builder.file(`binaries/corn/${storedName('orphan four')}`, 'orphan');
  return { root: builder.root, fileOf };
}

const NOTES: Readonly<Record<(typeof KINDS)[number], string | undefined>> = {
  whole: undefined,
  nothing: undefined,
  lfs: '130 B instead of 60.0 kB: a git-lfs pointer (git lfs pull brings the file)',
  annex: '103 B instead of 60.0 kB: a git-annex pointer (git annex get brings the file)',
  empty: '0 B instead of 60.0 kB: empty',
  cut: '1.20 kB instead of 60.0 kB: cut off',
  longer: '60011 B instead of 60007 B: longer than recorded',
  sparse: '60.0 kB: a placeholder of a cloud drive, or a sparse file: none of its bytes are on this disk',
};

describe('a file that is not what its record says', () => {
  it('is told by its size, in lists', () => {
    const { root } = oddWorkspace();
    const workspace = open(root);
    scanAll(workspace);
    const context = { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
    const { records } = listRecords(context, {}, PLACES, { limit: 100 });
    const seen = records.map(({ file_status, file_note }, place) => [KINDS[place], file_status, file_note]);
    expect(seen).toEqual(
      KINDS.map((kind) => [kind, NOTES[kind] === undefined ? 'present' : 'differs', NOTES[kind]]),
    );
  });

  it('and again after the next scan, when it was fetched meanwhile', () => {
    const { root, fileOf } = oddWorkspace();
    const workspace = open(root);
    scanAll(workspace);
    writeFileSync(join(root, fileOf('lfs')), `lfs ${LONG}`);
    scanAll(workspace);
    const context = { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
    const { records } = listRecords(context, {}, PLACES, { limit: 100 });
    expect(records.map(({ file_status: status }) => status).slice(0, 4)).toEqual([
      'present',
      'present',
      'differs',
      'differs',
    ]);
  });

  it('is none of a real workspace', () => {
    for (const name of FIXTURES) {
      const workspace = open(fixtureWorkspace(name));
      scanAll(workspace);
      const context = { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
      const { records } = listRecords(context, {}, PLACES, { limit: 1000 });
      expect(records.filter(({ file_status: status }) => status === 'differs')).toEqual([]);
      expect(listFiles(context).filter(({ note }) => note !== null)).toEqual([]);
    }
  });

  it('is missing where iCloud took it away, which is said', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_p_aaaaaa', v3Manifest('corn', [v3Item('one'), v3Item('two')]));
    builder.file(`binaries/corn/.${storedName('one')}.icloud`, 'bplist00');
    const workspace = open(builder.root);
    scanAll(workspace);
    const context = { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
    const { records } = listRecords(context, {}, PLACES, { limit: 10 });
    expect(records.map(({ file_status: status, file_note: note }) => [status, note])).toEqual([
      ['missing', 'iCloud took it from this disk: download it there'],
      ['missing', undefined],
    ]);
  });
});

describe('the command line', () => {
  it('says it in stats, list, show and files', async () => {
    const { root, fileOf } = oddWorkspace();
    const { findings } = await ask<{ findings: Finding[] }>(root, 'stats');
    expect(findings.map(({ kind, where, files }) => [kind, where, files])).toEqual(
      Array.from({ length: 6 }, () => ['differs', 'binaries/corn', 1]),
    );
    expect((await stemma(['stats', '-w', root])).out).toContain('6 files are not what their records say');
    const shown = await ask<{ matches: ShownRecord[] }>(root, 'show', fileOf('lfs'));
    expect(shown.matches).toMatchObject([{ file_status: 'differs', file_note: NOTES.lfs }]);
    expect((await stemma(['show', fileOf('cut'), '-w', root])).out).toContain(`differs: ${NOTES.cut}`);
    expect((await stemma(['list', '-w', root])).out).toContain('differs: 0 B instead of 60.0 kB: empty');
    const files = await ask<StoredFile[]>(root, 'files');
    const sparse = files.find(({ path }) => path === fileOf('sparse'));
    expect(sparse).toMatchObject({ disk_bytes: 0, note: expect.stringContaining('a placeholder') });
  });

  it('offers orphans first that are cut off, and frees nothing of what takes no space', async () => {
    const { root } = oddWorkspace();
    const big = `binaries/corn/${storedName('big orphan')}`;
    writeFileSync(join(root, big), 'a few bytes at its beginning');
    truncateSync(join(root, big), 6 * 2 ** 30);
    const cut = ['orphan two', 'orphan three', 'orphan four'].map(
      (text) => `binaries/corn/${storedName(text)}`,
    );
    const { files } = await ask<{ files: StoredFile[] }>(root, 'orphans', '--grace', '0');
    expect(
      files
        .slice(0, 3)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(cut.toSorted());
    const { plan } = await ask<{
      plan: { entries: { path: string }[]; bytes: number; frees_bytes: number; notes: string[] };
    }>(root, 'clean', 'orphans', '--grace', '0');
    expect(
      plan.entries
        .slice(0, 3)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(cut.toSorted());
    expect(plan.bytes).toBeGreaterThan(6 * 2 ** 30);
    expect(plan.frees_bytes).toBeLessThan(1000);
    expect(plan.notes).toEqual(expect.arrayContaining(['HOLLOW', 'CUT_OFF_FIRST']));
  });
});

describe('a pointer', () => {
  it.each([
    ['lfs-pointer', lfsPointer('x')],
    [
      'lfs-pointer',
      `version https://git-lfs.github.com/spec/v1\next-0-foo sha256:1\noid sha256:${'a'.repeat(64)}\nsize 1\n`,
    ],
    ['annex-pointer', annexPointer('x')],
    ['annex-pointer', '/annex/objects/MD5-s3--acbd18db4cc2f85cedef654fccc4a4d8'],
    [null, 'version https://git-lfs.github.com/spec/v1\n'],
    [null, '/annex/objects/../../etc/passwd'],
    [null, ''],
  ] as const)('is %s: %j', (note, text) => {
    expect(pointerNote(Buffer.from(text))).toBe(note);
  });

  it('is nothing that other bytes make up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1024 }), (bytes) => pointerNote(bytes) === null),
      { numRuns: runs(200, 10_000) },
    );
  });

  it('is not looked for behind links', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_p_aaaaaa', v3Manifest('corn', [v3Item(LONG)]));
    builder.file('elsewhere', lfsPointer(LONG));
    builder.file('binaries/corn/.keep');
    symlinkSync(builder.path('elsewhere'), builder.path(`binaries/corn/${storedName(LONG)}`));
    const workspace = open(builder.root);
    scanAll(workspace);
    const context = { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
    const { records } = listRecords(context, {}, PLACES, { limit: 10 });
    expect(records[0]?.file_note).toBe('130 B instead of 60.0 kB: cut off');
  });
});
