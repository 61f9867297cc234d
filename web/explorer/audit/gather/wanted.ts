import { isForeign } from '../../../../src/project/files/kinds.ts'

/** What git's own folder tells about a project: which commit it is, and which files belong to it. */
const OF_GIT = /^\.git\/(?:HEAD|index|packed-refs|info\/exclude|refs(?:\/.*)?|info)$/

/** Whether a folder may hold what an audit reads. What it holds is not even listed otherwise, be it a hundred thousand files. */
export function isFolderWanted(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return path === '.git' || OF_GIT.test(path) || !(path.startsWith('.git/') || isForeign(name))
}

/** The same of a file that stands in folders that were not asked about. */
export function isFileWanted(path: string): boolean {
  if (path.startsWith('.git/')) return OF_GIT.test(path)
  return !path.split('/').slice(0, -1).some(isForeign)
}
