import * as v from 'valibot'
import { MAX_FILES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { IndexFile } from './index-file.ts'

const envelope = v.object({
  meta: v.object({ 'api-version': v.string() }),
  files: v.array(v.unknown()),
})

/** A value that is left out where it is not what it should be, since the rest of the file's entry is still good. */
function lenient<Schema extends v.GenericSchema>(schema: Schema) {
  return v.exactOptional(v.fallback(v.optional(schema), undefined))
}

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i))
const offer = v.union([v.boolean(), v.record(v.string(), v.string())])

const entry = v.object({
  filename: v.pipe(v.string(), v.maxLength(500)),
  url: v.string(),
  hashes: lenient(v.object({ sha256: v.exactOptional(sha256) })),
  size: lenient(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  'requires-python': lenient(v.pipe(v.string(), v.maxLength(500))),
  yanked: lenient(v.union([v.boolean(), v.string()])),
  'core-metadata': lenient(offer),
  'dist-info-metadata': lenient(offer),
  'upload-time': lenient(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T/))),
})

/** The files of a page in JSON (PEP 691, 700, 714). @throws {Refusal} when it is none */
export function filesOfJson(text: string, url: string): readonly IndexFile[] {
  const page = v.safeParse(envelope, parsed(text))
  if (!page.success) throw new Refusal('the index answers with JSON that is no list of files')
  const { meta, files } = page.output
  if (!/^1\.\d{1,4}$/.test(meta['api-version']))
    throw new Refusal('the index speaks a version of its language that is not known here')
  if (files.length > MAX_FILES) throw new Refusal(`the index lists more than ${MAX_FILES} files`)
  return files.flatMap((file) => {
    const known = v.safeParse(entry, file)
    return known.success ? fileOf(known.output, url) : []
  })
}

function fileOf(file: v.InferOutput<typeof entry>, base: string): IndexFile[] {
  if (!URL.canParse(file.url, base)) return []
  const { hashes, size, yanked } = file
  const python = file['requires-python']
  const uploaded = file['upload-time']?.slice(0, 10)
  // The older name is asked only where the newer one is not there (PEP 714).
  const metadata = file['core-metadata'] ?? file['dist-info-metadata'] ?? false
  return [
    {
      name: file.filename,
      url: new URL(file.url, base).href,
      ...(hashes?.sha256 === undefined ? {} : { sha256: hashes.sha256.toLowerCase() }),
      ...(size === undefined ? {} : { size }),
      ...(python === undefined ? {} : { requiresPython: python }),
      ...(uploaded === undefined ? {} : { uploaded }),
      yanked: yanked !== undefined && yanked !== false,
      metadata: metadata !== false,
    },
  ]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('the index answers with JSON that cannot be read')
  }
}
