import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportItems, manifestsToExport } from '../../electron/registry/bring-in/export-items.ts';
import { sourceInArchive, type FoundSource } from '../../electron/registry/bring-in/find-manifests.ts';
import { gatherOutgoing, type Outgoing } from '../../electron/registry/bring-in/outgoing.ts';
import { writeFolder } from '../../electron/registry/bring-in/write-outgoing.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { packZip } from '../../electron/registry/files/archive/pack-zip.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { yamlOf } from '../../electron/registry/yaml/write-yaml.ts';
import { cleaningOf, drive, filesIn, sure } from '../clean/support.ts';
import { fatefulFileSystem } from '../clean/written-file-system.ts';
import { fixtureWorkspace, FIXTURES, type FixtureName } from '../support/fixtures.ts';
import { scanAll } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sha256, storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { imported, planned, sourceAt } from './support.ts';

function empty(): string {
  const root = join(temporaryFolder(), 'workspace');
  for (const folder of ['runs', 'binaries']) mkdirSync(join(root, folder), { recursive: true });
  return root;
}

function gathered(cleaning: Cleaning, choose: (path: string) => boolean = () => true): Outgoing {
  scanAll(cleaning.workspace);
  const manifests = manifestsToExport(cleaning.workspace.index, null).filter(choose);
  const out = drive(gatherOutgoing(cleaning.site, manifests));
  if (!out.ok) throw new Error(`${out.error.path}: ${out.error.reason}`);
  return out.value;
}

function toFolder({ files }: Outgoing): string {
  const folder = join(temporaryFolder(), 'out');
  expect(drive(writeFolder(fs, folder, files, 'x', NEVER))).toEqual({ ok: true, value: undefined });
  return folder;
}

const packing = { fs, unique: 'x', force: false, cancel: NEVER, onProgress: () => undefined };

async function toZip({ files }: Outgoing): Promise<FoundSource> {
  const archive = join(temporaryFolder(), 'out.zip');
  expect(await packZip(archive, files, packing)).toEqual({ ok: true, value: undefined });
  const unpacked = await unpack(archive, 'zip', { fs, folder: temporaryFolder() });
  if (!unpacked.ok) throw new Error(unpacked.error.message);
  return sourceInArchive(archive, unpacked.value);
}

/** What is compared of an export: all bytes by their paths. */
function told({ items, files, lacking }: Outgoing): unknown {
  const bytes = files.map(({ path, from }) => [
    path,
    sha256(typeof from === 'string' ? readFileSync(from) : Buffer.from(from)),
  ]);
  return { items, files: Object.fromEntries(bytes) as unknown, lacking: lacking.map(({ path }) => path) };
}

/** The same without the paths. */
function hashesOf({ files }: Outgoing): string[] {
  return files
    .map(({ from }) => sha256(typeof from === 'string' ? readFileSync(from) : Buffer.from(from)))
    .toSorted();
}

/** Fixtures whose manifests can all be read, so that all can be taken out. */
const READABLE: readonly FixtureName[] = FIXTURES.filter((name) => name !== 'orphans');

