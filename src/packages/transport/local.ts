import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { reasonOf } from '../../project/files/reason.ts'
import { MAX_FILES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { Document, DocumentWants, Part, PartWants } from './document.ts'

type Spend = (bytes: number) => void

/** The user's own index follows links; a pipe in it must not hold the program. */
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK

/** A document of an index on this machine: a page, that of a folder, or the list of what the folder holds. */
export async function readDocument(url: URL, { maxBytes }: DocumentWants, spend: Spend): Promise<Document> {
  const path = fileURLToPath(url)
  const status = statSync(path, { throwIfNoEntry: false })
  const absent = { url: url.href, type: '', state: 'absent', bytes: undefined, validators: {} } as const
  if (!status) return absent
  const page = status.isDirectory() ? join(path, 'index.html') : path
  if (status.isDirectory() && !statSync(page, { throwIfNoEntry: false })) {
    const bytes = Buffer.from(listOf(path))
    return { url: pathToFileURL(`${path}/`).href, type: 'text/html', state: 'read', bytes, validators: {} }
  }
  const { bytes, total } = readAt(page, 0, maxBytes)
  if (total > maxBytes) throw new Refusal(`${page} has more than ${maxBytes} bytes`)
  spend(bytes.length)
  return { url: pathToFileURL(page).href, type: 'text/html', state: 'read', bytes, validators: {} }
}

export async function readPart(url: URL, { start, length }: PartWants, spend: Spend): Promise<Part> {
  const part = readAt(fileURLToPath(url), start, length)
  spend(part.bytes.length)
  return part
}

function readAt(path: string, start: number, length: number): Part {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, FLAGS)
    const status = fstatSync(descriptor)
    if (!status.isFile()) throw new Refusal(`${path} is no regular file`)
    const from = start < 0 ? Math.max(0, status.size + start) : Math.min(start, status.size)
    const bytes = Buffer.alloc(Math.min(start < 0 ? -start : length, status.size - from))
    const count = readSync(descriptor, bytes, 0, bytes.length, from)
    return { bytes: bytes.subarray(0, count), start: from, total: status.size }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`${path} cannot be read: ${reasonOf(error)}`)
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** A folder of files is a page of links to them. */
function listOf(folder: string): string {
  const names = readdirSync(folder).toSorted().slice(0, MAX_FILES)
  return names.map((name) => `<a href="./${encodeURIComponent(name)}">${encodeURIComponent(name)}</a>`).join('\n')
}
