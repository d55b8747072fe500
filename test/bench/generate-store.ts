import { hash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { datasetNames } from './catalog.ts';
import { Random } from './random.ts';

export interface StoreOptions {
  /** The workspace: a folder that doesn't exist yet, or is empty. */
  readonly out: string;
  /** Rows of `artifacts`, at least one. */
  readonly rows: number;
  readonly datasets?: number;
  /** Files without a row, as a share of the rows. */
  readonly orphans?: number;
  /** Share of the rows whose bytes another row has too. */
  readonly sharing?: number;
  /** Share of the rows that no chain uses. */
  readonly unused?: number;
  readonly seed?: number;
}

/** What a scan of it must find, counted while it was written. */
export interface StoreSummary {
  records: number;
  runs: number;
  pipelines: number;
  chains: number;
  files: number;
  orphanFiles: number;
  keptFiles: number;
}

/** A real database of 1.4.10, whose tables and indexes the generated one has. */
const REAL = path.join(import.meta.dirname, '../fixtures/store-1.4.10/workspace/store.sqlite');

/** The statements that make the tables of the library, read from a copy: opening a database leaves files beside it. */
function schemaOfLibrary(): { readonly statements: readonly string[]; readonly version: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'stemma-schema-'));
  copyFileSync(REAL, path.join(folder, 'store.sqlite'));
  const database = new Database(path.join(folder, 'store.sqlite'));
  const statements = database
    .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all() as string[];
  const version = Number(database.pragma('user_version', { simple: true }));
  database.close();
  rmSync(folder, { recursive: true });
  return { statements, version };
}

const TIME = '2026-11-23 18:40:21';
const BRANCHES = [
  'StandardNormalVariate',
  'FirstDerivative',
  'MultiplicativeScatterCorrection',
  'SavitzkyGolay',
];
const MODELS = ['PLSRegression', 'Ridge'];
const FOLDS = 5;
const PIPELINES_OF_RUN = 20;

interface Step {
  readonly step_idx: number;
  readonly operator_class: string;
  readonly params: unknown;
  readonly artifact_ids: readonly string[];
  readonly stateless: boolean;
}

const step = (step_idx: number, operator_class: string, artifact_ids: readonly string[]): Step => ({
  step_idx,
  operator_class,
  params: {},
  artifact_ids,
  stateless: artifact_ids.length === 0,
});