describe('What is taken out with its files', () => {
  it.each(READABLE)('of %s comes in again equal, from a folder and from an archive', async (name) => {
    const out = gathered(cleaningOf(fixtureWorkspace(name)));
    for (const source of [sourceAt(toFolder(out)), await toZip(out)]) {
      const cleaning = cleaningOf(empty());
      const plan = planned(cleaning, source, { withoutMissing: true });
      const done = sure(imported(cleaning, source, { withoutMissing: true }));
      expect(done.skipped).toEqual([]);
      const again = gathered(cleaning);
      // Where pipelines were deleted, those behind them get numbers that no later run comes to again.
      const isRenumbered = plan.items.some(({ notes }) => notes.includes('RENUMBERED'));
      expect(isRenumbered).toBe(name === 'bundle-and-library');
      if (isRenumbered) expect(hashesOf(again)).toEqual(hashesOf(out));
      else expect(told(again)).toEqual(told(out));
    }
  });

  it('is one pipeline, with what it alone needs', () => {
    const cleaning = cleaningOf(fixtureWorkspace('corn'));
    const one = gathered(cleaning, (path) => path.includes('0001_pls_2daa0a'));
    const folder = toFolder(one);
    expect(filesIn(folder, 'runs').filter((path) => path.endsWith('manifest.yaml'))).toHaveLength(1);
    const stored = new Set(one.items.items.map(({ path }) => `binaries/corn/${String(path)}`));
    expect(filesIn(folder, 'binaries')).toEqual([...stored].toSorted());
    const back = cleaningOf(empty());
    sure(imported(back, folder));
    expect(told(gathered(back))).toEqual(told(one));
  });

  it('leaves behind what is missing or damaged, and says so', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'one');
    builder.file(`binaries/corn/${storedName('two')}`, 'damaged');
    const items = [v3Item('one'), v3Item('two'), v3Item('three')];
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    const out = gathered(cleaningOf(builder.root));
    expect(out.lacking.map(({ path, reason }) => [path, reason])).toEqual([
      [`binaries/corn/${storedName('two')}`, 'wrong-hash'],
      [`binaries/corn/${storedName('three')}`, 'missing'],
    ]);
    expect(filesIn(toFolder(out), 'binaries')).toEqual([`binaries/corn/${storedName('one')}`]);
  });

  it('follows no link out of the workspace', () => {
    const builder = new WorkspaceBuilder();
    const secret = temporaryFolder();
    writeFileSync(join(secret, storedName('one')), 'one');
    builder.link('binaries/corn', secret);
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('one')]));
    writeFileSync(join(secret, 'notes'), 'mine');
    builder.link('runs/corn/0001_a_aaaaaa/notes.txt', join(secret, 'notes'));
    const out = gathered(cleaningOf(builder.root));
    expect(out.lacking).toMatchObject([{ reason: 'outside' }]);
    expect(out.files.map(({ path }) => path)).toEqual(['runs/corn/0001_a_aaaaaa/manifest.yaml']);
  });

  it('is whole or not there: a call that fails, a change on the way, or a cancel leaves nothing', async () => {
    const out = gathered(cleaningOf(fixtureWorkspace('corn')));
    const around = temporaryFolder();
    for (let place = 0; place < 60; place += 7) {
      const bent = fatefulFileSystem((name, number) =>
        number === place && !['unlink', 'removeFolder'].includes(name) ? { fails: 'ENOSPC' } : 'works',
      );
      bent.begin();
      drive(writeFolder(bent.fs, join(around, `f${place}`), out.files, 'x', NEVER));
      const zipped = fatefulFileSystem((name, number) =>
        number === place && !['unlink', 'removeFolder', 'close'].includes(name)
          ? { fails: 'ENOSPC' }
          : 'works',
      );
      zipped.begin();
      await packZip(join(around, `z${place}.zip`), out.files, { ...packing, fs: zipped.fs });
    }
    const left = filesIn(around);
    expect(left.filter((path) => path.includes('.tmp'))).toEqual([]);
    const cancelled = join(around, 'cancelled');
    expect(drive(writeFolder(fs, cancelled, out.files, 'x', { aborted: true }))).toMatchObject({
      error: { kind: 'cancelled' },
    });
    const zip = join(around, 'cancelled.zip');
    expect(await packZip(zip, out.files, { ...packing, cancel: { aborted: true } })).toMatchObject({
      error: { kind: 'cancelled' },
    });
    const lying = out.files.map((file) => ({ ...file, sha256: '0'.repeat(64) }));
    expect(drive(writeFolder(fs, cancelled, lying, 'x', NEVER))).toMatchObject({
      error: { kind: 'changed' },
    });
    expect(await packZip(zip, lying, packing)).toMatchObject({ error: { kind: 'changed' } });
    expect([existsSync(cancelled), existsSync(zip)]).toEqual([false, false]);
    writeFileSync(zip, 'mine');
    expect(await packZip(zip, out.files, packing)).toMatchObject({ error: { kind: 'exists' } });
    expect(readFileSync(zip, 'utf8')).toBe('mine');
    expect(drive(writeFolder(fs, around, out.files, 'x', NEVER))).toMatchObject({
      error: { kind: 'exists' },
    });
  });
});

