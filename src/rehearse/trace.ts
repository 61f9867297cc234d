import * as v from 'valibot'
import { UsageError } from '../config/usage-error.ts'

const place = v.nullable(v.tuple([v.string(), v.number()]))
/** Operator, its arguments by position and by name, how often, and on which line: python/acclimate_rehearse/recorder/trace.py. */
const call = v.tuple([v.string(), v.array(v.unknown()), v.record(v.string(), v.unknown()), v.number(), place])

/** What one process wrote of the operators that it ran on the device. */
export const processTraceSchema = v.object({ torch: v.string(), calls: v.array(call) })

const traceSchema = v.object({
  schemaVersion: v.literal(1),
  command: v.array(v.string()),
  torch: v.string(),
  calls: v.array(call),
})

/** What ran on the device, with types, shapes, counts and lines, and without contents. */
export type Trace = v.InferOutput<typeof traceSchema>

/** One trace of all processes of a program. */
export function traceOf(
  command: readonly string[],
  processes: readonly v.InferOutput<typeof processTraceSchema>[],
): Trace {
  const counted = new Map<string, Trace['calls'][number]>()
  for (const [operator, given, named, count, line] of processes.flatMap(({ calls }) => calls)) {
    const key = JSON.stringify([operator, given, named, line])
    counted.set(key, [operator, given, named, count + (counted.get(key)?.[3] ?? 0), line])
  }
  return { schemaVersion: 1, command: [...command], torch: processes[0]?.torch ?? '', calls: [...counted.values()] }
}

/**
 * The trace in a text that `--record` wrote.
 *
 * @param file - its name, for people
 * @throws UsageError where it is none
 */
export function traceIn(text: string, file: string): Trace {
  const read = v.safeParse(traceSchema, parsed(text))
  if (!read.success) throw new UsageError(`${file} is no trace that acclimate rehearse --record wrote`)
  return read.output
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
