import type { FileTree } from '../../../../src/project/files/file-tree.ts'
import type { Unread } from '../../../../src/report/report.ts'

/** A project that can be read. */
export interface Project {
  readonly name: string
  readonly tree: FileTree
  /** What was given and is not in the tree, with the reason. */
  readonly unread: readonly Unread[]
}

/** The folder that all paths are in, with its slash; archives of repositories have one at their top. Empty where there is none. */
export function commonFolder(paths: readonly string[]): string {
  const first = paths[0] ?? ''
  const folder = first.slice(0, first.indexOf('/') + 1)
  return paths.every((path) => path.startsWith(folder)) ? folder : ''
}
