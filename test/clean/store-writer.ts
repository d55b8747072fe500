/**
 * Writes runs into a store as nirs4all does, in a process of its own: store-writer.ts WORKSPACE MILLISECONDS SEED. The classic engine: run and
 * pipeline first, then files one by one, each taken as it is where it is there, at the end chains and then rows. The dag-ml engine: native
 * results, then the run, then in one transaction files, rows and chains; equal bytes find their row, and write no file. Now and then a run is
 * deleted: its rows, then the files that no row names any more. Says `begun`, and at the end what it did.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const [root = '', milliseconds = '', seed = ''] = process.argv.slice(2);
let state = Number(seed) || 1;

/** A number below another, the same for the same seed. */
function random(below: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % below;
}

function busy(least: number): void {
  const end = performance.now() + least;
  while (performance.now() < end);
}

const database = new Database(join(root, 'store.sqlite'), { timeout: 5000 });
database.pragma('journal_mode = WAL');
database.exec(`
  CREATE TABLE IF NOT EXISTS runs (run_id TEXT PRIMARY KEY, name TEXT, status TEXT, created_at TEXT, summary TEXT);
  CREATE TABLE IF NOT EXISTS pipelines (pipeline_id TEXT PRIMARY KEY, run_id TEXT, name TEXT, dataset_name TEXT, status TEXT, created_at TEXT);
  CREATE TABLE IF NOT EXISTS chains (chain_id TEXT PRIMARY KEY, pipeline_id TEXT, steps TEXT, model_step_idx INTEGER, model_class TEXT,
    fold_artifacts TEXT, shared_artifacts TEXT);
  CREATE TABLE IF NOT EXISTS artifacts (artifact_id TEXT PRIMARY KEY, artifact_path TEXT, content_hash TEXT, operator_class TEXT,
    artifact_type TEXT, format TEXT, size_bytes INTEGER, created_at TEXT)`);
const insertRun = database.prepare(`INSERT INTO runs VALUES (?, 'r', ?, '2026-11-23 18:40:21', ?)`);
const insertPipeline = database.prepare(
  `INSERT INTO pipelines VALUES (?, ?, 'p', 'corn', ?, '2026-11-23 18:40:21')`,
);
const insertChain = database.prepare(`INSERT INTO chains VALUES (?, ?, '[]', 1, 'PLS', ?, '{}')`);
const insertArtifact = database.prepare(
  `INSERT INTO artifacts VALUES (?, ?, ?, 'PLS', 'model', 'joblib', ?, '2026-11-23 18:40:21')`,
);
const rowOf = database.prepare('SELECT artifact_id FROM artifacts WHERE content_hash = ?').pluck();

interface Content {
  readonly bytes: string;
  readonly hash: string;
  readonly path: string;
}

/** One of few contents, so that runs take the same bytes again. */
function content(isWhole: boolean): Content {
  const bytes = `model ${random(24)}`;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const name = isWhole ? `${hash}.joblib` : `model_PLS_${hash.slice(0, 12)}.joblib`;
  return { bytes, hash, path: `${hash.slice(0, 2)}/${name}` };
}

function write({ path, bytes }: Content): void {
  const file = join(root, 'artifacts', path);
  if (existsSync(file)) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, bytes);
}

function classic(id: string): void {
  insertRun.run(id, 'running', null);
  insertPipeline.run(`p${id}`, id, 'running');
  const contents = Array.from({ length: 3 }, () => content(false));
  for (const each of contents) {
    write(each);
    busy(random(8));
  }
  const ids = contents.map((_each, fold) => `p${id}$aaaaaaaaaaaa:${fold}`);
  const folds = Object.fromEntries(ids.map((artifact, fold) => [`fold_${fold}`, artifact]));
  insertChain.run(`c${id}`, `p${id}`, JSON.stringify(folds));
  for (const [fold, { path, hash, bytes }] of contents.entries()) {
    insertArtifact.run(ids[fold], path, `sha256:${hash}`, bytes.length);
    // The classic engine writes a file anew that has gone.
    write(contents[fold] as Content);
  }
  database.prepare(`UPDATE pipelines SET status = 'completed' WHERE run_id = ?`).run(id);
  database.prepare(`UPDATE runs SET status = 'completed' WHERE run_id = ?`).run(id);
}

function dagMl(id: string): void {
  const folder = join(root, 'native_results', id);
  mkdirSync(join(folder, 'artifacts'), { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), '{"artifacts": []}');
  writeFileSync(join(folder, 'artifacts', '000_model.joblib'), `native ${id}`);
  busy(random(8));
  insertRun.run(id, 'completed', JSON.stringify({ native_results_dir: `/elsewhere/native_results/${id}` }));
  database.transaction(() => {
    insertPipeline.run(`p${id}`, id, 'completed');
    const one = content(true);
    let artifact = rowOf.get(one.hash) as string | undefined;
    if (artifact === undefined) {
      write(one);
      artifact = `u${id}`;
      insertArtifact.run(artifact, one.path, one.hash, one.bytes.length);
    }
    insertChain.run(`c${id}`, `p${id}`, JSON.stringify({ final: artifact }));
  })();
}

function deleteOne(): void {
  const runs = database.prepare(`SELECT run_id FROM runs`).pluck().all() as string[];
  const run = runs[random(Math.max(1, runs.length))];
  if (run === undefined) return;
  const named = database.prepare('SELECT 1 FROM artifacts WHERE artifact_path = ?').pluck();
  const gone = database.transaction(() => {
    database.prepare('DELETE FROM chains WHERE pipeline_id = ?').run(`p${run}`);
    database.prepare('DELETE FROM pipelines WHERE run_id = ?').run(run);
    database.prepare('DELETE FROM runs WHERE run_id = ?').run(run);
    const own = database.prepare('SELECT artifact_id, artifact_path FROM artifacts WHERE artifact_id LIKE ?');
    const rows = own.all(`p${run}$%`) as { artifact_id: string; artifact_path: string }[];
    for (const { artifact_id: id } of rows)
      database.prepare('DELETE FROM artifacts WHERE artifact_id = ?').run(id);
    // Every other time the rows alone go: files without a row stay.
    return random(2) === 0 ? rows : [];
  })();
  for (const { artifact_path: path } of gone) {
    if (named.get(path) === undefined) rmSync(join(root, 'artifacts', path), { force: true });
  }
}

process.stdout.write('begun\n');
const end = performance.now() + Number(milliseconds);
let turn = 0;
for (; performance.now() < end; turn += 1) {
  const id = `${process.pid}-${turn}`;
  const what = random(5);
  if (what < 2) classic(id);
  else if (what < 4) dagMl(id);
  else deleteOne();
  busy(random(20));
}
database.close();
process.stdout.write(`${turn} runs\n`);
