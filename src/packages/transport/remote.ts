import type { Limits } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Document, DocumentWants, Part, PartWants } from './document.ts'
import { shown } from './trust.ts'
import type { Web } from './web.ts'

/** Files up to this size are taken whole from a server that cannot give parts. */
const WHOLE_BYTES = 8_000_000

export async function readDocument(web: Web, address: string, wants: DocumentWants): Promise<Document> {
  const { accept, maxBytes, known } = wants
  const headers = {
    accept,
    'accept-encoding': 'gzip',
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.modified === undefined ? {} : { 'if-modified-since': known.modified }),
  }
  const answer = await web.ask(address, { headers, maxBytes, wanted: [200, 304, 404, 410] })
  const { etag, 'last-modified': modified, 'content-type': type = '' } = answer.headers
  const state = answer.status === 200 ? 'read' : answer.status === 304 ? 'unchanged' : 'absent'
  if (state === 'unchanged' && known === undefined)
    throw new Refusal(`${shown(answer.url)} answers 304 to a first question`)
  return {
    url: answer.url.href,
    type,
    state,
    bytes: state === 'read' ? answer.body : undefined,
    validators: { etag, modified },
  }
}

/** Every length that the answer states has to agree with what was asked and with what came. */
export async function readPart(web: Web, address: string, wants: PartWants, limits: Limits): Promise<Part> {
  const { start, length } = wants
  const range = start < 0 ? `bytes=${start}` : `bytes=${start}-${start + length - 1}`
  const answer = await web.ask(address, {
    headers: { range, 'accept-encoding': 'identity' },
    maxBytes: Math.max(length, Math.min(WHOLE_BYTES, limits.wheelBytes)),
    wanted: [200, 206],
  })
  const { body, url } = answer
  if (answer.status === 200) return partOf(body, wants)
  const [, from, to, total] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(answer.headers['content-range'] ?? '') ?? []
  const part = { bytes: body, start: Number(from), total: Number(total) }
  const expected = start < 0 ? Math.max(0, part.total + start) : start
  const end = Math.min(expected + (start < 0 ? -start : length), part.total)
  const agrees = part.start === expected && Number(to) === end - 1 && body.length === end - expected
  if (!agrees) throw new Refusal(`${shown(url)} answers with another part of the file than was asked for`)
  return part
}

/** A server that knows no parts sends the whole. */
export function partOf(whole: Uint8Array, { start, length }: PartWants): Part {
  const from = start < 0 ? Math.max(0, whole.length + start) : Math.min(start, whole.length)
  const to = start < 0 ? whole.length : from + length
  return { bytes: whole.subarray(from, to), start: from, total: whole.length }
}
