import type { ReactElement } from 'react';
import type { CleanKinds } from '../../../shared/api/deletion/clean-lists.ts';
import { NoticeBar } from '../../kit/notice-bar.tsx';
import { plural } from '../../text/plural.ts';

/** Which pipelines are not deleted here, why, and what deletes them. */
export function LibraryAloneNotice({
  alone: { pipelines, why, call, after },
}: {
  readonly alone: NonNullable<CleanKinds['library_alone']>;
}): ReactElement {
  return (
    <NoticeBar
      tone="plain"
      text={
        <>
          <b>{plural(pipelines, 'pipeline')} can’t be deleted here.</b> {why} To delete a run with its files,
          in Python: <code>{call}</code> {after}
        </>
      }
    />
  );
}
