import type { Bytes } from '../../../../src/project/files/bytes.ts'
import { isBinary } from '../../../../src/project/files/bytes.ts'
import { isBelowRoot, listed } from '../../../../src/project/files/listed.ts'
import type { GivenFile } from '../messages.ts'
import { tracked } from './git.ts'
import type { Project } from './project.ts'

/** Workers may wait for a file, which the library of types for pages does not know. */
declare const FileReaderSync: new () => { readonly readAsArrayBuffer: (blob: Blob) => ArrayBuffer }

/** A project of files on the visitor's disk. Each is read when it is asked for: nobody reads gigabytes of data for nothing. */
export function projectOfFiles(name: string, given: readonly GivenFile[]): Project {
  const below = given.filter(({ path }) => isBelowRoot(path))
  const files = new Map(below.map(({ path, file }) => [path, file]))
  const read = (path: string, limit: number, expect?: 'text' | 'any') => bytesOf(files.get(path), limit, expect)
  const tree = listed(
    below.map(({ path }) => [path, 'file']),
    { read, tracked: () => tracked(read) },
  )
  return { name, tree, unread: [] }
}

function bytesOf(file: Blob | undefined, limit: number, expect?: 'text' | 'any'): Bytes {
  if (!file) return { kind: 'failed', reason: 'it is not among the files' }
  if (file.size > limit) return { kind: 'too-large', size: file.size }
  try {
    const bytes = new Uint8Array(new FileReaderSync().readAsArrayBuffer(file))
    return expect === 'text' && isBinary(bytes) ? { kind: 'binary' } : { kind: 'read', bytes }
  } catch {
    return { kind: 'failed', reason: 'the browser may not read it, or it has changed since it was given' }
  }
}
