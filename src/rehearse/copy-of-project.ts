import { cpSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** What is made again where it is needed, or is of no use to a program. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.venv', 'venv', 'node_modules', '__pycache__'])

/** Most bytes of a copy: a program may need its data, and the disk has other guests. */
const MOST_BYTES = 5_000_000_000

/** A copy of a project, for a program to run in. */
export interface CopyOfProject {
  readonly directory: string
  readonly remove: () => void
}

/**
 * Copies a project into a temporary folder.
 * @param contents by path, what stands in place of the project's own
 * @throws RangeError for a project that is too large
 */
export function copyOfProject(root: string, contents: ReadonlyMap<string, Uint8Array>): CopyOfProject {
  const base = mkdtempSync(join(tmpdir(), 'acclimate-copy-'))
  const directory = join(base, basename(root) || 'project')
  const remove = () => rmSync(base, { recursive: true, force: true })
  let bytes = 0
  try {
    cpSync(root, directory, {
      recursive: true,
      verbatimSymlinks: true,
      filter(source) {
        if (LEFT_OUT.has(basename(source)) && source !== root) return false
        const status = lstatSync(source)
        // Pipes and the like are no part of what is copied.
        if (!status.isFile() && !status.isDirectory() && !status.isSymbolicLink()) return false
        bytes += status.isFile() ? status.size : 0
        if (bytes > MOST_BYTES) throw new RangeError(`the project has more than ${MOST_BYTES / 1e9} GB`)
        return true
      },
    })
    for (const [path, content] of contents) writeFileSync(join(directory, path), content)
    return { directory, remove }
  } catch (error) {
    remove()
    throw error
  }
}
