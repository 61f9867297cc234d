import type { Given, GivenFile } from '../messages.ts'
import { commonFolder } from '../project/project.ts'
import { isFileWanted } from './wanted.ts'

/** What a report calls files that have no folder in common. */
const NAMELESS = 'project'

/** What was chosen with one of the browser's windows for files: a folder, an archive, or some files. */
export function givenBy(files: readonly File[]): Given | undefined {
  const [first, ...others] = files
  if (!first) return undefined
  if (others.length === 0 && isArchive(first.name) && first.webkitRelativePath === '') return archive(first)
  return givenFiles(files.map((file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/** Files, by their paths as they were found. The folder that all of them are in is the project; a file alone is one. */
export function givenFiles(files: readonly GivenFile[]): Given {
  const [first, ...others] = files
  const folder = commonFolder(files.map(({ path }) => path))
  const inside = files.map(({ path, file }) => ({ path: path.slice(folder.length), file }))
  const name = folder === '' ? (others.length === 0 ? (first?.path ?? NAMELESS) : NAMELESS) : folder.slice(0, -1)
  return { name, content: { files: inside.filter(({ path }) => isFileWanted(path)) } }
}

/** An archive, which is unpacked where it is audited. */
export function archive(file: File): Given {
  return { name: file.name.replace(/\.zip$/i, ''), content: { archive: file } }
}

export function isArchive(name: string): boolean {
  return /\.zip$/i.test(name)
}
