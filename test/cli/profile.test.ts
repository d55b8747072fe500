import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

interface Profile {
  readonly nodes: readonly { readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
}

/** The profiles in the folder that was told, and which files of ours ran in each. */
function readProfiles(err: string): { readonly profiles: Profile[]; readonly scripts: string[] } {
  const [, count = '', folder = ''] = /(\d+) CPU profiles?, one of each thread, in (\S+)/.exec(err) ?? [];
  const names = readdirSync(folder);
  expect(names).toHaveLength(Number(count));
  const profiles = names.map((name) => {
    expect(name).toMatch(/\.cpuprofile$/);
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
  });
  const urls = profiles.flatMap(({ nodes }) => nodes.map(({ callFrame }) => callFrame.url));
  return { profiles, scripts: [...new Set(urls)].map((url) => url.replace(/^.*\//, '')) };
}

function expectWhole(profiles: readonly Profile[]): void {
  for (const { nodes, samples } of profiles) {
    expect(nodes.length).toBeGreaterThan(1);
    expect(samples.length).toBeGreaterThan(0);
  }
}

it('a command answers as without a profile, and writes one', async () => {
  const workspace = fixtureWorkspace('branches-stacking');
  const env = { STEMMA_CACHE: temporaryFolder(), TMPDIR: temporaryFolder(), TEMP: temporaryFolder() };
  const plain = await stemma(['stats', '--json', '-w', workspace], { env });
  const ended = await stemma(['stats', '--json', '--profile', '-w', workspace], { env });
  expect(ended).toMatchObject({ code: 0, out: plain.out });
  const { profiles, scripts } = readProfiles(ended.err);
  expectWhole(profiles);
  expect(profiles).toHaveLength(1);
  expect(scripts).toContain('stemma.mjs');
});

it('a command that fails ends as without a profile', async () => {
  const env = { STEMMA_CACHE: temporaryFolder(), TMPDIR: temporaryFolder(), TEMP: temporaryFolder() };
  const ended = await stemma(['stats', '--profile', '-w', '/no/such/folder'], { env });
  expect(ended.code).toBe((await stemma(['stats', '-w', '/no/such/folder'], { env })).code);
  expectWhole(readProfiles(ended.err).profiles);
});

// Windows can send no Ctrl C to a group of processes.
it.skipIf(process.platform === 'win32')('serve that Ctrl C ends writes one of each thread', async () => {
  const script = join(import.meta.dirname, '..', '..', 'out', 'cli', 'stemma.mjs');
  const workspace = fixtureWorkspace('branches-stacking');
  const host = spawn(process.execPath, [script, 'serve', '--profile', '-w', workspace], {
    env: { ...process.env, STEMMA_CACHE: temporaryFolder(), TMPDIR: temporaryFolder() },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A terminal sends Ctrl C to all processes of its group.
    detached: true,
  });
  let err = '';
  host.stderr.on('data', (text: Buffer) => (err += text.toString()));
  let out = '';
  for await (const text of host.stdout) {
    out += String(text);
    if (out.includes('Ctrl C stops it')) break;
  }
  const ended = once(host, 'exit');
  process.kill(-(host.pid ?? 0), 'SIGINT');
  expect(await ended).toEqual([0, null]);
  const { profiles, scripts } = readProfiles(err);
  expectWhole(profiles);
  expect(profiles.length).toBeGreaterThanOrEqual(2);
  expect(scripts).toEqual(expect.arrayContaining(['stemma.mjs', 'core-thread.mjs']));
});
