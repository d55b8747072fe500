import type { WayRole, WayStep } from '../../../shared/domain/way.ts';
import { displayClass } from './operator-config.ts';

/** A role, and whether it was concluded from a class name instead of read. */
export interface FoundRole {
  readonly role: WayRole;
  readonly guessed: boolean;
}

const ROLE_OF_ARTIFACT: ReadonlyMap<string, WayRole> = new Map([
  ['transformer', 'features'],
  ['encoder', 'target'],
  ['splitter', 'splitter'],
  ['model', 'model'],
  ['meta_model', 'meta'],
]);

const TYPE_OF_ARTIFACT: ReadonlyMap<string, string> = new Map([
  ['transformer', 'transform'],
  ['encoder', 'y_processing'],
  ['splitter', 'splitter'],
  ['model', 'model'],
  ['meta_model', 'model'],
]);

/** The traces' word for an artifact type; empty where the type is unknown. */
export function typeOfArtifact(artifactType: string | null): string {
  return artifactType === null ? '' : (TYPE_OF_ARTIFACT.get(artifactType) ?? '');
}

/** Types of steps whose word leaves open what they are. */
const OPEN_TYPES = new Set(['', 'operator', 'config']);

/** sklearn's and nirs4all's own splitters all end so; charts store nothing and change nothing. */
const SPLITTER_CLASS = /(?:Fold|Split|Splitter|PGroupsOut|GroupOut|LeavePOut|LeaveOneOut)$/u;
const MODEL_CLASS = /(?:Regressor|Regression|Classifier)$/u;
const CHART = /chart/iu;

/**
 * A role from a class name alone. Only for what no artifact type and no step type decides: without it, a splitter
 * of older traces (`operator KFold`) would stand between two transformers.
 */
function roleOfClass(className: string): FoundRole | null {
  if (className === 'MetaModel') return { role: 'meta', guessed: true };
  if (SPLITTER_CLASS.test(className)) return { role: 'splitter', guessed: true };
  if (MODEL_CLASS.test(className)) return { role: 'model', guessed: true };
  return null;
}

/** What a step without records does. */
function roleOfStep(step: WayStep): FoundRole {
  const className = displayClass(step);
  switch (step.operatorType) {
    case 'y_processing':
      return { role: 'target', guessed: false };
    case 'splitter':
      return { role: 'splitter', guessed: false };
    case 'branch':
    case 'merge':
      return { role: 'structure', guessed: false };
    case 'model':
      return { role: className === 'MetaModel' ? 'meta' : 'model', guessed: false };
    default:
  }
  if (CHART.test(step.operatorType) || CHART.test(className)) return { role: 'structure', guessed: false };
  if (!OPEN_TYPES.has(step.operatorType)) return { role: 'features', guessed: false };
  const found = roleOfClass(className);
  if (found !== null) return found;
  // An operator with a name is a stateless transform more often than anything; nameless steps change nothing that we know of.
  const role = step.operatorType === 'operator' && className !== '' ? 'features' : 'structure';
  return { role, guessed: role === 'features' };
}

/**
 * What a node does. The record's artifact type decides (inside branches traces call models `transform`), unless the
 * step says that it worked on the target; then the step's type; then the class name.
 */
export function roleOf(artifactType: string | null, className: string, step: WayStep | null): FoundRole {
  const written = artifactType === null ? undefined : ROLE_OF_ARTIFACT.get(artifactType);
  if (step?.operatorType === 'y_processing' && written !== 'model' && written !== 'meta') {
    return { role: 'target', guessed: false };
  }
  if (written !== undefined) return { role: written, guessed: false };
  if (step !== null) {
    const found = roleOfStep(step);
    // It stored something, so it is more than structure.
    if (className === '' || found.role !== 'structure') return found;
  }
  return roleOfClass(className) ?? { role: 'features', guessed: true };
}

/** Whether what comes later gets what this node made. Branches and merges pass on; of a chart or a nameless step nobody knows. */
export function carriesFeatures(role: WayRole, operatorType: string): boolean {
  return (
    role === 'features' || (role === 'structure' && (operatorType === 'branch' || operatorType === 'merge'))
  );
}
