/** Reads single files out of a zip archive, such as a wheel, without unpacking the rest. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const STORED = 0
const DEFLATED = 8
/** The record at the end, with the longest comment that the format allows after it. */
const LONGEST_END = 22 + 0xffff

/** Calls back with a reader of the archive's files by path, which gives nothing for a path that is not there, and with all paths. */
export function withArchive(file, use) {
  const descriptor = openSync(file, 'r')
  try {
    const entries = directoryOf(descriptor)
    return use((path) => contentOf(descriptor, entries.get(path)), [...entries.keys()])
  } finally {
    closeSync(descriptor)
  }
}

function directoryOf(descriptor) {
  const { size } = fstatSync(descriptor)
  const tail = slice(descriptor, Math.max(0, size - LONGEST_END), Math.min(size, LONGEST_END))
  const end = tail.lastIndexOf(signature(END_OF_DIRECTORY))
  if (end < 0) throw new Error('not a zip archive')
  const directory = slice(descriptor, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const entries = new Map()
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.set(directory.toString('utf8', at + 46, at + 46 + nameLength), {
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      header: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(descriptor, entry) {
  if (entry === undefined) return undefined
  if (entry.unpacked === 0) return Buffer.alloc(0)
  const header = slice(descriptor, entry.header, 30)
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new Error('the archive has no file where it says')
  const start = entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = slice(descriptor, start, entry.packed)
  if (entry.method === STORED) return packed
  if (entry.method !== DEFLATED) throw new Error(`a way of packing that is not known: ${entry.method}`)
  return inflateRawSync(packed, { maxOutputLength: entry.unpacked })
}

function signature(number) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}

function slice(descriptor, start, length) {
  const bytes = Buffer.alloc(length)
  if (readSync(descriptor, bytes, 0, length, start) !== length) throw new Error('the archive ends too soon')
  return bytes
}
