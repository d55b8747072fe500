/** Puts the records of a manifest together into operators, and these to the steps of the trace. */
import type { WayItem, WayStep } from '../../../shared/domain/way.ts';
import { classesOf } from './operator-config.ts';

/** One operator: its records, folds together. */
export interface RecordGroup {
  /** The one with the lowest position. */
  readonly first: WayItem;
  readonly items: WayItem[];
  /** The step of the trace that it belongs to; null where none does. */
  step: WayStep | null;
  /** The step names the records' ids. */
  readonly named: boolean;
}

/** Branch paths as keys; lists of numbers have no comma of their own. */
export function branchKey(branchPath: readonly number[]): string {
  if (branchPath.length < 2) return branchPath.length === 0 ? '' : String(branchPath[0]);
  return branchPath.join(',');
}

function placeKey(stepIndex: number | null, branchPath: readonly number[]): string {
  return `${stepIndex} ${branchKey(branchPath)}`;
}

function sameOperator(one: WayItem, other: WayItem): boolean {
  return (
    one.shape === other.shape &&
    one.className === other.className &&
    one.sourceIndex === other.sourceIndex &&
    one.substepIndex === other.substepIndex &&
    placeKey(one.stepIndex, one.branchPath) === placeKey(other.stepIndex, other.branchPath)
  );
}

/** First step that names an artifact id. */
function stepsByArtifact(steps: readonly WayStep[]): Map<string, WayStep> {
  const byId = new Map<string, WayStep>();
  for (const step of steps) for (const id of step.artifactIds) if (!byId.has(id)) byId.set(id, step);
  return byId;
}

/**
 * Records without an id have no fold either. Equal ones in a row are the folds of a model: nothing else is stored
 * several times under one class. Where there is a trace, only its models have folds: a `concat_transform` may
 * well hold `PCA, PCA`.
 */
function continuesRow(
  item: WayItem,
  before: WayItem | undefined,
  modelPlaces: ReadonlySet<string> | null,
): boolean {
  if (item.artifactId !== null || before === undefined || before.artifactId !== null) return false;
  if (!sameOperator(item, before)) return false;
  return modelPlaces === null || modelPlaces.has(placeKey(item.stepIndex, item.branchPath));
}

/** A text before which its length stands, so that no two lists of texts look the same when written behind each other. */
const measured = (text: string | null): string => (text === null ? '-' : `${text.length}:${text}`);

/** Equal for records that are equal in all but their fold. Written for all records of a workspace, so it is kept cheap. */
function operatorKey(item: WayItem, index: number, step: WayStep | null): string {
  const { artifactId, stepIndex, branchPath, sourceIndex, substepIndex, artifactType, className, chainPath } =
    item;
  const place = artifactId === null ? index : placeKey(stepIndex, branchPath);
  return `${step?.ordinal}/${place}/${sourceIndex}/${substepIndex}/${measured(artifactType)}${measured(className)}${chainPath}`;
}

function samePath(one: readonly number[], other: readonly number[]): boolean {
  return one === other || (one.length === other.length && one.every((index, at) => index === other[at]));
}

/** Whether two records behind each other surely have one key: most do, which are folds of one model. */
function isFoldOf(item: WayItem, before: WayItem): boolean {
  return (
    item.artifactId !== null &&
    before.artifactId !== null &&
    samePath(item.branchPath, before.branchPath) &&
    item.stepIndex === before.stepIndex &&
    item.sourceIndex === before.sourceIndex &&
    item.substepIndex === before.substepIndex &&
    item.artifactType === before.artifactType &&
    item.className === before.className &&
    item.chainPath === before.chainPath
  );
}

/** Records with equal keys: the groups of them, and how often each fold was seen. */
interface Operator {
  readonly groups: RecordGroup[];
  readonly timesSeen: Map<number | null, number>;
}

