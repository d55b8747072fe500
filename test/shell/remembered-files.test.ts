import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Drops } from '../../electron/shell/drops.ts';
import { JsonFile } from '../../electron/shell/json-file.ts';
import { RecentWorkspaces } from '../../electron/shell/recent-workspaces.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
let path: string;
let logged: string[];
let file: JsonFile;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'new', 'file.json');
  logged = [];
  file = new JsonFile(path, (what) => logged.push(what));
});

const entry = (n: number) => ({ id: `id ${n}`, path: `/w/${n}`, isDemo: false, openedAt: n });

describe('a file of ours', () => {
  it('is there after a write, whole, with nothing beside it', async () => {
    for (let i = 0; i < 50; i++) file.write({ i });
    await file.flush();
    expect(file.read()).toEqual({ i: 49 });
    expect(readdirSync(join(folder, 'new'))).toEqual(['file.json']);
    expect(logged).toEqual([]);
  });

  it('that is not there yet is nothing to speak of', () => {
    expect(file.read()).toBeUndefined();
    expect(logged).toEqual([]);
  });

  it('that is broken is started afresh, and logged', async () => {
    mkdirSync(join(folder, 'new'));
    writeFileSync(path, '{"i": ');
    expect(file.read()).toBeUndefined();
    expect(logged).toHaveLength(1);
    file.write(1);
    await file.flush();
    expect(file.read()).toBe(1);
  });

  it('that can’t be written is logged, leaves nothing, and does not stop later writes', async () => {
    mkdirSync(path, { recursive: true });
    file.write(1);
    await file.flush();
    expect(logged).toHaveLength(1);
    expect(readdirSync(join(folder, 'new'))).toEqual(['file.json']);
    file.write(2);
    await file.flush();
    expect(logged).toHaveLength(2);
  });
});

describe('recent workspaces', () => {
  it('come last first, each once, and no more than twelve', async () => {
    let changes = 0;
    const recent = new RecentWorkspaces(file, () => void (changes += 1));
    for (let n = 0; n < 20; n++) recent.add(entry(n));
    recent.add(entry(15));
    expect(recent.list().map(({ id }) => id)).toEqual(
      [15, 19, 18, 17, 16, 14, 13, 12, 11, 10, 9, 8].map((n) => `id ${n}`),
    );
    expect(changes).toBe(21);
    await file.flush();
    expect(new RecentWorkspaces(file, () => undefined).list()).toEqual(recent.list());
  });

  it('are forgotten', async () => {
    const recent = new RecentWorkspaces(file, () => undefined);
    recent.add(entry(1));
    recent.add(entry(2));
    expect(recent.forget('id 1')).toBe(true);
    expect(recent.forget('id 1')).toBe(false);
    await file.flush();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ workspaces: [entry(2)] });
  });

  it.each(['[]', '{"workspaces": {}}', '{"workspaces": [{"id": 1}]}', 'null', ''])(
    'start afresh from %j',
    (content) => {
      mkdirSync(join(folder, 'new'));
      writeFileSync(path, content);
      expect(new RecentWorkspaces(file, () => undefined).list()).toEqual([]);
    },
  );

  it('write nothing before something changes', async () => {
    expect(new RecentWorkspaces(file, () => undefined).list()).toEqual([]);
    await file.flush();
    expect(existsSync(path)).toBe(false);
  });
});

describe('drops', () => {
  it('are kept until taken, and the oldest goes when too many wait', () => {
    const drops = new Drops();
    const ids = Array.from({ length: 20 }, (_, i) => drops.keep([`/${i}`]));
    expect(new Set(ids).size).toBe(20);
    expect(ids.map((id) => drops.take(id)?.[0] ?? null)).toEqual([
      ...Array.from({ length: 4 }, () => null),
      ...Array.from({ length: 16 }, (_, i) => `/${i + 4}`),
    ]);
    expect(drops.take(ids.at(-1) ?? '')).toBeNull();
  });
});
