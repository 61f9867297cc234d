import * as v from 'valibot'
import { answer } from './lookup-schema.ts'
import { certainty, day, listOf, name, source } from './schema-parts.ts'

/** What the answer to a message looks like to other programs; recognition.ts says what it means. */

const line = v.pipe(v.number(), v.integer(), v.minValue(1))

const frame = v.object({
  file: v.string(),
  line: v.pipe(v.number(), v.integer(), v.minValue(0)),
  in: v.exactOptional(v.string()),
  code: v.exactOptional(v.string()),
})

const place = v.object({
  by: v.picklist(['frame', 'finding', 'requirement']),
  file: name,
  line,
  excerpt: v.exactOptional(v.string()),
  code: v.exactOptional(name),
  certainty: v.exactOptional(certainty),
  fix: v.exactOptional(v.string()),
})

const message = v.object({
  id: name,
  by: name,
  wordings: listOf(name),
  line: v.string(),
  fit: v.picklist(['whole', 'close']),
  share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  means: name,
  fix: name,
  codes: listOf(name),
  since: v.exactOptional(name),
  until: v.exactOptional(name),
  from: v.exactOptional(day),
  to: v.exactOptional(day),
  names: listOf(v.object({ name, answers: listOf(answer) })),
  places: listOf(place),
  sources: listOf(source),
})

export const recognitionSchema = v.object({
  schemaVersion: v.literal(1),
  tool: v.object({ name: v.literal('acclimate'), version: name, knowledge: day }),
  asOf: day,
  answers: listOf(message),
  frames: listOf(frame),
})
