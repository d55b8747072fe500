import type { Hands } from '../hands.ts';

/** Picks all rows once there are some. */
export async function pickAll(hands: Hands, row: RegExp): Promise<void> {
  await hands.find('row', row);
  await hands.press('checkbox', 'Check all rows');
  await hands.see(/\d (files?|pipelines?) selected/);
}

/** Asks for the plan of all orphans that are listed. */
export async function review(hands: Hands): Promise<void> {
  await pickAll(hands, /no manifest names it/);
  await hands.press('button', 'Review plan…');
}

/** Agrees to the plan of all orphans. */
export async function move(hands: Hands): Promise<void> {
  await review(hands);
  await hands.press('button', /^Move .* to the trash$/);
}
