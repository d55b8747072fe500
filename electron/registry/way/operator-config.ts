import type { WayStep } from '../../../shared/domain/way.ts';
/** Reads what a trace says about operators: the class to show, and the parallel parts of a step. */

/**
 * What a trace writes where a class should be when it looked at the configuration instead of the operator:
 * the Python type of the configuration. Development versions of December 2025 wrote these for all steps.
 */
const NO_CLASS = new Set(['', 'str', 'dict', 'list', 'tuple', 'NoneType', 'config', 'Config']);

type PlainMap = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(map: PlainMap, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** `KFold` of `sklearn.model_selection._split.KFold`; empty for what is no dotted name (a path to a stored model). */
function lastSegment(dotted: string): string {
  return /^[\w.]+$/u.test(dotted) ? dotted.slice(dotted.lastIndexOf('.') + 1) : '';
}

/** Class of a configured operator: a dotted name, or a map that names it under `class`, `model` or the step's own keyword. */
function classOfConfig(config: unknown, keyword: string): string {
  let value = config;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof value === 'string') return lastSegment(value);
    if (!isMap(value)) return '';
    value = own(value, 'class') ?? own(value, 'model') ?? (keyword === '' ? undefined : own(value, keyword));
  }
  return '';
}

/** Configuration of a step; null for the empty map that stands where nothing was said. */
export function configOf(step: Pick<WayStep, 'operatorConfig'>): unknown {
  const config = step.operatorConfig ?? null;
  return isMap(config) && Object.keys(config).length === 0 ? null : config;
}

/** Classes that a step names: several for a step of several operators, none where the trace names no class. */
export function classesOf(step: WayStep): readonly string[] {
  return NO_CLASS.has(step.operatorClass) ? [] : step.operatorClass.split(', ');
}

/** Class to show for a step that stored nothing. */
export function displayClass(step: WayStep): string {
  if (!NO_CLASS.has(step.operatorClass)) return step.operatorClass;
  return step.operatorType === 'branch' ? '' : classOfConfig(configOf(step), step.operatorType);
}

/** One operator of a step that runs several side by side. */
export interface ParallelPart {
  readonly operatorClass: string;
  /** Operators with the same path run one after the other. */
  readonly path: number;
  readonly config: unknown;
}

/**
 * The operators of a `feature_augmentation` or `concat_transform`, in the order in which they are stored: each
 * entry of the list is a path of its own, an entry that is a list is a path of several operators.
 * Null where the configuration is not of that form.
 */
export function parallelParts(step: WayStep): readonly ParallelPart[] | null {
  const config = configOf(step);
  const list = isMap(config) ? own(config, step.operatorType) : null;
  if (!Array.isArray(list)) return null;
  const parts: ParallelPart[] = [];
  for (const [path, entry] of list.entries()) {
    const operators: readonly unknown[] = Array.isArray(entry) ? entry : [entry];
    for (const operator of operators) {
      const operatorClass = classOfConfig(operator, '');
      if (operatorClass === '') return null;
      parts.push({ operatorClass, path, config: operator });
    }
  }
  return parts;
}

/** What a merge takes out of the branches; `all` where it doesn't say. */
export function mergeTakes(
  step: Pick<WayStep, 'operatorClass' | 'operatorConfig'>,
): 'features' | 'predictions' | 'all' {
  const config = configOf(step);
  const merge = isMap(config) ? own(config, 'merge') : undefined;
  const words = new Set([step.operatorClass, ...(isMap(merge) ? Object.keys(merge) : [String(merge)])]);
  if (words.has('all') || words.has('predictions') === words.has('features')) return 'all';
  return words.has('predictions') ? 'predictions' : 'features';
}

/** Whether the step ran a list of operators for each source, or a plain list: those run one after the other. */
export function isSequence(step: WayStep): boolean {
  const config = configOf(step);
  if (step.operatorClass === 'list') return true;
  return step.operatorType === 'branch' || (isMap(config) && Object.hasOwn(config, 'source_branch'));
}
