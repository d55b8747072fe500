import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askInVain, fixtureWorkspace, stemma, temporaryFolder, type Ended } from '../cli/support.ts';
import { tokenOf } from '../support/websocket-channel.ts';

/** Runs `stemma serve`; `visit` is given what it printed first, and then it is interrupted. */
async function served(
  args: readonly string[],
  visit: (printed: string) => Promise<void>,
  signal: NodeJS.Signals = 'SIGINT',
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  let visited: Promise<void> | undefined;
  const ended = await stemma(['serve', ...args], {
    env,
    onStart: (child) => {
      child.stdout?.once('data', (printed: Buffer) => {
        visited = visit(printed.toString()).finally(() => child.kill(signal));
      });
    },
  });
  await visited;
  return ended;
}

/** The page that a URL leads to; its secret must let in. */
async function pageAt(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await tokenOf(url)).toMatch(/^[\w-]{43}$/);
  return await response.text();
}

describe('stemma serve', () => {
  it('prints one line with the URL, and how to come from elsewhere; Ctrl C is its normal end', async () => {
    const workspace = fixtureWorkspace('corn');
    const ended = await served(['-w', workspace], async (printed) => {
      const [line = ''] = printed.split('\n');
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/.exec(line)?.[0] ?? expect.fail(printed);
      expect(await pageAt(url)).toContain('<title>Stemma</title>');
    });
    expect(ended).toMatchObject({ code: 0, signal: null, err: '' });
    expect(ended.out).toMatch(/ssh -L (\d+):127\.0\.0\.1:\1 /);
  });

  it('prints one document for programs, each workspace once', async () => {
    const [corn, orphans] = [fixtureWorkspace('corn'), fixtureWorkspace('orphans')];
    const args = ['-w', corn, '-w', orphans, '-w', corn, '--json', '--read-only'];
    const ended = await served(args, async () => undefined, 'SIGTERM');
    expect(ended).toMatchObject({ code: 0, signal: null, err: '' });
    const document = JSON.parse(ended.out) as { url: string; port: number; workspaces: object[] };
    expect(new URL(document.url).port).toBe(String(document.port));
    expect(document.workspaces).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{16}$/), name: 'workspace', path: corn },
      { id: expect.stringMatching(/^[0-9a-f]{16}$/), name: 'workspace', path: orphans },
    ]);
  });

  // On other systems the tests' own browser would open.
  describe.runIf(process.platform === 'linux')('--open', () => {
    it('says in a line where no browser can be opened', async () => {
      const ended = await stemma(['serve', '--open', '-w', fixtureWorkspace('corn')], {
        env: { DISPLAY: '', WAYLAND_DISPLAY: '' },
        onStart: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
      });
      expect(ended.code).toBe(0);
      expect(ended.err).toBe(
        'stemma: No browser can be opened: there is no display here. Open the URL by hand.\n',
      );
    });

    it('gives the browser a URL that holds no lasting secret, and tells how it fared', async () => {
      const programs = temporaryFolder();
      const file = join(programs, 'url');
      // Everybody on the machine can read these arguments.
      const script = `#!/bin/sh\necho "$1" > '${file}'\necho "$STEMMA_TOKEN" >> '${file}'\nexit 3\n`;
      writeFileSync(join(programs, 'xdg-open'), script, { mode: 0o755 });
      let page = '';
      let visited: Promise<void> | undefined;
      const ended = await stemma(['serve', '--open', '-w', fixtureWorkspace('corn')], {
        env: { DISPLAY: ':99', PATH: programs, STEMMA_TOKEN: randomBytes(32).toString('base64url') },
        onStart: (child) =>
          child.stderr?.once('data', () => {
            visited = (async () => {
              page = await pageAt(readFileSync(file, 'utf8').split('\n')[0] ?? '');
            })().finally(() => child.kill('SIGINT'));
          }),
      });
      await visited;
      expect(page).toContain('<title>Stemma</title>');
      expect(ended.err).toBe('stemma: No browser was opened: xdg-open ended with 3. Open the URL by hand.\n');
      const token = /token=([\w-]{43})/.exec(ended.out)?.[1] ?? expect.fail(ended.out);
      expect(readFileSync(file, 'utf8')).not.toContain(token);
    });
  });

  it('a port that is in use is refused with what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const workspace = fixtureWorkspace('corn');
    const failed = await askInVain(['serve', '-w', workspace, '--port', String(port)]);
    other.close();
    expect(failed).toMatchObject({ code: 3, error: { code: 'CANNOT_LISTEN', port } });
    expect(failed.error.message).toBe(
      `Port ${port} is in use. Choose another with --port, or leave it out for a free one.`,
    );
  });

  it('a folder that is no workspace is not found, also the second', async () => {
    const nowhere = temporaryFolder();
    const failed = await askInVain(['serve', '-w', fixtureWorkspace('corn'), '-w', nowhere]);
    expect(failed).toMatchObject({ code: 4, error: { code: 'NOT_A_WORKSPACE' } });
    expect(await askInVain(['serve'], { cwd: nowhere })).toMatchObject({
      code: 4,
      error: { code: 'NOT_A_WORKSPACE', message: expect.stringContaining('Name the workspace with -w.') },
    });
    const gone = await askInVain(['serve', '-w', '/no/such/folder']);
    expect(gone).toMatchObject({ code: 4, error: { code: 'NO_SUCH_FOLDER' } });
  });

  describe('with a token from the environment', () => {
    it('lets the same page in after another start', async () => {
      const token = randomBytes(32).toString('base64url');
      const workspace = fixtureWorkspace('corn');
      for (const start of ['first', 'second']) {
        const env = { STEMMA_TOKEN: token };
        const run = async (printed: string): Promise<void> => {
          const url = /http:\S+/.exec(printed)?.[0] ?? expect.fail(printed);
          expect(new URL(url).searchParams.get('token'), start).toBe(token);
          expect(await tokenOf(url), start).toBe(token);
        };
        expect(await served(['-w', workspace], run, 'SIGINT', env)).toMatchObject({ code: 0, err: '' });
      }
    });

    it('takes an empty one for none', async () => {
      const visit = async (printed: string): Promise<void> => {
        await pageAt(/http:\S+/.exec(printed)?.[0] ?? expect.fail(printed));
      };
      const ended = await served(['-w', fixtureWorkspace('corn')], visit, 'SIGINT', { STEMMA_TOKEN: '' });
      expect(ended).toMatchObject({ code: 0, err: '' });
    });

    it.each([
      ['too short', 'Zq'.repeat(21)],
      ['too long', 'Zq'.repeat(257)],
      ['of odd characters', `${'Zq'.repeat(21)}+`],
      ['ended by a line break', `${'Zq'.repeat(22)}\n`],
    ])('refuses one that is %s, and does not repeat it', async (_case, token) => {
      const env = { STEMMA_TOKEN: token };
      const ended = await stemma(['serve', '-w', fixtureWorkspace('corn')], { env });
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(ended.err).toContain('STEMMA_TOKEN must hold 43 to 512 characters');
      expect(ended.err).not.toContain('ZqZq');
    });
  });

  it.each(['70000', '-1', 'http', '1e3'])('port %s is wrong usage', async (port) => {
    const failed = await askInVain(['serve', '--port', port]);
    expect(failed).toMatchObject({ code: 2, error: { message: expect.stringContaining('from 0 to 65535') } });
  });
});
