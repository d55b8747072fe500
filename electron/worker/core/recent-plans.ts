import type { Plan } from '../../registry/change/plan.ts';

/** How many plans are kept: one for each window, and a few to go back to. Each may list every file of a workspace. */
const KEPT = 4;

/** Plans that were made and may be applied; the oldest make room for new ones. */
export class RecentPlans {
  readonly #plans = new Map<string, Plan>();

  keep(plan: Plan): void {
    this.#plans.set(plan.id, plan);
    for (const id of this.#plans.keys()) {
      if (this.#plans.size <= KEPT) break;
      this.#plans.delete(id);
    }
  }

  find(id: string): Plan | null {
    return this.#plans.get(id) ?? null;
  }
}
