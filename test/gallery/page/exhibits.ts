import { VIEWS } from '../../../renderer/state/route/views.ts';
import type { View } from '../../../renderer/state/route/views.ts';
import type { Exhibit, Room } from './exhibit.ts';
import { CLEAN_UP } from './exhibits/clean-up.ts';
import { DROPPING } from './exhibits/dropping.ts';
import { FRAME, LAST } from './exhibits/frame.ts';
import { GRAPH } from './exhibits/graph.ts';
import { IMPORT } from './exhibits/import.ts';
import { ARTIFACTS, CHAINS, FILES, INSPECTOR, OVERVIEW } from './exhibits/looking.ts';
import { PARTS } from './exhibits/parts.tsx';
import { PLANS } from './exhibits/plans.ts';
import { START } from './exhibits/start.ts';
import { TRASH } from './exhibits/trash.ts';
import { roomOf } from './exhibits/views.ts';
import { WORK } from './exhibits/work.ts';

/** What there is of each view, beside the states that all views go through. */
const MORE: Readonly<Record<View, readonly Exhibit[]>> = {
  overview: OVERVIEW,
  chains: CHAINS,
  graph: GRAPH,
  artifacts: [...ARTIFACTS, ...FILES],
  'clean-up': CLEAN_UP,
  trash: TRASH,
  import: IMPORT,
};

/** All that the gallery shows, room by room. */
export const ROOMS: readonly Room[] = [
  START,
  FRAME,
  ...VIEWS.map((view) => roomOf(view, MORE[view])),
  { title: 'Dropping files', exhibits: DROPPING },
  { title: 'Inspector', exhibits: INSPECTOR },
  { title: 'Plans', exhibits: PLANS },
  { title: 'Work', exhibits: WORK },
  PARTS,
  LAST,
];
