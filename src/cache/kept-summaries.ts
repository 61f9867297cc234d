import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { FileSummary, Summaries } from '../project/summary.ts'
import { buildIdentity } from './build.ts'
import { type Limits, readBinaryEntry, writeEntry } from './entries.ts'
import { folderOutside } from './outside.ts'

/** People go back and forth between a few projects; one of two thousand files takes 30 megabytes. */
const LIMITS: Limits = { entries: 20, bytes: 400_000_000 }

/** Summaries that outlive the process. */
export interface KeptSummaries {
  readonly summaries: Summaries
  /** Keeps what was found and made since; what was not asked for is forgotten, since its file is gone or has changed. */
  readonly save: () => void
}

/**
 * What earlier runs have read of the files of the project at `root`, each file by its path and text and by what mattered in
 * reading. All of a project is one entry, written whole or not at all; of two runs at once the last one's stays.
 * @returns undefined where nothing can be kept, or there is no build by which it could be told who wrote it
 */
export function keptSummaries(root: string, build = buildIdentity()): KeptSummaries | undefined {
  const folder = folderOutside(resolve(root), 'summaries')
  if (folder === undefined || build === undefined) return undefined
  const name = sha256(`${build}\0${resolve(root)}`)
  const before = readBinaryEntry(folder, name, LIMITS)
  const known = (before && unpack(before)) ?? new Map<string, Uint8Array>()
  const asked = new Map<string, Uint8Array>()
  const keys = keysOfFiles()
  let isSame = true
  return {
    summaries: {
      find(file, lens) {
        const key = keys(file, lens)
        const packed = known.get(key)
        const summary = packed && summaryIn(packed)
        if (!summary) return undefined
        asked.set(key, packed)
        return summary
      },
      keep(file, lens, summary) {
        // A copy, for the buffer in which a value is serialized is up to twice as large.
        asked.set(keys(file, lens), Uint8Array.from(serialize(summary)))
        isSame = false
      },
    },
    save: () => {
      if (!isSame || asked.size < known.size) writeEntry(folder, name, pack(asked), LIMITS)
    },
  }
}

/** The name of a file's text, as read for what mattered; the words that mattered are the same for thousands of files. */
function keysOfFiles(): (file: Parameters<Summaries['find']>[0], lens: string) => string {
  let last = ''
  let name = sha256(last)
  return ({ path, text }, lens) => {
    if (lens !== last) {
      last = lens
      name = sha256(lens)
    }
    return createHash('sha256').update(name).update(path).update('\0').update(text).digest('base64')
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A list of keys and sizes on the first line, and everything behind it one after the other. */
function pack(entries: ReadonlyMap<string, Uint8Array>): readonly Uint8Array[] {
  const index = [...entries].map(([key, bytes]) => [key, bytes.length])
  return [Buffer.from(`${JSON.stringify(index)}\n`), ...entries.values()]
}

/** Undefined where the entry is none of ours, which is as good as no entry. */
function unpack(bytes: Buffer): ReadonlyMap<string, Uint8Array> | undefined {
  const end = bytes.indexOf('\n')
  try {
    const index: readonly [key: string, size: number][] = JSON.parse(bytes.toString('utf8', 0, end))
    const entries = new Map<string, Uint8Array>()
    let at = end + 1
    for (const [key, size] of index) {
      entries.set(key, bytes.subarray(at, at + size))
      at += size
    }
    return entries
  } catch {
    return undefined
  }
}

function summaryIn(packed: Uint8Array): FileSummary | undefined {
  try {
    const summary: FileSummary | undefined = deserialize(packed)
    return typeof summary?.facts === 'object' ? summary : undefined
  } catch {
    return undefined
  }
}
