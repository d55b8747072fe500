import type { Manifest } from '../../../shared/domain/manifest.ts';
import type { Way, WayItem, WayStep } from '../../../shared/domain/way.ts';
import { deriveWay } from '../way/derive-way.ts';
import { jsonValue } from './record-row.ts';

// SQLite keeps texts as UTF-8, in which all lone surrogates are the same.
const kept = (text: string): string => (text.isWellFormed() ? text : text.toWellFormed());
const keptOrNull = (text: string | null): string | null => (text === null ? null : kept(text));

function isKept(item: WayItem): boolean {
  const { artifactId, chainPath, artifactType, className, dependsOn } = item;
  return (
    className.isWellFormed() &&
    chainPath.isWellFormed() &&
    artifactId?.isWellFormed() !== false &&
    artifactType?.isWellFormed() !== false &&
    dependsOn.every((id) => id.isWellFormed())
  );
}

function keptItem(item: WayItem): WayItem {
  if (isKept(item)) return item;
  return {
    ...item,
    artifactId: keptOrNull(item.artifactId),
    chainPath: kept(item.chainPath),
    artifactType: keptOrNull(item.artifactType),
    className: kept(item.className),
    dependsOn: item.dependsOn.map(kept),
  };
}

function keptStep(step: WayStep): WayStep {
  return {
    ...step,
    operatorType: kept(step.operatorType),
    operatorClass: kept(step.operatorClass),
    operatorConfig: jsonValue(step.operatorConfig),
    artifactIds: step.artifactIds.map(kept),
  };
}

/** The way through the pipeline of a manifest that was just read: the same as is derived later from what the index keeps of it. */
export function wayOfRead({ items, steps }: Pick<Manifest, 'items' | 'steps'>): Way {
  return deriveWay(items.map(keptItem), steps.map(keptStep));
}
