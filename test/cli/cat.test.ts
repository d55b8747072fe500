import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, write, writeManifest } from './made-workspace.ts';
import { askInVain, fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

const PATH = 'binaries/wheat/model_ExtraTreesRegressor_0988115dd2f2.joblib';
const ID = '0003_trees_fac223$8c12a2bdb3c4:0';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('cat', () => {
  const workspace = fixtureWorkspace('orphans');
  const stored = readFileSync(join(workspace, PATH));

  it.each([
    ['a path', PATH],
    ['an id', ID],
    ['a place', 'runs/wheat/0003_trees_fac223/manifest.yaml#1'],
    ['the first digits of a hash', '0988115'],
    ['a whole hash', `sha256:${sha256(stored)}`],
  ])('gives the bytes by %s', async (_case, name) => {
    const ended = await stemma(['cat', name, '-w', workspace]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.bytes.equals(stored)).toBe(true);
  });

  it('takes a path as a shell completes it', async () => {
    const ended = await stemma(['cat', `workspace/${PATH}`], { cwd: join(workspace, '..') });
    expect(ended.bytes.equals(stored)).toBe(true);
  });

  it('writes a file whole, and refuses to replace one unless told', async () => {
    const folder = temporaryFolder();
    const output = join(folder, 'model.joblib');
    const written = await stemma(['cat', ID, '-o', output, '--json', '-w', workspace]);
    expect(JSON.parse(written.out)).toEqual({
      file: PATH,
      bytes: stored.length,
      sha256: sha256(stored),
      output,
    });
    expect(readFileSync(output).equals(stored)).toBe(true);

    writeFileSync(output, 'mine');
    const refused = await askInVain(['cat', ID, '-o', output, '-w', workspace]);
    expect(refused).toMatchObject({ code: 3, error: { code: 'FILE_EXISTS', output } });
    expect(readFileSync(output, 'utf8')).toBe('mine');

    const forced = await stemma(['cat', ID, '-o', 'model.joblib', '--force', '-w', workspace], {
      cwd: folder,
    });
    expect(forced.code).toBe(0);
    expect(forced.out).toContain('2013 bytes');
    expect(readFileSync(output).equals(stored)).toBe(true);
    expect(readdirSync(folder)).toEqual(['model.joblib']);
  });

  it('writes nothing into what the workspace owns, nor where it can not', async () => {
    const inside = await askInVain([
      'cat',
      ID,
      '-o',
      join(workspace, 'binaries', 'wheat', 'x'),
      '-w',
      workspace,
    ]);
    expect(inside).toMatchObject({ code: 3, error: { code: 'CANNOT_WRITE' } });
    const nowhere = await askInVain(['cat', ID, '-o', join(workspace, 'no', 'folder'), '-w', workspace]);
    expect(nowhere).toMatchObject({ code: 3, error: { code: 'CANNOT_WRITE' } });
    const place = join(workspace, 'no', 'folder');
    expect(nowhere.error).toMatchObject({ message: `${place} can't be written: it is not there (ENOENT)` });
  });

  it('with --json wants a place for the bytes', async () => {
    expect(await askInVain(['cat', ID, '-w', workspace])).toMatchObject({
      code: 2,
      error: { code: 'USAGE' },
    });
  });

  it('says when the record is there and its file is not', async () => {
    const lost = await askInVain(['cat', '0001_keep_8850d6$4a40f902eb51:1', '-o', 'x', '-w', workspace]);
    expect(lost).toMatchObject({
      code: 4,
      error: { code: 'FILE_MISSING', file: 'binaries/wheat/model_PLSRegression_e78cec116a65.joblib' },
    });
  });

  it('can not check what nothing tells the hash of, and says so', async () => {
    const ended = await stemma(['cat', 'binaries/README.md', '-w', workspace]);
    expect(ended.code).toBe(0);
    expect(ended.bytes.equals(readFileSync(join(workspace, 'binaries/README.md')))).toBe(true);
    expect(ended.err).toContain('could not be checked');
  });
});

describe('cat of wrong bytes', () => {
  it.each([
    ['the hash of a record', PATH],
    ['the digits in a name', 'runs/wheat/_binaries/PCA_c0673a.joblib'],
  ])('writes nothing: by %s', async (_case, path) => {
    const workspace = fixtureWorkspace('orphans');
    appendFileSync(join(workspace, path), 'x');
    const piped = await stemma(['cat', path, '-w', workspace]);
    expect(piped).toMatchObject({ code: 1, out: '' });
    expect(piped.err).toContain('not what they should be');
    const folder = temporaryFolder();
    const failed = await askInVain(['cat', path, '-o', join(folder, 'out'), '-w', workspace]);
    expect(failed).toMatchObject({
      code: 1,
      error: { code: 'HASH_MISMATCH', file: path, actual: sha256(readFileSync(join(workspace, path))) },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('cat of what can not be what its name says', () => {
  const content = Buffer.alloc(5000, 'model');
  const hash = sha256(content);
  const path = `binaries/corn/model_Ridge_${hash.slice(0, 12)}.joblib`;
  const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize 5000\n`;
  const ANNEX = '/annex/objects/SHA256E-s5000--abc.joblib\n';

  function workspaceWith(bytes: string | Buffer): string {
    const workspace = emptyWorkspace();
    mkdirSync(join(workspace, 'binaries', 'corn'));
    writeFileSync(join(workspace, path), bytes);
    writeManifest(workspace, 'corn', '0001_x_abcdef', [
      {
        artifact_id: '0001_x_abcdef$aaaaaaaaaaaa:all',
        content_hash: `sha256:${hash}`,
        path: path.slice('binaries/corn/'.length),
        size_bytes: 5000,
      },
    ]);
    return workspace;
  }

  it.each([
    ['a git-lfs pointer', LFS, 'a git-lfs pointer (git lfs pull brings the file)'],
    ['a git-annex pointer', ANNEX, 'a git-annex pointer (git annex get brings the file)'],
    ['cut off', content.subarray(0, 1000), '1.00 kB instead of 5.00 kB: cut off'],
    ['empty', '', '0 B instead of 5.00 kB: empty'],
    ['longer', Buffer.concat([content, content]), '10.0 kB instead of 5.00 kB: longer than recorded'],
  ])('says in one line that it is %s', async (_what, bytes, said) => {
    const workspace = workspaceWith(bytes);
    const piped = await stemma(['cat', path, '-w', workspace]);
    expect(piped).toMatchObject({ code: 1, out: '' });
    expect(piped.err.trim().split('\n')).toHaveLength(1);
    expect(piped.err).toContain(`${path} are not what they should be: `);
    expect(piped.err).toContain(`${said}. Nothing was written.`);
    const failed = await askInVain(['cat', path, '-o', join(temporaryFolder(), 'out'), '-w', workspace]);
    expect(failed).toMatchObject({ code: 1, error: { code: 'HASH_MISMATCH', file: path } });
  });

  it('gives the bytes that are there whole', async () => {
    const ended = await stemma(['cat', path, '-w', workspaceWith(content)]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.bytes.equals(content)).toBe(true);
  });
});

describe('cat of what lies elsewhere', () => {
  const secret = join(temporaryFolder(), 'secret');
  writeFileSync(secret, 'not yours');
  const workspace = emptyWorkspace();
  const name = 'model_Ridge_000000000000.joblib';
  mkdirSync(join(workspace, 'binaries', 'corn'));
  symlinkSync(secret, join(workspace, 'binaries', 'corn', name));
  writeManifest(workspace, 'corn', '0001_x_abcdef', [
    { artifact_id: '0001_x_abcdef$aaaaaaaaaaaa:all', path: name },
  ]);

  it.each([`binaries/corn/${name}`, '0001_x_abcdef$aaaaaaaaaaaa:all'])('is refused: %s', async (what) => {
    const output = join(temporaryFolder(), 'out');
    const failed = await askInVain(['cat', what, '-o', output, '-w', workspace]);
    expect(failed).toMatchObject({ code: 3, error: { code: 'OUTSIDE' } });
    expect(existsSync(output)).toBe(false);
    const piped = await stemma(['cat', what, '-w', workspace]);
    expect(piped).toMatchObject({ code: 3, out: '' });
  });
});

describe('a name of several files', () => {
  it('is refused, with their paths', async () => {
    const workspace = emptyWorkspace();
    const bytes = 'equal';
    const digits = sha256(Buffer.from(bytes)).slice(0, 12);
    const paths = ['corn', 'wheat'].map((dataset) => `binaries/${dataset}/model_Ridge_${digits}.joblib`);
    for (const path of paths) write(workspace, path, bytes);
    const failed = await askInVain(['cat', digits, '-o', 'x', '-w', workspace]);
    expect(failed).toMatchObject({ code: 2, error: { code: 'AMBIGUOUS', files: paths } });
  });
});
