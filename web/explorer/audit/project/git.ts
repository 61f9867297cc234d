import type { FileTree } from '../../../../src/project/files/file-tree.ts'
import { trackedIn } from '../../../../src/project/files/git-index.ts'
import { revisionIn } from '../../../../src/project/files/git-revision.ts'
import { MAX_INDEX_BYTES } from '../../../../src/project/files/limits.ts'

/** Bytes of a file of git that names commits; `packed-refs` has a line for each branch and tag. */
const MAX_REF_BYTES = 10_000_000

/** What the index of a repository's own git folder names, where that was given, too. */
export function tracked(read: FileTree['read']): ReadonlySet<string> {
  const index = read('.git/index', MAX_INDEX_BYTES)
  return index.kind === 'read' ? trackedIn(index.bytes) : new Set()
}

/** The commit that is checked out, where git's folder was given. */
export function revisionOf({ read }: FileTree): string | undefined {
  const text = (path: string) => {
    const content = read(`.git/${path}`, MAX_REF_BYTES)
    return content.kind === 'read' ? new TextDecoder().decode(content.bytes) : ''
  }
  return revisionIn(text, text)
}
