import { gunzipSync, gzipSync } from 'node:zlib'
import { graphFromBytes, graphToBytes } from './graph.ts'
import type { Seen } from './seen.ts'

/** Words repeat themselves: the least effort makes them half, and more makes them little less. */
const LEVEL = 1

/** What was seen as bytes, to be kept. */
export function packSeen(seen: Seen): Uint8Array {
  return gzipSync(graphToBytes(seen), { level: LEVEL })
}

/** @throws for bytes that are none of `packSeen` */
export function unpackSeen(bytes: Uint8Array): Seen {
  const seen = graphFromBytes(gunzipSync(bytes))
  if (!isSeen(seen)) throw new Error('not what was seen of a project')
  return seen
}

function isSeen(made: unknown): made is Seen {
  return typeof made === 'object' && made !== null && 'reading' in made && 'project' in made && 'unread' in made
}
