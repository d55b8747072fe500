import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readManifest } from '../../electron/registry/layouts/files/manifest/read-manifest.ts';
import type { Manifest, TraceStep } from '../../shared/domain/manifest.ts';
import type { Way, WayLine, WayNode } from '../../shared/domain/way.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures');

/** A step of a trace of which nothing is odd, for tests that change what they are about. */
export const PLAIN_STEP: TraceStep = {
  ordinal: 0,
  stepIndex: 1,
  operatorType: 'transform',
  operatorClass: 'SNV',
  operatorConfig: {},
  branchPath: [],
  branchName: '',
  substepIndex: null,
  artifactIds: [],
  producesBranches: false,
  sourceCount: 1,
  durationMs: null,
  shapes: {},
};

/** Every manifest of a pipeline in the fixtures, as paths below their folder. */
export function pipelineManifests(): string[] {
  return globSync('*/workspace/runs/*/*/manifest.yaml', { cwd: FIXTURES }).sort();
}

export function readFixture(relative: string): Manifest {
  const read = readManifest(readFileSync(path.join(FIXTURES, relative)), true);
  if (!read.ok || read.value.kind !== 'manifest') throw new Error(`${relative} is no manifest`);
  return read.value.manifest;
}

/** The manifest of the one pipeline whose folder starts like this: `corn/corn/0002` is fixture, run and number. */
export function readPipeline(short: string): Manifest {
  const [fixture, run, number] = short.split('/');
  const start = path.join(`${fixture}/workspace/runs/${run}`, `${number}_`);
  const found = pipelineManifests().filter((relative) => relative.startsWith(start));
  if (found.length !== 1) throw new Error(`${short} stands for ${found.length} manifests`);
  return readFixture(found[0] ?? '');
}

function edges(node: WayNode, kind: string, sign: string): string {
  const parents = node.parents.filter((parent) => parent.kind === kind);
  if (parents.length === 0) return '';
  return ` ${sign} ${parents.map((parent) => `${parent.inferred ? '~' : ''}${parent.node}`).join(' ')}`;
}

/** Marks a name in brackets as the type of a step that has no class. */
function nameOf(node: WayNode): string {
  return node.operatorClass === '' ? `(${node.operatorType})` : node.operatorClass;
}

function showNode(node: WayNode): string {
  return [
    `${node.inferred ? '~' : ''}${node.id} s${node.stepIndex} ${nameOf(node)}`,
    node.branchPath.length > 0 ? ` br ${node.branchPath.join('.')}` : '',
    node.source === null ? '' : ` src ${node.source}`,
    node.substep === null ? '' : ` sub ${node.substep}`,
    node.role === 'features' ? '' : ` ${node.role}`,
    node.records.length === 1 ? '' : ` x${node.records.length}`,
    edges(node, 'feeds', '<'),
    edges(node, 'follows', 'after'),
    edges(node, 'depends', 'needs'),
  ].join('');
}

/**
 * One line a node: `5 s6 PLSRegression sub 0 model x5 < 3` is node 5, a model with five records, fed by node 3. `after`
 * are the nodes it follows, `needs` its dependencies; `~` is what is inferred; no role means features, no count one record.
 */
export function showWay(way: Way): string[] {
  return way.nodes.map(showNode);
}

/** `0 MinMaxScaler > [1 KFold] > 2 SNV + 3 MSC > 4 PLSRegression`: sides in brackets, inputs in braces. */
export function showLine(way: Way, line: WayLine | null): string {
  if (line === null) return 'none';
  const groups = line.groups.map(({ kind, nodes }) => {
    const text = nodes
      .map((id) => `${id} ${way.nodes[id] === undefined ? '?' : nameOf(way.nodes[id])}`)
      .join(' + ');
    if (kind === 'side') return `[${text}]`;
    return kind === 'inputs' ? `{${text}}` : text;
  });
  return groups.join(' > ');
}
