import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { layersFile, layersText } from '../../build/write-layers.mjs';

/** A line in a file somewhere in the tree, as someone could write it. */
type Case = readonly [file: string, line: string];

const layers = ['no-restricted-imports'];

const refused: readonly Case[] = [
  ['shared/domain/a.ts', "import { x } from '../../electron/registry/a.ts';"],
  ['shared/domain/a.ts', "import { x } from '../../renderer/a.ts';"],
  ['shared/domain/a.ts', "import { x } from '../../test/support/a.ts';"],
  ['shared/domain/a.ts', "import { readFileSync } from 'node:fs';"],
  ['shared/domain/a.ts', "import { readFileSync } from 'fs';"],
  ['shared/domain/a.ts', "import { app } from 'electron';"],
  ['shared/domain/a.ts', "import react from 'react';"],
  ['shared/domain/a.ts', "import { z } from 'zod';"],
  ['shared/api/a.ts', "import react from 'react';"],
  ['shared/api/a.ts', "import { os } from '@orpc/server';"],
  ['shared/api/a.ts', "import { readFileSync } from 'node:fs';"],
  ['shared/api/a.ts', "import { x } from '../../electron/registry/a.ts';"],
  ['electron/registry/a.ts', "import { os } from '@orpc/server';"],
  ['electron/cli/a.ts', "import { os } from '@orpc/server';"],
  ['electron/worker/a.ts', "import { x } from '../server/a.ts';"],
  ['electron/worker/a.ts', "import { WebSocket } from 'ws';"],
  ['electron/shell/a.ts', "import { WebSocket } from 'ws';"],
  ['renderer/a.ts', "import { createORPCClient } from '@orpc/client';"],
  ['renderer/a.ts', "import { join } from 'node:path';"],
  ['renderer/a.ts', "import { x } from '../test/gallery/page/a.ts';"],
  ['test/gallery/page/a.ts', "import { x } from '../../../electron/registry/a.ts';"],
  ['test/gallery/page/a.ts', "import { join } from 'node:path';"],
  ['electron/registry/a.ts', "import { app } from 'electron';"],
  ['electron/registry/a.ts', "import { net } from 'electron/main';"],
  ['electron/registry/a.ts', "import { x } from '../cli/a.ts';"],
  ['electron/registry/a.ts', "import { x } from '../../electron/cli/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../shell/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../server/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../worker/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../../renderer/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../main.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../../test/support/a.ts';"],
  ['electron/registry/a.ts', "import Database from 'better-sqlite3';"],
  ['electron/registry/yaml/a.ts', "import Database from 'better-sqlite3';"],
  ['electron/registry/a.ts', "import { load } from 'js-yaml';"],
  ['electron/registry/index/a.ts', "import { load } from 'js-yaml';"],
  ['electron/registry/index/a.ts', "import { app } from 'electron';"],
  ['electron/registry/yaml/a.ts', "import { x } from '../../cli/a.ts';"],
  ['electron/registry/index/a.ts', "import { x } from '../../cli/a.ts';"],
  ['electron/registry/a.ts', "import { Command } from 'commander';"],
  ['electron/registry/a.ts', "import width from 'string-width';"],
  ['electron/cli/a.ts', "import { x } from '../shell/a.ts';"],
  ['electron/cli/commands/a.ts', "import { x } from '../../../renderer/a.ts';"],
  ['electron/cli/a.ts', "import Database from 'better-sqlite3';"],
  ['electron/cli/a.ts', "import { app } from 'electron';"],
  ['electron/server/a.ts', "import { app } from 'electron';"],
  ['electron/server/a.ts', "import { x } from '../cli/a.ts';"],
  ['electron/worker/a.ts', "import { x } from '../shell/a.ts';"],
  ['electron/shell/a.ts', "import { x } from '../../renderer/a.ts';"],
  ['electron/main.ts', "import { x } from '../test/support/a.ts';"],
  ['renderer/a.ts', "import { x } from '../electron/registry/a.ts';"],
  ['renderer/a.ts', "import { ipcRenderer } from 'electron';"],
  ['build/a.mjs', "import { x } from '../test/support/a.ts';"],
  // Inside the registry and the window: nothing imports what stands on it.
  ['electron/registry/files/a.ts', "import { x } from '../index/a.ts';"],
  ['electron/registry/index/a.ts', "import { x } from '../layouts/files/walk/a.ts';"],
  ['electron/registry/layouts/files/walk/a.ts', "import { x } from '../../../state/a.ts';"],
  ['electron/registry/ask/records/a.ts', "import { x } from '../../change/a.ts';"],
  ['electron/registry/change/a.ts', "import { x } from '../clean/a.ts';"],
  ['electron/registry/clean/a.ts', "import { x } from '../trash/a.ts';"],
  ['renderer/kit/grid/a.ts', "import { x } from '../../state/a.ts';"],
  ['renderer/views/chains/a.ts', "import cytoscape from 'cytoscape';"],
  ['renderer/views/graph/a.ts', "import { x } from '../../app/a.ts';"],
  ['renderer/state/a.ts', "import { x } from '../app/a.ts';"],
  ['renderer/flows/deletion/a.ts', "import { x } from '../../views/trash/a.ts';"],
  ['electron/registry/ask/a.ts', "import { unzip } from 'fflate';"],
  // However it is written.
  ['electron/registry/a.ts', "import type { Database } from 'better-sqlite3';"],
  ['electron/registry/a.ts', "export { x } from '../cli/a.ts';"],
  ['electron/registry/a.ts', "export const x = await import('better-sqlite3');"],
  ['electron/registry/a.ts', "import '../cli/a.ts';"],
  ['electron/registry/a.ts', "import { x } from './../cli/a.ts';"],
  ['electron/registry/a.ts', "import { x } from '../registry/../cli/a.ts';"],
  ['electron/registry/a.ts', "import { x } from '..//cli/a.ts';"],
  ['electron/registry/a.ts', "import { x } from '.././cli/a.ts';"],
];

