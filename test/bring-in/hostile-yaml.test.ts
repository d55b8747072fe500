import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportItem } from '../../electron/registry/bring-in/import-plan.ts';
import { cleaningOf, snapshot, sure } from '../clean/support.ts';
import { processorTime } from '../support/processor-time.ts';
import { expectAlways, often } from '../support/property.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { imported, planned } from './support.ts';

/** A manifest that somebody sends, in a pipeline's folder. */
function sent(text: string): string {
  const folder = join(temporaryFolder(), '0001_pls_aaaaaa');
  mkdirSync(folder);
  writeFileSync(join(folder, 'manifest.yaml'), text);
  return folder;
}

function itemOf(text: string): ImportItem {
  const { root } = new WorkspaceBuilder();
  const plan = planned(cleaningOf(root), sent(text));
  expect(plan.items).toHaveLength(1);
  return plan.items[0] as ImportItem;
}

const plain = (): string => toYaml(v3Manifest('corn', [v3Item('one')]));

describe('A manifest that is made to harm', () => {
  it('by aliases of aliases is broken, and says where', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const below = level === 0 ? 'lol' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 10 }, () => below).join(', ')}]`;
    });
    const item = itemOf(`${levels.join('\n')}\n${plain()}`);
    expect(item).toMatchObject({ status: 'broken', isTaken: false });
    expect(item.reason).toMatch(/repeat more than/);
    expect(item.line).toBeGreaterThan(0);
  });

  it('by 100,000 levels is broken, and no stack overflows', () => {
    const flow = `deep: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n${plain()}`;
    const block = `${plain()}deep:\n  ${'- '.repeat(100_000)}x\n`;
    for (const text of [flow, block])
      expect(itemOf(text)).toMatchObject({ status: 'broken', isTaken: false });
  });

  it('by 100,000 levels of JSON is broken, and no stack overflows', () => {
    const folder = temporaryFolder();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    writeFileSync(
      join(folder, 'artifacts.json'),
      `{"schema_version": "3.0", "items": [{"artifact_id": "a$b:all", "params": ${deep}}]}`,
    );
    const { root } = new WorkspaceBuilder();
    for (const source of [folder, join(folder, 'artifacts.json')]) {
      const { items } = planned(cleaningOf(root), source, { dataset: 'corn' });
      expect(items.filter(({ status }) => status !== 'broken')).toEqual([]);
    }
  });

  it('by a key of JavaScript’s objects changes no object', () => {
    const hostile = `__proto__:\n  polluted: true\nconstructor:\n  prototype:\n    polluted: true\n${plain()}`;
    const item = itemOf(hostile);
    expect(['new', 'broken']).toContain(item.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('by a text of 50 MB is looked at, within seconds', () => {
    const text = `note: ${'x'.repeat(50_000_000)}\n${plain()}`;
    let status = '';
    const took = processorTime(() => {
      status = itemOf(text).status;
    });
    expect(['new', 'broken']).toContain(status);
    expect(took).toBeLessThan(5000);
  });

  it('in any way is looked at within a second, and brings nothing anywhere else', () => {
    const base = [
      plain(),
      toYaml(v3Manifest('corn', [v3Item('one'), v3Item('two')], { uid: 'x' })),
      // Exported artifacts, of which a manifest is made.
      toYaml({ schema_version: '3.0', items: [v3Item('one'), v3Item('two')] }),
      JSON.stringify({ schema_version: '3.0', items: [v3Item('one'), v3Item('two')] }),
    ];
    const bits = [
      ': ',
      '- ',
      '[',
      '{',
      '&a ',
      '*a',
      '!!python/object:os.system ',
      '"',
      "'",
      '? ',
      '|\n',
      '\t',
      '\0',
      '../',
      '__proto__: ',
    ];
    const change = fc.tuple(
      fc.nat(2000),
      fc.nat(40),
      fc.constantFrom(...bits, ''),
      fc.integer({ min: 1, max: 300 }),
    );
    expectAlways(
      fc.property(fc.constantFrom(...base), fc.array(change, { maxLength: 5 }), (text, changes) => {
        let changed = text;
        for (const [at, cut, bit, times] of changes) {
          const place = at % (changed.length + 1);
          changed = changed.slice(0, place) + bit.repeat(times) + changed.slice(place + cut);
        }
        const { root } = new WorkspaceBuilder();
        const folder = sent(changed);
        const cleaning = cleaningOf(root);
        const took = processorTime(() => {
          sure(imported(cleaning, folder, { withoutMissing: true, dataset: 'corn' }));
        });
        expect(took).toBeLessThan(1000);
        // Whatever it says, a manifest lies in a run, beside its pipeline.json, and nothing else does anywhere.
        const files = Object.keys(snapshot(root)).filter((path) => !path.endsWith('/'));
        expect(files.filter((path) => !/^runs\/.+\/(?:manifest\.yaml|pipeline\.json)$/.test(path))).toEqual(
          [],
        );
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        removeFolder(dirname(root));
        removeFolder(dirname(folder));
      }),
      often(60, 20_000),
    );
  });

  it('brings nothing in', () => {
    const { root } = new WorkspaceBuilder();
    const cleaning = cleaningOf(root);
    const before = snapshot(root);
    const done = sure(imported(cleaning, sent(`deep: ${'['.repeat(100_000)}\n${plain()}`)));
    expect(done).toMatchObject({ manifests: [], files: 0, import_id: null });
    const after = snapshot(root);
    expect(Object.keys(after).filter((path) => !path.startsWith('.stemma'))).toEqual(
      Object.keys(before).filter((path) => !path.startsWith('.stemma')),
    );
  });
});
