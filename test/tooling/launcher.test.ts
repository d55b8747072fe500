import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyScripts, makeCheckout, placePackagedNode } from './checkout.ts';

/** Stands in for the command line: says where it runs, under what and with which arguments. */
const tellingProgram = `
  console.log(JSON.stringify({
    folder: process.cwd(), args: process.argv.slice(2), version: process.version,
  }));
  process.exitCode = 3;
`;

function makeLaunchable(program: string): string {
  const checkout = makeCheckout({ 'out/cli/stemma.mjs': program });
  copyScripts(checkout, 'stemma.mjs', 'node-binary.mjs', 'paths.mjs');
  return checkout;
}

/** Starts the launcher as a shell in `folder` would, not as npm's child although the tests may be one. */
function launch(
  checkout: string,
  {
    args = [],
    env = {},
    nodeArgs = [],
  }: { args?: string[]; env?: Record<string, string>; nodeArgs?: string[] } = {},
) {
  const inherited = { ...process.env };
  delete inherited['npm_lifecycle_event'];
  delete inherited['INIT_CWD'];
  return spawnSync(process.execPath, [...nodeArgs, join(checkout, 'build', 'stemma.mjs'), ...args], {
    cwd: checkout,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
}

/** Makes the launcher believe that an old Node runs it; the Node that it hands over to knows better. */
const pretendOldNode = [
  '--import',
  "data:text/javascript,Object.defineProperty(process,'version',{value:'v20.20.2'})",
];

describe('the launcher', () => {
  it('passes arguments and the exit code', () => {
    const { status, stdout } = launch(makeLaunchable(tellingProgram), { args: ['list', '--json', 'a b'] });
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ args: ['list', '--json', 'a b'] });
  });

  it('works where the user typed the command when npm runs it', () => {
    const checkout = makeLaunchable(tellingProgram);
    const env = { npm_lifecycle_event: 'stemma', INIT_CWD: tmpdir() };
    expect(JSON.parse(launch(checkout, { env }).stdout)).toMatchObject({ folder: realpathSync(tmpdir()) });
  });

  it('stays in its folder under any other npm script', () => {
    const checkout = makeLaunchable(tellingProgram);
    const env = { npm_lifecycle_event: 'test', INIT_CWD: tmpdir() };
    expect(JSON.parse(launch(checkout, { env }).stdout)).toMatchObject({ folder: realpathSync(checkout) });
  });

  it('says how to build when nothing is built', () => {
    const checkout = makeCheckout();
    copyScripts(checkout, 'stemma.mjs', 'node-binary.mjs', 'paths.mjs');
    const { status, stdout, stderr } = launch(checkout);
    expect(status).toBe(70);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^stemma .*npm ci && npm run build\n$/);
  });

  it('shows the stack of a bug and exits with 70', () => {
    const { status, stderr } = launch(makeLaunchable("throw new Error('a bug');"));
    expect(status).toBe(70);
    expect(stderr).toContain('Error: a bug\n    at ');
  });
});

describe('the launcher under an old Node', () => {
  it('hands over to the Node of the npm package, with arguments and exit code', () => {
    const checkout = makeLaunchable(tellingProgram);
    placePackagedNode(checkout);
    const { status, stdout } = launch(checkout, { args: ['stats'], nodeArgs: pretendOldNode });
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ args: ['stats'], version: process.version });
  });

  it.skipIf(process.platform === 'win32')('ends by the signal that ended the command line', () => {
    const checkout = makeLaunchable("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);");
    placePackagedNode(checkout);
    expect(launch(checkout, { nodeArgs: pretendOldNode })).toMatchObject({ status: null, signal: 'SIGTERM' });
  });

  it('says so when there is no other', () => {
    const { status, stderr } = launch(makeLaunchable(tellingProgram), { nodeArgs: pretendOldNode });
    expect(status).toBe(70);
    expect(stderr).toContain('needs Node 22 or newer, and this is v20.20.2');
  });

  it('says so when the other is as old, instead of handing over for ever', () => {
    const checkout = makeLaunchable(tellingProgram);
    placePackagedNode(checkout);
    const env = { NODE_OPTIONS: pretendOldNode.join(' ') };
    const { status, stderr } = launch(checkout, { env });
    expect(status).toBe(70);
    expect(stderr).toContain('needs Node 22 or newer, and this is v20.20.2');
  });
});