const refusedOtherwise: readonly (readonly [...Case, rule: string])[] = [
  ['electron/registry/a.ts', "export type X = import('better-sqlite3').Database;", 'consistent-type-imports'],
  ['electron/registry/a.ts', "export const x = require('better-sqlite3');", 'no-require-imports'],
  ['electron/registry/a.ts', 'export const x = (name: string) => import(name);', 'no-dynamic-require'],
  ['electron/registry/a.ts', "export * from './b.ts';", 'no-barrel-file'],
];

const allowed: readonly Case[] = [
  ['shared/domain/a.ts', "import { x } from './b.ts';"],
  ['shared/domain/a.ts', "import { x } from '../format/b.ts';"],
  ['shared/api/a.ts', "import { z } from 'zod';"],
  ['shared/api/a.ts', "import { oc } from '@orpc/contract';"],
  ['shared/api/a.ts', "import { x } from './b.ts';"],
  ['shared/api/a.ts', "import { x } from '../domain/b.ts';"],
  ['shared/api/a.ts', "import { RPCLink } from '@orpc/client/message-port';"],
  ['electron/registry/a.ts', "import { readFileSync } from 'node:fs';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../../../shared/domain/a.ts';"],
  ['electron/registry/layouts/a.ts', "import { x } from '../index/a.ts';"],
  ['electron/registry/index/a.ts', "import Database from 'better-sqlite3';"],
  ['electron/registry/index/a.ts', "import { x } from '../yaml/a.ts';"],
  ['electron/registry/yaml/a.ts', "import { load } from 'js-yaml';"],
  ['electron/cli/a.ts', "import { Command } from 'commander';"],
  ['electron/registry/ask/records/a.ts', "import { x } from '../files/a.ts';"],
  ['electron/registry/trash/a.ts', "import { x } from '../clean/a.ts';"],
  ['electron/registry/files/archive/a.ts', "import { ZipFile } from 'yazl';"],
  ['renderer/views/trash/a.ts', "import { x } from '../../flows/deletion/a.ts';"],
  ['electron/cli/a.ts', "import width from 'string-width';"],
  ['electron/cli/commands/a.ts', "import { x } from '../../registry/a.ts';"],
  ['electron/cli/commands/a.ts', "import { x } from '../../../shared/domain/a.ts';"],
  ['electron/cli/a.ts', "import { x } from '../worker/a.ts';"],
  ['electron/shell/a.ts', "import { app } from 'electron';"],
  ['electron/main.ts', "import { app } from 'electron';"],
  ['electron/preload.ts', "import { ipcRenderer } from 'electron';"],
  ['electron/server/a.ts', "import { x } from '../registry/a.ts';"],
  ['electron/server/a.ts', "import { x } from '../worker/a.ts';"],
  ['electron/server/a.ts', "import { WebSocketServer } from 'ws';"],
  ['electron/worker/a.ts', "import { RPCHandler } from '@orpc/server/ws';"],
  ['electron/shell/a.ts', "import { x } from '../worker/a.ts';"],
  ['electron/cli/a.ts', "import { x } from '../server/a.ts';"],
  ['renderer/a.ts', "import { x } from '../shared/domain/a.ts';"],
  ['renderer/a.tsx', "import { useState } from 'react';"],
  ['test/a.test.ts', "import { x } from '../electron/cli/a.ts';"],
  ['test/a.test.ts', "import Database from 'better-sqlite3';"],
];

