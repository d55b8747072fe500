import { dirname } from 'node:path/posix';
import type { Site } from '../change/site.ts';
import { bringingRules as rules } from '../layouts/layouts.ts';
import { BundlePlaces } from './bundle-places.ts';
import { holdsSame, movedTo } from './folder-files.ts';
import type { ImportBundle, ImportItem, ImportPlan } from './import-plan.ts';
import { bytesToWrite } from './bytes-to-write.ts';
import { Targets } from './target.ts';

/** An item whose folder is another one. */
function placedIn(item: ImportItem, folder: string): ImportItem {
  const { target, manifest, folderFiles } = item;
  if (target === null || manifest === null) return item;
  const from = dirname(target);
  return {
    ...item,
    target: rules.manifestIn(folder),
    manifest: movedTo(manifest, from, folder),
    folderFiles: folderFiles.map((file) => movedTo(file, from, folder)),
  };
}

/**
 * The same plan with just some of its items and bundles, by their places in it. Which number a pipeline gets depends on those that come before it, and no
 * number may be left out: the next run of nirs4all would come to one that is taken. So the folders are chosen anew, for what is taken alone.
 * What can't be looked into is left as it was planned, and applying says so.
 */
export function withChoices(
  site: Site,
  plan: ImportPlan,
  taken: ReadonlySet<number>,
  copied: ReadonlySet<number>,
): ImportPlan {
  const targets = new Targets(site);
  const places = new BundlePlaces(site);
  const bundles = plan.bundles.map((bundle, place): ImportBundle => {
    if (!copied.has(place)) return { ...bundle, isTaken: false };
    const path = places.choose(bundle.name);
    places.take(path);
    return { ...bundle, file: { ...bundle.file, path }, isTaken: true };
  });
  const items = plan.items.map((item, place) => ({ ...item, isTaken: taken.has(place) }));
  const inOrder = [...items.entries()]
    .filter(([, { isTaken, own }]) => isTaken && own !== null)
    .toSorted(([, one], [, other]) => (one.own?.order ?? 0) - (other.own?.order ?? 0));
  for (const [place, item] of inOrder) {
    const { own, target, folderFiles } = item;
    if (own === null || target === null) continue;
    const ownFolder = `${rules.runs}/${own.run}/${own.name}`;
    const ownFiles = folderFiles.map((file) => movedTo(file, dirname(target), ownFolder));
    const isOurs = (path: string): boolean =>
      ownFiles.some((file) => file.path === path && holdsSame(site, file));
    const chosen = targets.choose(own.run, own.name, { beside: true, isOurs });
    if (chosen.ok) items[place] = { ...placedIn(item, chosen.value.folder), isTaken: true };
  }
  return { ...plan, items, bundles, bytes: bytesToWrite(items, bundles) };
}
