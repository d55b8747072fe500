import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { FindingKind } from '../../../shared/domain/finding.ts';
import { plural } from '../../text/plural.ts';
import { findingPlaces } from './finding-text.ts';

/** What is said of the findings of one kind. */
export interface StoreNotice {
  readonly kind: FindingKind;
  readonly tone: 'danger' | 'warn' | 'plain';
  readonly title: string;
  readonly explanation: string;
  /** A line each. */
  readonly places: string;
}

interface Words {
  readonly tone: StoreNotice['tone'];
  /** @param many how many there are, of places and of files */
  readonly title: (many: { readonly places: number; readonly files: number }) => string;
  readonly explanation: string;
}

const was = (count: number, one: string, more: string): string => (count === 1 ? one : more);

/** The kinds that need no more than to be told, those that do harm first: all that only stores have, and one of manifests. */
const WORDS: Partial<Record<FindingKind, Words>> = {
  'other-model': {
    tone: 'danger',
    title: ({ places }) => `${plural(places, 'pipeline')} ${was(places, 'uses', 'use')} the model of another`,
    explanation:
      'Until nirs4all 0.13 the same pipeline on another dataset got the same ids, and the first row stayed: replaying gives wrong predictions.',
  },
  'lost-file': {
    tone: 'danger',
    title: ({ files }) => `${plural(files, 'file')} that rows name ${was(files, 'is', 'are')} lost`,
    explanation: 'A chain that needs one can’t predict; a run that stores the same bytes again may fail.',
  },
  'unknown-id': {
    tone: 'warn',
    title: ({ files }) => `${plural(files, 'id')} in chains ${was(files, 'has', 'have')} no row`,
    explanation:
      'Until nirs4all 0.13, deleting one of two equal runs took the rows that the other one needs.',
  },
  'dead-run': {
    tone: 'warn',
    title: ({ places }) =>
      `${plural(places, 'run')} ${was(places, 'says', 'say')} running, and wrote nothing for a day`,
    explanation: 'Most likely it was killed: such runs keep that word for good.',
  },
  'unnamed-results': {
    tone: 'plain',
    title: ({ places }) => `${plural(places, 'folder')} of native results that no run names`,
    explanation:
      'Deleting a run leaves them, and so does every clean-up of the library. Clean-up takes them with the orphans.',
  },
  'no-row': {
    tone: 'plain',
    title: ({ files }) => `${plural(files, 'stored file')} ${was(files, 'has', 'have')} no row`,
    explanation:
      'The library never collects them. Clean-up shows them as orphans, once they are older than the grace period.',
  },
  'stored-twice': {
    tone: 'plain',
    title: ({ places }) => `${plural(places, 'model')} ${was(places, 'is', 'are')} stored several times`,
    explanation:
      'Native results share nothing, and a model that was fitted again lies in the stored files besides.',
  },
  'pipeline-file': {
    tone: 'plain',
    title: ({ places }) => `The parameters of ${plural(places, 'pipeline')} are not known`,
    explanation:
      'Their manifests say none, and the pipeline.json beside them can’t be read. Searching by parameters does not find them.',
  },
  'never-written': {
    tone: 'plain',
    title: ({ places }) => `${plural(places, 'variant')} ${was(places, 'was', 'were')} never written`,
    explanation: 'A variant that does not beat the best before it has rows and no files. That is normal.',
  },
};

/** What is said of all findings that do no harm, in one notice. */
function quiet(notices: readonly StoreNotice[]): readonly StoreNotice[] {
  const [first, second] = notices;
  if (first === undefined || second === undefined) return notices;
  const places = notices.map(({ title, explanation, places: own }) => `${title}. ${explanation}\n${own}`);
  const titles = notices.slice(1).map(({ title }) => title);
  return [{ ...first, explanation: `${titles.join('. ')}.`, places: places.join('\n\n') }];
}

/** What is said of findings: a notice for each kind that does harm, and one for all others. */
export function storeNotices(findings: readonly Finding[]): readonly StoreNotice[] {
  const notices = Object.entries(WORDS).flatMap(([kind, { tone, title, explanation }]): StoreNotice[] => {
    const those = findings.filter((finding) => finding.kind === kind);
    const [first] = those;
    if (first === undefined) return [];
    const files = those.reduce((sum, finding) => sum + finding.files, 0);
    return [
      {
        kind: first.kind,
        tone,
        title: title({ places: those.length, files }),
        explanation,
        places: findingPlaces(those),
      },
    ];
  });
  return [
    ...notices.filter(({ tone }) => tone !== 'plain'),
    ...quiet(notices.filter(({ tone }) => tone === 'plain')),
  ];
}
