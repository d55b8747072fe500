import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Needles } from '../../electron/registry/change/needles.ts';
import { runs } from '../support/scale.ts';
import { scanAll } from '../support/scanning.ts';
import {
  oldStoredName,
  sha256,
  storedName,
  toYaml,
  v1Item,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  cleaningOf,
  codeOf,
  empty,
  filesIn,
  planned,
  resume,
  snapshot,
  sure,
  trashId,
} from './support.ts';
import { fatefulFileSystem } from './written-file-system.ts';

/** An index that has lost the records of a manifest, as no scan would notice: its stamp is what it was. */
function forget(here: ReturnType<typeof cleaningOf>, manifest: string): void {
  here.workspace.index.raw
    .prepare('DELETE FROM record WHERE manifest_id = (SELECT id FROM manifest WHERE path = ?)')
    .run(manifest);
}

describe('an index that is wrong', () => {
  it('moves nothing that a manifest names', () => {
    // Manifests that were written a while ago are not read again.
    const later = (): number => Date.now() + 60_000;
    const { root, pipeline, orphans } = laboratory();
    const here = cleaningOf(root, { now: later });
    scanAll(here.workspace);
    forget(here, pipeline);
    // So that references are derived anew.
    new WorkspaceBuilder(root).file('binaries/corn/any-change', 'x');
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries.length).toBe(orphans.length + 2);
    const before = snapshot(root);
    const done = sure(apply(here, plan));
    expect(done.moved.map(({ path }) => path).toSorted()).toEqual(orphans.toSorted());
    expect(done.skipped.map(({ reason }) => reason)).toEqual(['named', 'named']);
    for (const path of orphans) delete before[path];
    expect(snapshot(root)).toEqual(before);
  });

  it('moves nothing that a manifest names where work that was cut off is finished', () => {
    const { root, orphans } = laboratory();
    const [path = ''] = orphans;
    const here = cleaningOf(root, { now: () => Date.now() + 60_000 });
    const id = trashId(sure(apply(here, sure(planned(here, { kind: 'orphans' })))));
    const batch = join(root, '.stemma/trash', id);
    renameSync(join(batch, 'complete.journal'), join(batch, 'moving.journal'));
    renameSync(join(batch, 'files', path), join(root, path));
    const builder = new WorkspaceBuilder(root);
    const manifest = builder.manifest('exports/corn', v3Manifest('corn', [v3Item('nobody')]));
    scanAll(here.workspace);
    forget(here, manifest);
    // So that references are derived anew.
    builder.file('binaries/corn/any-change', 'x');
    expect(sure(resume(here, id))).toMatchObject({
      kind: 'moving',
      done: { moved: [], skipped: [{ path, reason: 'named' }] },
    });
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('removes nothing for good that a manifest names', () => {
    const later = (): number => Date.now() + 60_000;
    const { root, orphans } = laboratory();
    const here = cleaningOf(root, { now: later });
    const id = trashId(sure(apply(here, sure(planned(here, { kind: 'orphans' })))));
    // Somebody copies a manifest in that names one of them; the index reads it, and loses what it says.
    const manifest = new WorkspaceBuilder(root).manifest(
      'exports/corn',
      v3Manifest('corn', [v3Item('nobody')]),
    );
    scanAll(here.workspace);
    forget(here, manifest);
    const done = sure(empty(here, [id]));
    expect(done.skipped).toEqual([{ path: orphans[0], reason: 'named', message: null }]);
    expect(filesIn(root, `.stemma/trash/${id}/files`)).toHaveLength(1);
  });
});

describe('a manifest that can not be read any more', () => {
  it('stops the move, though the index knows what it says', () => {
    const { root, pipeline } = laboratory();
    const { fs, begin } = fatefulFileSystem((name, _number, path) =>
      name === 'read' && path.endsWith(pipeline) ? { fails: 'EIO' } : 'works',
    );
    // Manifests that were written a while ago are not read again.
    const here = cleaningOf(root, { fs, now: () => Date.now() + 60_000 });
    const plan = sure(planned(here, { kind: 'orphans' }));
    const before = snapshot(root);
    begin();
    expect(codeOf(apply(here, plan))).toBe('UNREADABLE');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('the witness', () => {
  it('lets go what only looks as if it were named', () => {
    const builder = new WorkspaceBuilder();
    // Equal bytes have equal names in all datasets: each has its own.
    builder.store('corn', 'stateless', 'transformer', 'StandardNormalVariate');
    const orphan = builder.store('maize', 'stateless', 'transformer', 'StandardNormalVariate');
    const item = v3Item('stateless', { artifact_type: 'transformer', class_name: 'StandardNormalVariate' });
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [item]));
    const here = cleaningOf(builder.root);
    const id = trashId(sure(apply(here, sure(planned(here, { kind: 'orphans' })))));
    expect(sure(empty(here, [id])).removed.map(({ path }) => path)).toEqual([orphan]);
  });

  it('keeps what a manifest names outside of its list of artifacts', () => {
    const { root, orphans } = laboratory();
    const builder = new WorkspaceBuilder(root);
    const [first = ''] = orphans;
    builder.manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [], { uid: 'three', pipeline: { steps: [{ load: `../../${first}` }] } }),
    );
    const here = cleaningOf(root);
    const done = sure(apply(here, sure(planned(here, { kind: 'orphans' }))));
    expect(done.skipped).toEqual([{ path: first, reason: 'named', message: null }]);
  });

  it('reads copies too, under the names that the walk knows', () => {
    const { root, pipeline } = laboratory();
    const here = cleaningOf(root);
    const builder = new WorkspaceBuilder(root);
    builder.file('library/one/manifest.yaml');
    copyFileSync(join(root, pipeline), builder.path('library/one/manifest.yaml'));
    const plan = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    expect(plan.entries.every(({ folder }) => folder !== null)).toBe(true);
    expect(sure(apply(here, plan)).skipped).toEqual([]);
  });
});

/** Whether digits stand in bytes, in either case: anywhere in a run of digits, but in a whole hash only at its beginning. */
function standsIn(bytes: Buffer, digits: string): boolean {
  const text = bytes.toString('latin1').toLowerCase();
  for (const { 0: run } of text.matchAll(/[0-9a-f]+/g)) {
    if (run.length === 64 ? run.startsWith(digits) : run.includes(digits)) return true;
  }
  return false;
}

describe('searching bytes for names and digits', () => {
  const content = fc.nat({ max: 60 }).map((number) => `content ${number}`);
  const noise = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdefABCDEF gxyz:_-\n')),
    maxLength: 40,
  });

  it('finds each file that a manifest names, by its path or its hash', () => {
    fc.assert(
      fc.property(
        fc.array(content, { maxLength: 8 }),
        fc.array(content, { maxLength: 8 }),
        noise,
        (named, going, pad) => {
          const items = named.map((each, place) =>
            place % 3 === 0 ? v1Item(each) : v3Item(each, { custom_name: pad }),
          );
          const bytes = Buffer.from(toYaml(v3Manifest('corn', items, { name: pad })));
          const files = going.flatMap((each) => [
            { path: `binaries/corn/${storedName(each)}`, hash: null },
            { path: `runs/corn/_binaries/${oldStoredName(each)}`, hash: null },
            { path: `binaries/corn/notes of ${each}`, hash: sha256(each) },
          ]);
          const found = new Needles(files).in(bytes);
          for (const [place] of files.entries()) {
            if (named.includes(going[Math.floor(place / 3)] ?? '')) expect(found.has(place)).toBe(true);
          }
        },
      ),
      { numRuns: runs(100, 5000) },
    );
  });

  it('finds what plain searching finds, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, content), { maxLength: 12 }),
        fc.array(content, { maxLength: 6 }),
        (parts, going) => {
          const text = parts
            .map(
              ([pad, each], place) =>
                `${pad}${[storedName(each), sha256(each), oldStoredName(each)][place % 3]}`,
            )
            .join(' ');
          const files = going.map((each, place) => ({
            path:
              place % 2 === 0
                ? `binaries/corn/${storedName(each)}`
                : `runs/corn/_binaries/${oldStoredName(each)}`,
            hash: null,
          }));
          const found = new Needles(files).in(Buffer.from(text));
          for (const [place, { path }] of files.entries()) {
            if (text.includes(path.slice(path.lastIndexOf('/') + 1))) expect(found.has(place)).toBe(true);
            const digits = sha256(going[place] ?? '').slice(0, place % 2 === 0 ? 12 : 6);
            if (!text.toLowerCase().includes(digits)) expect(found.has(place)).toBe(false);
          }
        },
      ),
      { numRuns: runs(200, 10_000) },
    );
  });

  it('finds in any bytes what searching for each by itself finds, and nothing else', () => {
    const sought = fc.array(fc.stringMatching(/^[0-9a-f]{12}$|^[0-9a-f]{6}$|^[01]{12}$|^[01]{6}$/), {
      maxLength: 5,
    });
    // Hardly any digits, so that what is looked for comes up by itself; parts of it; whole hashes; and any bytes at all.
    const part = fc.oneof(
      fc.string({ unit: fc.constantFrom('0', '1', 'g'), maxLength: 30 }).map((text) => Buffer.from(text)),
      content.map((each) => Buffer.from(sha256(each))),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
    );
    const pieces = fc.array(fc.tuple(part, fc.nat(), fc.nat({ max: 13 }), fc.boolean()), { maxLength: 12 });
    fc.assert(
      fc.property(sought, pieces, (digits, parts) => {
        const bytes = Buffer.concat(
          parts.flatMap(([each, which, length, isUpper]) => {
            const text = (digits[which % Math.max(1, digits.length)] ?? '').slice(0, length);
            return [each, Buffer.from(isUpper ? text.toUpperCase() : text)];
          }),
        );
        const files = digits.map((each) => ({
          path:
            each.length === 12
              ? `binaries/corn/model_PLSRegression_${each}.joblib`
              : `runs/corn/_binaries/PLSRegression_${each}.joblib`,
          hash: null,
        }));
        const expected = digits.flatMap((each, place) => (standsIn(bytes, each) ? [place] : []));
        expect([...new Needles(files).in(bytes)].toSorted((a, b) => a - b)).toEqual(expected);
      }),
      { numRuns: runs(300, 20_000) },
    );
  });

  it('finds all that many look for in a long manifest, at every offset', () => {
    const all = Array.from({ length: 400 }, (_unused, place) => `content ${place}`);
    const items = all.slice(0, 200).map((each) => v3Item(each));
    const text = toYaml(v3Manifest('corn', items));
    const files = all.map((each) => ({ path: `binaries/corn/${storedName(each)}`, hash: null }));
    const needles = new Needles(files);
    for (let pad = 0; pad < 9; pad += 1) {
      const found = needles.in(Buffer.from(' '.repeat(pad) + text));
      expect([...found].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, place) => place));
    }
  });

  it('finds a foreign name where a manifest has it as a path, however it is written', () => {
    const files = ["notes 'a'.txt", 'Größe.bin', 'plain.h5'].map((name) => ({
      path: `binaries/corn/${name}`,
      hash: null,
    }));
    const found = (text: string): number[] => [...new Needles(files).in(Buffer.from(text))];
    expect(found(`- path: 'notes ''a''.txt'\n`)).toEqual([0]);
    expect(found(`  path: "Gr\\u00F6\\u00DFe.bin"\n`)).toEqual([1]);
    expect(found('path:   PLAIN.h5')).toEqual([2]);
    expect(found('name: plain.h5\n')).toEqual([]);
    expect(found('- path: plain.h5  \r\n')).toEqual([2]);
    expect(found('- path: GRÖSSE.bin\n')).toEqual([1]);
    expect(found('- path: plain.h5x\n- path: plain.h')).toEqual([]);
  });
});
