import { BlobReader, type Entry, type FileEntry, ZipReader } from '@zip.js/zip.js/index-native.js'
import { type Bytes, isBinary } from '../../../../src/project/files/bytes.ts'
import type { Entry as TreeEntry, FileTree } from '../../../../src/project/files/file-tree.ts'
import { promisesBinary, sizeLimit } from '../../../../src/project/files/kinds.ts'
import { MAX_FILES, MAX_INDEX_BYTES, MAX_PROJECT_BYTES } from '../../../../src/project/files/limits.ts'
import { isBelowRoot, listed } from '../../../../src/project/files/listed.ts'
import { walkProject } from '../../../../src/project/files/walk.ts'
import type { Unread } from '../../../../src/report/report.ts'
import { tracked } from './git.ts'
import { commonFolder, type Project } from './project.ts'
import { unpackedUpTo } from './unpack.ts'

/** Entries that are listed; each costs a little even where it is not unpacked, and other people's folders are among them. */
const MAX_ENTRIES = 10 * MAX_FILES
/** Type bits that Unix puts into the upper half of an entry's attributes, and those of a link. */
const TYPE_BITS = 0o170_000
const LINK = 0o120_000

/** Files that are read before it is known which ones belong to the project. */
const NEEDED_FIRST =
  /^(?:\.git\/(?:HEAD|index|packed-refs|refs\/.*|info\/exclude)|acclimate\.toml|pyproject\.toml)$|(?:^|\/)\.gitignore$/

/** An archive that cannot be read, in words for the visitor. */
export class ArchiveProblem extends Error {}

/**
 * A project in a zip archive. Only what an audit reads is unpacked, and no more than a project may have, whatever an entry
 * says of its size.
 *
 * @throws {ArchiveProblem}
 */
export async function projectOfArchive(
  name: string,
  archive: Blob,
  progress: (what: string) => void,
): Promise<Project> {
  const { top, files, unread } = await entriesOf(archive)
  const contents = new Map<string, Bytes>()
  const read: FileTree['read'] = (path, limit, expect) => {
    const content = contents.get(path)
    if (content?.kind !== 'read') return content ?? { kind: 'failed', reason: 'it is not among the files' }
    if (content.bytes.length > limit) return { kind: 'too-large', size: content.bytes.length }
    return expect === 'text' && isBinary(content.bytes) ? { kind: 'binary' } : content
  }
  const tree = listed(
    [...files].map(([path, entry]) => [path, kindOf(entry)]),
    { read, tracked: () => tracked(read), describeLink: () => 'a link in an archive; not followed' },
  )
  let left = MAX_PROJECT_BYTES
  const unpack = async (paths: readonly string[], limitOf: (path: string) => number) => {
    for (const path of paths) {
      const entry = files.get(path)
      if (!entry || contents.has(path)) continue
      progress(`unpacking ${path}`)
      // oxlint-disable-next-line no-await-in-loop -- one at a time, so that no more than one is beyond the budget
      const content = await unpackedUpTo(entry, Math.min(limitOf(path), left))
      if (content.kind === 'read') left -= content.bytes.length
      contents.set(path, content)
    }
  }
  await unpack(
    [...files.keys()].filter((path) => NEEDED_FIRST.test(path)),
    (path) => (path === '.git/index' ? MAX_INDEX_BYTES : sizeLimit(path)),
  )
  const { paths } = walkProject(tree)
  await unpack(
    paths.filter((path) => !promisesBinary(path)),
    sizeLimit,
  )
  return { name: top === '' ? name : top.slice(0, -1), tree, unread }
}

interface Listed {
  /** The one folder that everything is in, with its slash; paths are without it. */
  readonly top: string
  readonly files: ReadonlyMap<string, FileEntry>
  readonly unread: readonly Unread[]
}

async function entriesOf(archive: Blob): Promise<Listed> {
  const entries: FileEntry[] = []
  try {
    const zip = new ZipReader(new BlobReader(archive), { useWebWorkers: false, strictness: 'tolerant' })
    for await (const entry of zip.getEntriesGenerator()) {
      if (entries.length >= MAX_ENTRIES) throw new Error(`it has more than ${MAX_ENTRIES} entries`)
      if (isFile(entry)) entries.push(entry)
    }
  } catch (error) {
    throw new ArchiveProblem(`The archive cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const below = entries.filter(({ filename }) => isBelowRoot(filename))
  const outside = entries.filter(({ filename }) => !isBelowRoot(filename))
  const top = commonFolder(below.map(({ filename }) => filename))
  return {
    top,
    files: new Map(below.map((entry) => [entry.filename.slice(top.length), entry])),
    unread: outside.map(({ filename }) => ({ file: filename, reason: 'its path leads out of the archive; not read' })),
  }
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory
}

function kindOf({ externalFileAttributes, versionMadeBy }: FileEntry): TreeEntry['kind'] {
  // Only Unix has these bits, and says that it was Unix.
  const isUnix = versionMadeBy >> 8 === 3
  return isUnix && ((externalFileAttributes >>> 16) & TYPE_BITS) === LINK ? 'link' : 'file'
}
