import type { CleanKinds } from '../../../../shared/api/deletion/clean-lists.ts';
import {
  cleanable,
  cleanableDatasets,
  lastSteps,
  type Cleanable,
} from '../../../registry/ask/deletion/cleanable.ts';
import { countPipelines, listPipelines, withMissing } from '../../../registry/ask/pipelines/pipelines.ts';
import { graceChoices } from '../../../registry/ask/files/grace-choices.ts';
import { unusedPage } from '../../../registry/ask/files/unused-page.ts';
import { spareList } from '../../../registry/ask/files/spare-list.ts';
import { answer, answerInSlices, servedBy } from './asking.ts';
import { shownImpact, whatIf } from '../../../registry/ask/deletion/what-if.ts';
import type { CoreProcedures } from './implement-core.ts';
import { manifestsOf, pageOf } from './pipelines.ts';
import { selected } from './selected.ts';

function contractKinds({ unnamed_files: files, ...kinds }: Cleanable, name: string): CleanKinds {
  return { ...kinds, no_manifests: files === null ? null : { files, name } };
}

/** What there is to clean up, and what deleting would do. */
export function cleanListHandlers(clean: CoreProcedures['clean']) {
  return {
    kinds: clean.kinds.handler(async (asking) => {
      const { name } = servedBy(asking);
      return contractKinds(
        await answerInSlices(asking, (context) => cleanable(context, asking.input.dataset)),
        name,
      );
    }),
    files: clean.files.handler(async (asking) => {
      const { states, dataset, text, sort, descending, offset, limit } = asking.input;
      const page = await answerInSlices(asking, (context) =>
        unusedPage(context, { states, dataset, text }, { sort, descending, offset, limit }),
      );
      return { files: page.files.map(({ id: _id, ...file }) => file), total: page.total };
    }),
    results: clean.results.handler((asking) => {
      const { offset, limit } = asking.input;
      return answer(asking, (context) => spareList(context, offset, limit));
    }),
    graceChoices: clean.graceChoices.handler((asking) =>
      answerInSlices(asking, (context) => graceChoices(context, asking.input.periods, asking.input.dataset)),
    ),
    setGrace: clean.setGrace.handler((asking) => {
      servedBy(asking).setGrace(asking.input.grace_ms);
      return {};
    }),
    failed: clean.failed.handler((asking) =>
      answerInSlices(asking, function* list(context) {
        const { dataset, run, text, sort, descending, after, limit, deleted_here } = asking.input;
        const manifests = yield* manifestsOf(context, text);
        const filter = { state: 'failed', dataset, run, manifests, deleted_here } as const;
        const part = { by: sort, descending, limit: limit + 1, after };
        const { shown, next } = pageOf(listPipelines(context, filter, part), limit, sort);
        yield 'more';
        const steps = lastSteps(
          context,
          shown.map(({ manifest }) => manifest),
        );
        const pipelines = withMissing(context, shown).map((pipeline, place) => ({
          ...pipeline,
          last_step: steps[place] ?? null,
        }));
        return { pipelines, total: countPipelines(context, filter), next };
      }),
    ),
    datasets: clean.datasets.handler((asking) => answerInSlices(asking, cleanableDatasets)),
    whatIf: clean.whatIf.handler((asking) =>
      answerInSlices(asking, function* ask(context) {
        const { going } = yield* selected(context, asking.input.selection, false);
        return shownImpact(yield* whatIf(context, going));
      }),
    ),
  };
}
