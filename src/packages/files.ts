import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Keep } from './keep.ts'
import { type Limits, MAX_METADATA_BYTES } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { IndexFile } from './simple/index-file.ts'
import { type SourceContents, sourceContentsOf } from './source/contents.ts'
import type { Transport } from './transport/transport.ts'
import { type Contents, contentsOf } from './wheel/contents.ts'
import { sourceOf } from './wheel/range-source.ts'

/** Changes when what is read of a file changes. */
const FORMAT = 2

const texts = v.array(v.string())
const keptContents = v.object({
  modules: texts,
  binaries: texts,
  loads: v.array(v.object({ binary: v.string(), library: v.string() })),
  gpuPrograms: texts,
  unread: v.number(),
  metadata: v.exactOptional(v.string()),
})

const keptSource = v.object({
  compiled: texts,
  gpuPrograms: texts,
  metadata: v.exactOptional(v.string()),
  requires: v.exactOptional(v.string()),
})

interface Reading {
  readonly transport: Transport
  readonly keep: Keep
  readonly limits: Limits
}

/** What is in a wheel. @throws {Refusal} */
export function readWheel(file: IndexFile, reading: Reading): Promise<Contents> {
  const { transport, limits } = reading
  return readOnce('wheel', keptContents, file, reading.keep, async () => {
    const metadata = file.metadata ? await readMetadataFile(transport, file) : undefined
    const source = await sourceOf(transport, file.url, file.size, limits.wheelBytes)
    const contents = await contentsOf(source, metadata === undefined)
    return metadata === undefined ? contents : { ...contents, metadata }
  })
}

/** What is in a source distribution. @throws {Refusal} */
export function readSource(file: IndexFile, { transport, keep, limits }: Reading): Promise<SourceContents> {
  return readOnce('source', keptSource, file, keep, async () => {
    const source = await sourceOf(transport, file.url, file.size, limits.wheelBytes)
    return sourceContentsOf(source, file.name)
  })
}

/** A file with a known hash never changes, so that what was read of it is kept under that hash. */
async function readOnce<Read>(
  kind: string,
  schema: v.GenericSchema<Read>,
  file: IndexFile,
  keep: Keep,
  read: () => Promise<Read>,
): Promise<Read> {
  const key =
    file.sha256 &&
    createHash('sha256')
      .update(JSON.stringify([kind, FORMAT, file.name, file.sha256]))
      .digest('hex')
  const kept = key ? keep.read(key) : undefined
  const known = kept === undefined ? undefined : v.safeParse(schema, JSON.parse(kept))
  if (known?.success) return known.output
  const contents = await read()
  if (key) keep.write(key, JSON.stringify(contents))
  return contents
}

/** The METADATA that the index offers beside the wheel; where that fails, the one inside is read. */
export async function readMetadataFile(transport: Transport, file: IndexFile): Promise<string | undefined> {
  const address = new URL(file.url)
  address.pathname += '.metadata'
  try {
    const wants = { accept: 'text/plain, */*;q=0.1', maxBytes: MAX_METADATA_BYTES }
    const { bytes } = await transport.document(address.href, wants)
    return bytes && Buffer.from(bytes).toString('utf8')
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
