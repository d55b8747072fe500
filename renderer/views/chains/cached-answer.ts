import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { failureOf } from '../../../shared/api/failure.ts';
import { failureText } from '../../kit/problems/failure-text.ts';

/**
 * For questions whose answers are read by {@link answerIn}: drawn again when an answer comes, and not also when it is
 * asked for, which for hundreds of open rows would be most of the work.
 */
export const ON_ANSWER = { notifyOnChangeProps: ['data', 'error'] as ('data' | 'error')[] };

/** What was answered, or in a few words why nothing will be; null while it is asked. */
export type Answer<Data> = { readonly data: Data } | { readonly problem: string } | null;

/** What the cache holds for a question. An answer that is there counts, even where asking again failed. */
export function answerIn<Data>(queries: QueryClient, key: QueryKey): Answer<Data> {
  const state = queries.getQueryState<Data>(key);
  if (state?.data !== undefined) return { data: state.data };
  const failure = state === undefined || state.error === null ? null : failureOf(state.error);
  return failure === null ? null : { problem: failureText(failure).title };
}
