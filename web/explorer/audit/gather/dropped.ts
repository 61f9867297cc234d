import { MAX_DEPTH, MAX_FILES } from '../../../../src/project/files/limits.ts'
import type { Given, GivenFile } from '../messages.ts'
import { archive, givenFiles, isArchive } from './chosen.ts'
import { isFolderWanted } from './wanted.ts'

/**
 * What was dropped: folders with all that is in them, archives, files. Has to be called while the browser tells of the drop.
 *
 * @param progress - told the number of files found so far
 */
export async function givenByDrop(
  { items }: DataTransfer,
  progress: (count: number) => void,
): Promise<Given | undefined> {
  // The list is emptied once the event is over, so all entries are taken first.
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const [first, ...others] = entries
  if (!first) return undefined
  if (others.length === 0 && isFile(first) && isArchive(first.name)) return archive(await fileOf(first))
  const files: GivenFile[] = []
  const folders: { readonly entry: FileSystemDirectoryEntry; readonly depth: number }[] = []
  const take = async (found: readonly FileSystemEntry[], depth: number) => {
    folders.push(...found.filter(isFolder).map((entry) => ({ entry, depth })))
    const own = await Promise.all(found.filter(isFile).map(givenFile))
    files.push(...own.filter((file) => file !== undefined))
    progress(files.length)
  }
  await take(entries, 0)
  // A project has one folder at its top, whose path is no part of its files' paths.
  const top = others.length === 0 ? `${pathOf(first)}/` : ''
  for (let folder = folders.pop(); folder && files.length <= MAX_FILES; folder = folders.pop()) {
    const path = pathOf(folder.entry)
    if (folder.depth > MAX_DEPTH || (`${path}/` !== top && !isFolderWanted(path.slice(top.length)))) continue
    // oxlint-disable-next-line no-await-in-loop -- a folder at a time, so that what is known of the next ones can count
    await take(await entriesIn(folder.entry), folder.depth + 1)
  }
  return givenFiles(files)
}

async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- browsers hand them out by the hundred
    const some = await new Promise<FileSystemEntry[]>((give) => {
      // A folder that may not be listed is as good as empty here; the report counts what was read.
      reader.readEntries(give, () => give([]))
    })
    if (some.length === 0) return all
    all.push(...some)
  }
}

/** Undefined for a file that is gone, or may not be read. */
async function givenFile(entry: FileSystemFileEntry): Promise<GivenFile | undefined> {
  const file = await fileOf(entry).catch(() => undefined)
  return file && { path: pathOf(entry), file }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((give, fail) => {
    entry.file(give, fail)
  })
}

function pathOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\//, '')
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
