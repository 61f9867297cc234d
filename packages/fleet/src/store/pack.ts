import { gunzipSync, gzipSync } from 'node:zlib'
import type { Outcome } from './outcome.ts'

/** Reports repeat themselves: little effort makes them a tenth, and more takes longer than writing what it saves. */
const LEVEL = 4

/** A result as it is kept. */
export function packResult(result: Outcome['result']): Uint8Array {
  return gzipSync(JSON.stringify(result), { level: LEVEL })
}

/** @throws for bytes that `packResult` has not made */
export function unpackResult(bytes: Uint8Array): Outcome['result'] {
  return JSON.parse(gunzipSync(bytes).toString('utf8'))
}
