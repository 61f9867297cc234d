import { deserialize, serialize } from 'node:v8'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Seen } from './seen.ts'

/** What the engine writes repeats itself, and comes down to a tenth with the least effort. */
const LEVEL = 1

/**
 * What was seen as bytes, to be kept. They are the engine's own, which keep what stands in several places once, as the trace's
 * JSON does, in a third of the time; a later Node.js reads what an earlier one has written.
 */
export function packSeen(seen: Seen): Uint8Array {
  return gzipSync(serialize(seen), { level: LEVEL })
}

/** @throws for bytes that are none of `packSeen`, or of a later Node.js */
export function unpackSeen(bytes: Uint8Array): Seen {
  const seen: Partial<Seen> = deserialize(gunzipSync(bytes))
  if (typeof seen?.reading !== 'string' || seen.project === undefined || seen.unread === undefined)
    throw new Error('not what was seen of a project')
  return { ...seen, reading: seen.reading, project: seen.project, unread: seen.unread }
}