class StoreGenerator {
  readonly #options: Required<StoreOptions>;
  readonly #random: Random;
  readonly #database: Database.Database;
  readonly #summary: StoreSummary = {
    records: 0,
    runs: 0,
    pipelines: 0,
    chains: 0,
    files: 0,
    orphanFiles: 0,
    keptFiles: 0,
  };
  readonly #insertArtifact: Database.Statement;
  readonly #insertChain: Database.Statement;
  /** The latest few contents, for rows that share one. */
  readonly #recent: { readonly digits: string; readonly className: string; readonly type: string }[] = [];

  constructor(options: Required<StoreOptions>) {
    this.#options = options;
    this.#random = new Random(options.seed);
    for (let folder = 0; folder < 256; folder++) {
      const name = folder.toString(16).padStart(2, '0');
      mkdirSync(path.join(options.out, 'artifacts', name), { recursive: true });
    }
    this.#database = new Database(path.join(options.out, 'store.sqlite'));
    this.#database.pragma('synchronous = OFF');
    const { statements, version } = schemaOfLibrary();
    for (const statement of statements) this.#database.exec(statement);
    this.#database.pragma(`user_version = ${version}`);
    this.#insertArtifact = this.#database.prepare(
      `INSERT INTO artifacts (artifact_id, artifact_path, content_hash, operator_class, artifact_type, size_bytes, created_at)
       VALUES (?, ?, ?, ?, ?, 1, '${TIME}')`,
    );
    this.#insertChain = this.#database.prepare(
      `INSERT INTO chains (chain_id, pipeline_id, steps, model_step_idx, model_class, preprocessings, fold_artifacts, shared_artifacts,
         branch_path, created_at) VALUES (?, ?, ?, 4, ?, ?, ?, ?, ?, '${TIME}')`,
    );
  }

  generate(): StoreSummary {
    const { rows, orphans, unused, datasets: count } = this.#options;
    const datasets = datasetNames(count);
    this.#database.exec('BEGIN');
    const used = Math.round(rows * (1 - unused));
    for (let run = ''; this.#summary.records < used;) {
      if (this.#summary.pipelines % PIPELINES_OF_RUN === 0) run = this.#run();
      this.#pipeline(run, this.#random.pick(datasets), used);
    }
    while (this.#summary.records < rows) {
      this.#artifact(this.#random.uuid(), 'model', 'PLSRegression', true);
    }
    for (let turn = 0; turn < Math.round(rows * orphans); turn++) {
      this.#file(this.#random.hex(64), 'model', 'Ridge');
      this.#summary.orphanFiles += 1;
    }
    this.#database.exec('COMMIT');
    this.#database.pragma('journal_mode = WAL');
    this.#database.close();
    return this.#summary;
  }

  #run(): string {
    const id = this.#random.uuid();
    this.#summary.runs += 1;
    this.#database
      .prepare(`INSERT INTO runs (run_id, name, status, created_at) VALUES (?, ?, 'completed', '${TIME}')`)
      .run(id, `run_${this.#summary.runs}`);
    return id;
  }

  /** A scaler, then branches with an operator of their own, and in each two models on all folds: 45 rows, fewer at the end. */
  #pipeline(run: string, dataset: string, most: number): void {
    const id = this.#random.uuid();
    this.#summary.pipelines += 1;
    this.#database
      .prepare(
        `INSERT INTO pipelines (pipeline_id, run_id, name, dataset_name, status, created_at) VALUES (?, ?, ?, ?, 'completed', '${TIME}')`,
      )
      .run(id, run, `config_${this.#random.hex(8)}`, dataset);
    const idOf = (text: string, fold: string): string =>
      `${id}$${hash('sha256', text, 'hex').slice(0, 12)}:${fold}`;
    const isFull = (): boolean => this.#summary.records >= most;
    const scaler = idOf('MinMaxScaler', 'all');
    this.#artifact(scaler, 'transformer', 'MinMaxScaler');
    const steps = [step(1, 'MinMaxScaler', [scaler]), step(2, 'KFold', [])];
    const chains: {
      readonly model: string;
      readonly branch: number;
      readonly shared: string;
      readonly ids: string[];
    }[] = [];
    for (const [branch, operator] of BRANCHES.entries()) {
      if (isFull()) break;
      const shared = idOf(operator, 'all');
      this.#artifact(shared, 'transformer', operator);
      steps.push(step(3, operator, [shared]));
      for (const model of MODELS) {
        const ids: string[] = [];
        for (let fold = 0; fold < FOLDS && !isFull(); fold++) {
          const own = idOf(`${operator}>${model}`, String(fold));
          this.#artifact(own, 'model', model);
          ids.push(own);
        }
        steps.push(step(4, model, ids));
        chains.push({ model, branch, shared, ids });
      }
    }
    // A pipeline that was cut short before its first model.
    if (chains.length === 0) chains.push({ model: 'Ridge', branch: 0, shared: scaler, ids: [] });
    // Each chain lists the artifacts of its siblings too.
    const text = JSON.stringify(steps);
    for (const { model, branch, shared, ids } of chains) {
      const folds = Object.fromEntries(ids.map((own, fold) => [`fold_${fold}`, own]));
      const byStep = JSON.stringify({ 1: [scaler], 3: [shared] });
      const preprocessings = `MinMax>${BRANCHES[branch]}`;
      this.#insertChain.run(
        this.#random.uuid(),
        id,
        text,
        model,
        preprocessings,
        JSON.stringify(folds),
        byStep,
        `[${branch}]`,
      );
      this.#summary.chains += 1;
    }
  }

  #artifact(id: string, type: string, className: string, isUnused = false): void {
    const again = this.#recent.find((content) => content.type === type && content.className === className);
    const isShared = !isUnused && again !== undefined && this.#random.chance(this.#options.sharing);
    const digits = isShared ? again.digits : this.#random.hex(64);
    const name = isShared ? nameOf(digits, type, className) : this.#file(digits, type, className);
    if (!isShared && !isUnused && this.#recent.unshift({ digits, type, className }) > 32) this.#recent.pop();
    this.#insertArtifact.run(id, name, digits, className, type);
    this.#summary.records += 1;
    if (isUnused) this.#summary.keptFiles += 1;
  }

  /** One byte: what is in it nobody looks at. */
  #file(digits: string, type: string, className: string): string {
    const name = nameOf(digits, type, className);
    writeFileSync(path.join(this.#options.out, 'artifacts', name), 'x');
    this.#summary.files += 1;
    return name;
  }
}

const nameOf = (digits: string, type: string, className: string): string =>
  `${digits.slice(0, 2)}/${type}_${className}_${digits.slice(0, 12)}.joblib`;

/** Writes a workspace as nirs4all 1.4.10 would have, with files of one byte, and says what is in it. Deterministic for its options. */
export function generateStore(options: StoreOptions): StoreSummary {
  const full = { datasets: 10, orphans: 0.05, sharing: 0.1, unused: 0.02, seed: 42, ...options };
  return new StoreGenerator(full).generate();
}

if (import.meta.main) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { out: text, rows: { ...text, default: '5000' } } });
  if (values.out === undefined) throw new Error('Say where to write with --out DIR.');
  console.log(JSON.stringify(generateStore({ out: values.out, rows: Number(values.rows) }), null, 2));
}
