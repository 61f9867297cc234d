import * as v from 'valibot'

/** What one Python process of the program wrote of itself: python/acclimate_rehearse/recorder/recorder.py. */
const place = v.nullable(v.tuple([v.string(), v.number()]))

const event = v.object({
  kind: v.picklist(['raised', 'fell-back', 'wrong-there', 'dtype-refused', 'left-device', 'import-refused', 'note']),
  operator: v.nullable(v.string()),
  message: v.string(),
  phase: v.picklist(['forward', 'backward', 'other']),
  count: v.number(),
  seconds: v.number(),
  first: place,
  most: place,
})

export const processRecordSchema = v.object({
  pid: v.number(),
  torch: v.string(),
  installedTorch: v.string(),
  calls: v.record(v.string(), v.number()),
  callsOnCpu: v.exactOptional(v.number(), 0),
  events: v.array(event),
  memory: v.exactOptional(v.object({ peak: v.number(), budget: v.nullable(v.number()), at: place })),
  ended: v.exactOptional(v.picklist(['raised', 'max-steps'])),
  lines: v.exactOptional(v.record(v.string(), v.array(v.number()))),
})

export type ProcessRecord = v.InferOutput<typeof processRecordSchema>
export type RecordedEvent = ProcessRecord['events'][number]
/** A file as Python names it, and a line. */
export type RecordedPlace = NonNullable<RecordedEvent['first']>
