import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { UsageError } from './usage-error.ts'
import type { Checkout } from '../project/files/git-checkout.ts'

/** What is to be audited: a directory, be it a copy to be removed afterwards, or one file of it. */
export interface Named extends Checkout {
  /** POSIX, relative to the directory. */
  readonly file?: string
}

/** The project named: a directory, a copy of a repository, or, where that is allowed, a file with the project that it is in. */
export async function openProjectOrFile(project: string, progress?: (what: string) => void): Promise<Named> {
  return statSync(project, { throwIfNoEntry: false })?.isFile() === true
    ? withProject(project)
    : openProject(project, progress)
}

/**
 * The directory to read: the one named, or a copy of the repository named, to be removed afterwards.
 *
 * @param progress - told how much of a repository has come
 */
export async function openProject(project: string, progress?: (what: string) => void): Promise<Checkout> {
  const status = statSync(project, { throwIfNoEntry: false })
  if (status?.isDirectory()) {
    try {
      accessSync(project, constants.R_OK | constants.X_OK)
    } catch {
      throw new UsageError(`cannot read the directory ${project}: permission denied`)
    }
    return { directory: project, remove: () => {} }
  }
  if (status) throw new UsageError(`${project} is neither a directory nor a file`)
  const { parseGitAddress, withoutCredentials } = await import('../project/files/git-address.ts')
  const address = parseGitAddress(project)
  if (!address) throw new UsageError(`no such file or directory: ${withoutCredentials(project)}${hint(project)}`)
  const { checkOut } = await import('../project/files/git-checkout.ts')
  try {
    return await checkOut(address, undefined, progress)
  } catch (error) {
    throw new UsageError(
      `cannot fetch ${withoutCredentials(project)}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/** What looks like the address of a repository and is none. */
function hint(project: string): string {
  return /^[a-z]{3,}:/.test(project) ? '; a repository is github:owner/name, https://… or git@…' : ''
}

/** What stands in the root of a project, and in few other folders. */
const MARKS_OF_ROOTS = ['.git', 'pyproject.toml', 'setup.py', 'setup.cfg', 'acclimate.toml']

/** Folders above a file in which its project is looked for. */
const MAX_ABOVE = 12

/** A file, there or not, and the nearest folder above that looks like a project's root; else the folder that it is in. */
export function withProject(file: string): Named {
  const own = resolvedFolder(dirname(file))
  let root = own
  for (let step = 0; step < MAX_ABOVE && !isRoot(root); step++) root = dirname(root)
  const directory = isRoot(root) ? root : own
  return {
    directory,
    file: relative(directory, join(own, basename(file)))
      .split(sep)
      .join('/'),
    remove: () => {},
  }
}

function isRoot(folder: string): boolean {
  return MARKS_OF_ROOTS.some((name) => existsSync(join(folder, name)))
}

/** Without links where it is there; standard input may be called as if it were in a folder that is not. */
function resolvedFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : resolve(folder)
}
