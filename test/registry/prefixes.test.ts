import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../electron/registry/layouts/files/manifest/read-manifest.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { copyFixture, fixtureWorkspace, type FixtureName } from '../support/fixtures.ts';
import { isSoak } from '../support/scale.ts';
import { open, scanAll, statesOf, twoDaysOn } from '../support/scanning.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const MANIFESTS: readonly (readonly [string, FixtureName, string])[] = [
  ['V1', 'old-layout', 'runs/2025-11-21_corn/0002_ridge_a33373'],
  ['V1 of 0.5.1', 'old-layout', 'runs/2025-11-26_corn/0002_deriv_d14654'],
  ['V2', 'old-layout', 'runs/2025-12-14_corn/0001_pls_6b4b50'],
  ['V3', 'corn', 'runs/corn/0001_pls_2daa0a'],
  ['V3 that failed', 'orphans', 'runs/wheat/0003_sensor_71d63f'],
  ['V3 with items without an id', 'branches-stacking', 'runs/wheat/0025_concat_203dac'],
  ['V3 with meta-models', 'several-datasets', 'runs/corn/0002_stack_87fa7e'],
];

/** All lengths in a soak; else all near the ends of lines that matter, and some between. */
function lengths(bytes: Uint8Array): number[] {
  const all = Array.from({ length: bytes.length }, (_unused, length) => length);
  if (isSoak) return all;
  const text = Buffer.from(bytes).toString('latin1');
  const places = [
    'artifacts:',
    'items:',
    '- artifact_id',
    '- hash',
    'predictions',
    'execution_traces',
    '\n',
  ].map((part) => text.indexOf(part));
  places.push(text.lastIndexOf('- artifact_id'), text.lastIndexOf('- hash'), bytes.length);
  return all.filter((length) => length % 37 === 0 || places.some((place) => Math.abs(place - length) < 24));
}

describe.each(MANIFESTS)('Each prefix of a manifest: %s', (_what, fixture, folder) => {
  const bytes = readFileSync(join(fixtureWorkspace(fixture), folder, 'manifest.yaml'));
  const whole = readManifest(bytes, true);
  if (!whole.ok || whole.value.kind !== 'manifest') throw new Error('the manifest itself can not be read');
  const { items, dataset } = whole.value.manifest;

  it.each([
    ['primary', true],
    ['copy', false],
  ])(
    'has all items, or is unreadable, as %s',
    (_place, isPrimary) => {
      const codes = new Map<string, number>();
      const readable: number[] = [];
      for (const length of lengths(bytes)) {
        const read = readManifest(bytes.subarray(0, length), isPrimary);
        if (read.ok) {
          readable.push(length);
          if (read.value.kind !== 'manifest')
            throw new Error(`${length} bytes are taken for somebody else's`);
          if (read.value.manifest.items.length !== items.length)
            throw new Error(`${length} bytes have lost items`);
          expect(read.value.manifest.dataset).toBe(dataset);
          if (length % 10 === 0) expect(read.value.manifest.items).toEqual(items);
          continue;
        }
        const { code, line, column, message } = read.error;
        codes.set(code, (codes.get(code) ?? 0) + 1);
        if (!['EMPTY', 'NOT_A_MAP', 'SYNTAX', 'CUT_OFF', 'SHAPE', 'ENCODING'].includes(code))
          throw new Error(code);
        expect(message).toMatch(/^[A-Z"].*[.]$/s);
        // A place lies in the text, or right behind it.
        const lines = bytes.subarray(0, length).toString('utf8').split('\n');
        if (line === null || column === null) {
          if (code !== 'EMPTY') throw new Error(`${code} of ${length} bytes has no place`);
          continue;
        }
        const text = lines[line - 1] ?? '';
        if (line < 1 || line > lines.length || column < 1 || column > text.length + 1) {
          throw new Error(`${code} of ${length} bytes is placed at ${line}:${column}, outside the text`);
        }
      }
      expect(codes.get('CUT_OFF')).toBeGreaterThan(0);
      expect(codes.get('EMPTY')).toBe(1);
      // Everything from "predictions:" on: what comes behind the items may be lost.
      expect(readable.length).toBeGreaterThan(0);
      const start = bytes.toString('latin1').indexOf('\npredictions:');
      expect(Math.min(...readable)).toBeGreaterThan(start);
    },
    300_000,
  );
});

describe('A workspace with a manifest that was cut off', () => {
  it('has no orphans, wherever the cut is', () => {
    const root = copyFixture('corn');
    const workspace = open(root);
    scanAll(workspace);
    const known = Object.keys(statesOf(twoDaysOn(workspace.index)));
    const path = join(root, 'runs/corn/0002_sg_pls_27895a/manifest.yaml');
    const bytes = readFileSync(path);
    const step = isSoak ? 97 : 997;
    for (let length = 0; length < bytes.length; length += step) {
      writeFileSync(path, bytes.subarray(0, length));
      scanAll(workspace);
      const states = statesOf(twoDaysOn(workspace.index));
      expect(Object.keys(states)).toEqual(known);
      expect(Object.values(states)).not.toContain('orphan');
    }
    writeFileSync(path, bytes);
    scanAll(workspace);
    expect(new Set(Object.values(statesOf(twoDaysOn(workspace.index))))).toEqual(new Set(['referenced']));
  });

  it.each([
    ['ends in zeros, as a crash leaves it', (bytes: Buffer) => bytes.fill(0, Math.floor(bytes.length / 2))],
    ['holds zeros alone', (bytes: Buffer) => bytes.fill(0)],
    ['holds a hole of zeros', (bytes: Buffer) => bytes.fill(0, 1000, 1500)],
    ['is empty', () => Buffer.alloc(0)],
    ['holds blanks alone', (bytes: Buffer) => bytes.fill(10)],
  ])('has none when it %s', (_what, damage) => {
    const root = copyFixture('corn');
    const path = join(root, 'runs/corn/0001_pls_2daa0a/manifest.yaml');
    writeFileSync(path, damage(readFileSync(path)));
    const workspace = open(root);
    scanAll(workspace);
    const context = twoDaysOn(workspace.index);
    expect(Object.values(statesOf(context))).not.toContain('orphan');
    expect(complete(statistics(context)).totals.unreadable_manifests).toBe(1);
  });
});
