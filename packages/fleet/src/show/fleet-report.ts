import * as v from 'valibot'
import { QUESTIONS } from '../questions/questions.ts'
import type { Answer } from '../questions/ask.ts'
import { type Period, type Selection, selectionSchema } from '../questions/selection.ts'

/** The answers to some questions, for whoever shows them. */
export interface FleetReport extends Period {
  readonly selection: Selection
  readonly answers: readonly Answer[]
}

const moment = v.pipe(v.string(), v.isoTimestamp())

/** The JSON document: an answer a question, in the order in which they are asked. Fields may be added. */
export const fleetReportSchema = v.object({
  schemaVersion: v.literal(1),
  tool: v.object({ name: v.literal('acclimate-fleet'), version: v.string() }),
  /** The answers are those of this moment; what changed did so since the other. */
  now: moment,
  since: moment,
  selection: selectionSchema,
  answers: v.object(
    Object.fromEntries(
      QUESTIONS.map(({ name, row }) => [
        name,
        v.exactOptional(v.object({ title: v.string(), says: v.array(v.string()), rows: v.array(row) })),
      ]),
    ),
  ),
})
