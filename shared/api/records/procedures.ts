import { z } from 'zod';
import { errors } from '../errors.ts';
import { limit, part, question, workspace } from '../procedure.ts';
import { facets, recordTotals } from './facets.ts';
import { fileFilter, filePage, fileSort } from './file-list.ts';
import { fileDetails } from './files.ts';
import { recordDetails } from './record-details.ts';
import { recordFilter } from './record-filter.ts';
import { recordKey } from './record-key.ts';
import { recordPage, recordSort } from './records.ts';

const { NOT_FOUND } = errors;

/** Records and the files that they name: lists and what they sum up to, one in full. */
export const recordProcedures = {
  /**
   * Records of a filter in some order: behind one of its records, or anywhere by `offset`,
   * for a list that one can drag through. NOT_FOUND where that record is gone.
   */
  records: question
    .errors({ NOT_FOUND })
    .input(
      workspace.extend({
        ...recordFilter.shape,
        sort: recordSort.default('place'),
        descending: z.boolean().default(false),
        after: recordKey.optional(),
        offset: z.number().int().nonnegative().optional(),
        limit,
      }),
    )
    .output(recordPage),
  /** All about a record. NOT_FOUND says what was asked for: it is no longer there. */
  record: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ key: recordKey }))
    .output(recordDetails),
  /** All about a stored file. */
  file: question
    .errors({ NOT_FOUND })
    .input(workspace.extend({ path: z.string() }))
    .output(fileDetails),
  /** Stored files of a filter in some order, referenced or not: anywhere by `offset`, for a list that one can drag through. */
  files: question
    .input(
      workspace.extend({
        ...fileFilter.shape,
        ...part.shape,
        sort: fileSort.default('size_bytes'),
        descending: z.boolean().default(true),
      }),
    )
    .output(filePage),
  recordTotals: question.input(workspace.extend(recordFilter.shape)).output(recordTotals),
  facets: question.input(workspace.extend(recordFilter.shape)).output(facets),
};
