/**
 * For threads that go through much and keep little: what is young in their heap lives as long as a batch of rows. Without a limit
 * each lets that part grow to some 130 MB, and is no quicker for it.
 */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 24 } as const;
