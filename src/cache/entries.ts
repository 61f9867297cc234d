import { createHash, randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBytes } from '../project/files/open.ts'

/** What is kept at most: people go back and forth between a few projects and options. */
export interface Limits {
  readonly entries: number
  /** Bytes of all entries together. */
  readonly bytes: number
}

/** The report of a repository of two thousand files takes one megabyte. */
export const LIMITS: Limits = { entries: 100, bytes: 100_000_000 }

/** Names of entries, and of drafts of entries whose writer did not live to finish them. */
const ENTRY = /^[0-9a-f]{64}\.entry(?:\.[-0-9a-f]{36})?$/

/** The text kept under a key; undefined when there is none, or when it is not as it was written. */
export function readEntry(folder: string, key: string): string | undefined {
  return readBinaryEntry(folder, key)?.toString('utf8')
}

/** The bytes kept under a key, likewise. */
export function readBinaryEntry(folder: string, key: string, limits = LIMITS): Buffer | undefined {
  const read = readBytes(join(folder, `${key}.entry`), limits.bytes)
  if (read.kind !== 'read') return undefined
  const content = Buffer.from(read.bytes.buffer, read.bytes.byteOffset, read.bytes.length)
  const end = content.indexOf('\n')
  const body = content.subarray(end + 1)
  return content.toString('latin1', 0, Math.max(0, end)) === digest(body) ? body : undefined
}

/**
 * Keeps a text, or bytes in several parts, under a key, whole or not at all, and removes the oldest entries where there are
 * too many. Where nothing can be kept, the next run takes as long as this one did; that is no reason to fail.
 */
export function writeEntry(folder: string, key: string, body: string | readonly Uint8Array[], limits = LIMITS): void {
  try {
    // Reports quote source code, which is nobody else's business.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const parts = typeof body === 'string' ? [Buffer.from(body)] : body
    writeWhole(join(folder, `${key}.entry`), [Buffer.from(`${digest(...parts)}\n`), ...parts])
    removeOldest(folder, limits)
  } catch {}
}

/** Writes parts one after the other: joined first, those of a large project would be in memory twice. */
function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  const draft = `${path}.${randomUUID()}`
  try {
    const file = openSync(draft, 'wx', 0o600)
    try {
      for (const part of parts) writeFileSync(file, part)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

function removeOldest(folder: string, limits: Limits): void {
  const names = readdirSync(folder).filter((name) => ENTRY.test(name))
  const entries = names.flatMap((name) => {
    const path = join(folder, name)
    // Another run may be removing the same ones.
    const status = statSync(path, { throwIfNoEntry: false })
    return status ? [{ path, size: status.size, time: status.mtimeMs }] : []
  })
  let bytes = 0
  for (const [index, { path, size }] of entries.toSorted((left, right) => right.time - left.time).entries()) {
    bytes += size
    if (index >= limits.entries || bytes > limits.bytes) rmSync(path, { force: true })
  }
}

function digest(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
