import type { FromJob, JobOptions, ReadingOptions } from './protocol.ts';
import type { InputOf, ReadingName, ValueOf } from './table.ts';
import { endText, startThread } from './thread-run.ts';

/** A job that only reads came to nothing: its thread died. */
export class ReadingStopped extends Error {}

/** Does a job that only reads in a thread of its own, since a network drive may take its time. Throws {@link ReadingStopped}. */
export async function readInThread<Name extends ReadingName>(
  name: Name,
  input: InputOf<Name>,
  place: ReadingOptions,
): Promise<ValueOf<Name>> {
  let told: { readonly value: unknown } | null = null;
  const options: JobOptions = { ...place, lane: 'read', name, input };
  const thread = startThread<FromJob>('job-thread', options, Promise.resolve(), (message) => {
    if (message.type === 'read') told = message;
  });
  const end = await thread.ended;
  const { value } = (told as { readonly value: unknown } | null) ?? stopped(endText(end));
  return value as ValueOf<Name>;
}

function stopped(reason: string): never {
  throw new ReadingStopped(reason);
}