/** Records with all their fields equal and different folds are one operator; a fold that comes again starts another one. */
function group(items: readonly WayItem[], steps: readonly WayStep[]): RecordGroup[] {
  const byArtifact = stepsByArtifact(steps);
  const modelSteps = steps.filter(({ operatorType }) => operatorType === 'model');
  const modelPlaces =
    steps.length === 0 ? null : new Set(modelSteps.map((s) => placeKey(s.stepIndex, s.branchPath)));
  const groups: RecordGroup[] = [];
  const byOperator = new Map<string, Operator>();
  let before: { readonly item: WayItem; readonly step: WayStep | null; readonly operator: Operator } | null =
    null;
  for (const [index, item] of items.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && continuesRow(item, items[index - 1], modelPlaces)) {
      last.items.push(item);
      continue;
    }
    const naming = item.artifactId === null ? undefined : byArtifact.get(item.artifactId);
    // A step that names records of another step is not believed: the record's own field places it.
    const step =
      naming !== undefined && (item.stepIndex ?? naming.stepIndex) === naming.stepIndex ? naming : null;
    let operator: Operator | undefined;
    if (before !== null && before.step === step && isFoldOf(item, before.item)) {
      ({ operator } = before);
    } else {
      const key = operatorKey(item, index, step);
      operator = byOperator.get(key);
      if (operator === undefined) byOperator.set(key, (operator = { groups: [], timesSeen: new Map() }));
    }
    before = { item, step, operator };
    const nth = operator.timesSeen.get(item.foldId) ?? 0;
    operator.timesSeen.set(item.foldId, nth + 1);
    const found = operator.groups[nth];
    if (found !== undefined) {
      found.items.push(item);
      continue;
    }
    const made: RecordGroup = { first: item, items: [item], step, named: step !== null };
    operator.groups.push(made);
    groups.push(made);
  }
  return groups;
}

/** Steps at one place that could own a record which no step names. */
interface Candidates {
  readonly byClass: Map<string, { steps: WayStep[]; next: number }>;
  /** Steps for which the trace has no class. */
  readonly nameless: { steps: WayStep[]; next: number };
}

function candidatesByPlace(steps: readonly WayStep[], taken: ReadonlySet<WayStep>): Map<string, Candidates> {
  const places = new Map<string, Candidates>();
  for (const step of steps) {
    if (taken.has(step) || step.operatorType === 'branch' || step.operatorType === 'merge') continue;
    const key = placeKey(step.stepIndex, step.branchPath);
    const place: Candidates = places.get(key) ?? { byClass: new Map(), nameless: { steps: [], next: 0 } };
    places.set(key, place);
    const classes = classesOf(step);
    if (classes.length === 0) place.nameless.steps.push(step);
    for (const name of new Set(classes)) {
      const list = place.byClass.get(name) ?? { steps: [], next: 0 };
      place.byClass.set(name, list);
      list.steps.push(step);
    }
  }
  return places;
}

/** The next step of a list; the only one serves all records (two sources, several operators in a step). */
function take(list: { steps: WayStep[]; next: number } | undefined): WayStep | null {
  if (list === undefined) return null;
  return (list.steps.length === 1 ? list.steps[0] : list.steps[list.next++]) ?? null;
}

/**
 * The records as operators, each with its step where there is one: the step that names its id, or else one of the
 * same step and branch that has no records of its own and fits by class.
 */
export function groupRecords(items: readonly WayItem[], steps: readonly WayStep[]): RecordGroup[] {
  const groups = group(items, steps);
  const taken = new Set(groups.map(({ step }) => step).filter((step) => step !== null));
  const places = candidatesByPlace(steps, taken);
  for (const unnamed of groups) {
    if (unnamed.step !== null) continue;
    const place = places.get(placeKey(unnamed.first.stepIndex, unnamed.first.branchPath));
    if (place === undefined) continue;
    const { className, artifactType } = unnamed.first;
    // A meta-model's record has the class of the model inside, its step that of the wrapper.
    const wrapper = artifactType === 'meta_model' ? place.byClass.get('MetaModel') : undefined;
    unnamed.step = take(place.byClass.get(className)) ?? take(wrapper) ?? take(place.nameless);
  }
  return groups;
}

/**
 * Groups of records without id that are trained per fold, in a manifest without a trace: its types are unknown, but
 * only models have folds, and models come last. So: the last operators, as long as they have equally many records.
 */
export function foldedAtTheEnd(groups: readonly RecordGroup[]): Set<RecordGroup> {
  const models = new Set<RecordGroup>();
  const folds = groups.at(-1)?.items.length ?? 0;
  for (const candidate of groups.toReversed()) {
    if (folds < 2 || candidate.items.length !== folds || candidate.first.artifactId !== null) break;
    models.add(candidate);
  }
  return models;
}