/** Each case in a file of its own, named so that the folder, and for an entry its name, stay. */
function placeOf([file]: Case, number: number): string {
  return join(`case-${number}`, file);
}

const cases: readonly Case[] = [
  ...refused,
  ...refusedOtherwise.map(([file, line]): Case => [file, line]),
  ...allowed,
];

it('are those of the table', async () => {
  const written = readFileSync(join(root, layersFile), 'utf8');
  expect(written, 'run: npm run layers').toBe(await layersText());
});

describe('layers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-layers-'));
  const found = new Map<string, string[]>();

  beforeAll(() => {
    for (const [number, [file, line]] of cases.entries()) {
      const path = join(folder, placeOf([file, line], number));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${line}\n`);
      // A configuration reaches as far as its folder, so each case is a little repository.
      for (const name of ['.oxlintrc.json', layersFile]) {
        copyFileSync(join(root, name), join(folder, `case-${number}`, name));
      }
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const report = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
    for (const { filename, code } of report.diagnostics) {
      const place = join(filename);
      found.set(place, [...(found.get(place) ?? []), /\((.*)\)/.exec(code)?.[1] ?? code]);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Which of the rules complain about a case. */
  function complaints(number: number, rules: readonly string[]): string[] {
    const [file, line] = cases[number] ?? expect.unreachable();
    const rulesFound = found.get(placeOf([file, line], number)) ?? [];
    return [...new Set(rulesFound)].filter((rule) => rules.includes(rule));
  }

  it.each(refused.map(([file, line], number) => ({ file, line, number })))(
    'refuses in $file: $line',
    ({ number }) => {
      expect(complaints(number, layers)).toEqual(layers);
    },
  );

  it.each(
    refusedOtherwise.map(([file, line, rule], at) => ({ file, line, rule, number: refused.length + at })),
  )('refuses in $file: $line', ({ rule, number }) => {
    expect(complaints(number, [rule])).toEqual([rule]);
  });

  it.each(
    allowed.map(([file, line], at) => ({
      file,
      line,
      number: refused.length + refusedOtherwise.length + at,
    })),
  )('allows in $file: $line', ({ number }) => {
    expect(complaints(number, layers)).toEqual([]);
  });
});