describe('Exported artifacts', () => {
  /** The document of a workspace beside its stored files, as somebody carries them. */
  function carried(name: FixtureName, suffix: 'yaml' | 'json', isOfNirs4all = false): string {
    const root = fixtureWorkspace(name);
    const cleaning = cleaningOf(root);
    scanAll(cleaning.workspace);
    const manifests = manifestsToExport(cleaning.workspace.index, null);
    const items = exportItems(fs, root, manifests);
    if (!items.ok) throw new Error(items.error.reason);
    const { manifests: _stated, ...plain } = items.value;
    const document = isOfNirs4all ? plain : items.value;
    const folder = temporaryFolder();
    const text = suffix === 'yaml' ? [...yamlOf(document)].join('') : JSON.stringify(document);
    writeFileSync(join(folder, `sent.${suffix}`), text);
    cpSync(join(root, 'binaries'), join(folder, 'binaries'), { recursive: true });
    return folder;
  }

  it.each(['yaml', 'json'] as const)(
    'in %s come in with manifests made for them, and go out equal',
    (suffix) => {
      const folder = carried('several-datasets', suffix);
      const first = gathered(cleaningOf(fixtureWorkspace('several-datasets')));
      for (const source of [folder, join(folder, `sent.${suffix}`)]) {
        const cleaning = cleaningOf(empty());
        const plan = planned(cleaning, source);
        expect(new Set(plan.items.map(({ status }) => status))).toEqual(new Set(['new']));
        expect(plan.items.every(({ notes }) => notes.includes('MANIFEST_MADE'))).toBe(true);
        expect(sure(imported(cleaning, source)).skipped).toEqual([]);
        expect(gathered(cleaning).items).toEqual(first.items);
        // They are no failed runs, and there already a second time.
        expect(new Set(planned(cleaning, source).items.map(({ status }) => status))).toEqual(
          new Set(['same']),
        );
      }
    },
  );

  it('that nirs4all exported want their dataset, and go to the pipelines that they name', () => {
    const folder = carried('corn', 'yaml', true);
    const cleaning = cleaningOf(empty());
    expect(planned(cleaning, folder).items).toMatchObject([{ status: 'broken' }]);
    expect(planned(cleaning, folder).items[0]?.reason).toContain('dataset');
    const plan = planned(cleaning, folder, { dataset: 'corn' });
    expect(plan.items.every(({ status, isTaken }) => status === 'new' && isTaken)).toBe(true);
    sure(imported(cleaning, folder, { dataset: 'corn' }));
    const again = gathered(cleaning);
    const first = gathered(cleaningOf(fixtureWorkspace('corn')));
    const sorted = (out: Outgoing): string[] =>
      out.items.items.map((item) => JSON.stringify(item)).toSorted();
    expect(sorted(again)).toEqual(sorted(first));
    expect(planned(cleaning, folder, { dataset: '../../etc' }).items[0]?.status).toBe('broken');
  });

  it('are looked for only where there is no manifest, and nobody else’s files are', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'package.json'), '{"name": "mine"}');
    writeFileSync(join(folder, 'notes.yaml'), 'a: b\n');
    writeFileSync(join(folder, 'cut.json'), '{"schema_version": "3.0", "items": [');
    expect(planned(cleaningOf(empty()), folder).items).toEqual([]);
    expect(planned(cleaningOf(empty()), join(folder, 'package.json')).items).toMatchObject([
      { status: 'broken' },
    ]);
    const lying = {
      schema_version: '3.0',
      items: [v3Item('one')],
      manifests: [{ path: '../../x', dataset: 'corn', items: 7 }],
    };
    writeFileSync(join(folder, 'lying.json'), JSON.stringify(lying));
    expect(planned(cleaningOf(empty()), join(folder, 'lying.json'), { dataset: 'corn' }).items).toMatchObject(
      [{ status: 'new', isTaken: false, files: [{ status: 'missing' }] }],
    );
    const leading = {
      ...lying,
      manifests: [{ path: 'runs/../../../evil/manifest.yaml', dataset: 'corn', items: 1 }],
    };
    writeFileSync(join(folder, 'leading.json'), JSON.stringify(leading));
    const [item] = planned(cleaningOf(empty()), join(folder, 'leading.json')).items;
    expect(item?.target).toMatch(/^runs\/corn\/\d{4}_[^/]*\/manifest\.yaml$/);
  });
});
