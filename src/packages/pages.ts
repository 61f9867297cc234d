import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Keep } from './keep.ts'
import type { Limits } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { IndexFile } from './simple/index-file.ts'
import { ACCEPT, filesOfPage } from './simple/page.ts'
import type { Validators } from './transport/document.ts'
import type { Transport } from './transport/transport.ts'

/** A page of an index as it was read. */
export interface Page {
  readonly files: readonly IndexFile[]
  /** Day of the reading, YYYY-MM-DD. */
  readonly seen: string
}

/** Changes when what is kept of a page changes its shape. */
const FORMAT = 1
/** Milliseconds for which a page is not even asked whether it has changed, as installers have it. */
const FRESH = 600_000

const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(schema)
const keptPage = v.object({
  time: v.number(),
  etag: optional(v.string()),
  modified: optional(v.string()),
  files: v.array(
    v.object({
      name: v.string(),
      url: v.string(),
      sha256: optional(v.string()),
      size: optional(v.number()),
      requiresPython: optional(v.string()),
      yanked: v.boolean(),
      metadata: v.boolean(),
      uploaded: optional(v.string()),
    }),
  ),
})
type KeptPage = v.InferOutput<typeof keptPage>

/**
 * Reads a page of an index: the kept one while it is fresh or unchanged, and where the index cannot be reached.
 *
 * @param now - milliseconds since 1970
 * @returns undefined where the index has no such page
 * @throws {Refusal}
 */
export async function readPage(
  transport: Transport,
  address: string,
  { keep, limits, now }: { readonly keep: Keep; readonly limits: Limits; readonly now: number },
): Promise<Page | undefined> {
  const key = createHash('sha256')
    .update(JSON.stringify(['page', FORMAT, address, ACCEPT]))
    .digest('hex')
  const kept = parse(keep.read(key))
  const age = kept ? now - kept.time : Number.POSITIVE_INFINITY
  if (kept && age >= 0 && age < FRESH) return pageOf(kept)
  const known: Validators | undefined = kept && { etag: kept.etag, modified: kept.modified }
  try {
    const document = await transport.document(address, { accept: ACCEPT, maxBytes: limits.pageBytes, known })
    if (document.state === 'absent') return undefined
    const fresh = document.bytes
      ? { files: [...filesOfPage(document.bytes, document.type, document.url)], ...stated(document.validators) }
      : kept
    if (!fresh) throw new Refusal('an index says that nothing has changed since nothing was read')
    const page = { ...fresh, time: now }
    if (!address.startsWith('file:')) keep.write(key, JSON.stringify(page))
    return pageOf(page)
  } catch (error) {
    // What was true some days ago says more than nothing, and its day is told.
    if (kept && error instanceof Refusal && error.about.host) return pageOf(kept)
    throw error
  }
}

function parse(text: string | undefined): KeptPage | undefined {
  if (text === undefined) return undefined
  const parsed = v.safeParse(keptPage, JSON.parse(text))
  return parsed.success ? parsed.output : undefined
}

function stated({ etag, modified }: Validators): { etag?: string; modified?: string } {
  return { ...(etag === undefined ? {} : { etag }), ...(modified === undefined ? {} : { modified }) }
}

function pageOf({ files, time }: { readonly files: readonly IndexFile[]; readonly time: number }): Page {
  return { files, seen: new Date(time).toISOString().slice(0, 10) }
}
