import { ok } from '../../../shared/domain/result.ts';
import type { DecisionSubject } from '../../registry/change/decisions.ts';
import { decide as makeDecision, undecide as takeBack } from '../../registry/clean/decide.ts';
import { workJob } from './work.ts';

/** Decides about something that can't be read, or seems to be gone. */
export const decide = workJob('decide', function* (cleaning, subject: DecisionSubject) {
  const decided = yield* makeDecision(cleaning, subject);
  return decided.ok ? ok(null) : decided;
});

/** Takes such a decision back. */
export const undecide = workJob('decide', function* (cleaning, subject: DecisionSubject) {
  const decided = yield* takeBack(cleaning, subject);
  return decided.ok ? ok(null) : decided;
});
