import { FileProblem } from '../models/file/bytes.ts'

/** Milliseconds that one answer may take. */
const LONGEST = 30_000

/** Of all answers about a model together: its headers and config, and lists of files. */
const MOST_RECEIVED = 40_000_000

/** `fetch` with bounds: a hub that ignores ranges would send hundreds of gigabytes. */
export function askingOf(): typeof fetch {
  let left = MOST_RECEIVED
  return async (address, request) => {
    const answer = await fetch(address, { ...request, signal: AbortSignal.timeout(LONGEST) })
    const parts: Uint8Array<ArrayBuffer>[] = []
    for await (const part of answer.body ?? []) {
      left -= part.length
      if (left < 0)
        throw new FileProblem(`the hub sends more than the ${MOST_RECEIVED / 1e6} MB that are taken of a model`)
      parts.push(new Uint8Array(part))
    }
    const { status, statusText, headers } = answer
    const whole = new Response(parts.length === 0 ? null : new Blob(parts), { status, statusText, headers })
    // Which page an answer is of, is part of what errors say.
    Object.defineProperty(whole, 'url', { value: answer.url })
    return whole
  }
}
