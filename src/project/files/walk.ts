import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Unread } from '../../report/report.ts'
import { addRules, type IgnoreRules, readPatterns } from './ignore-rules.ts'
import { promisesFile } from './kinds.ts'
import { MAX_DEPTH, MAX_FILES, MAX_TEXT_BYTES } from './limits.ts'
import { describeLink } from './link.ts'
import { readBytes } from './open.ts'
import { reasonOf } from './reason.ts'
import { trackedPaths } from './tracked.ts'

export interface ProjectFile {
  /** POSIX path relative to the project's root. */
  readonly path: string
  /** Where it is opened. */
  readonly absolute: string
}

export interface WalkOptions {
  /** Patterns as in an ignore file; when there are any, only files that match one are read. */
  readonly include?: readonly string[]
  /** Patterns as in an ignore file; what matches is neither read nor mentioned. */
  readonly exclude?: readonly string[]
}

export interface Walk {
  /** Regular files, sorted by path. */
  readonly files: readonly ProjectFile[]
  /** What was met and is not among the files, though one may look for it there. */
  readonly unread: readonly Unread[]
}

/** Other people's code, and what programs put aside for themselves. */
const FOREIGN_FOLDERS =
  /^(?:\.git|\.hg|\.svn|\.jj|node_modules|site-packages|__pycache__|__pypackages__|\.?venv|\.tox|\.nox|\.eggs|\.mypy_cache|\.pytest_cache|\.ruff_cache|\.ipynb_checkpoints|\.acclimate-cache|.+\.(?:dist-info|egg-info))$/

interface Folder {
  /** Path from the root with a slash at the end; empty for the root. */
  readonly path: string
  readonly depth: number
  readonly rules: IgnoreRules | undefined
}

/** Lists the files of the project at `root`, without opening any of them but ignore files. Never throws below the root. */
export function walkProject(root: string, options: WalkOptions = {}): Walk {
  const files: ProjectFile[] = []
  const unread: Unread[] = []
  const include = options.include?.length ? addRules(undefined, options.include) : undefined
  const exclude = options.exclude?.length ? addRules(undefined, options.exclude) : undefined
  let tracked: ReadonlySet<string> | undefined
  const folders: Folder[] = [{ path: '', depth: 0, rules: rulesFrom(root, '.git/info/exclude', '', undefined, unread) }]

  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = list(root, folder, unread)
    if (folder.path !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue
    const rules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
      ? rulesFrom(root, `${folder.path}.gitignore`, folder.path, folder.rules, unread)
      : folder.rules
    for (const entry of entries) {
      const isFolder = entry.isDirectory()
      const path = `${folder.path}${entry.name}${isFolder ? '/' : ''}`
      if (isFolder && FOREIGN_FOLDERS.test(entry.name)) continue
      if (exclude?.ignores(path)) continue
      if (rules?.ignores(path) && !(tracked ??= trackedPaths(root)).has(path)) continue
      if (isFolder) {
        if (promisesFile(path.slice(0, -1))) unread.push({ file: path.slice(0, -1), reason: 'a directory, not a file' })
        if (folder.depth < MAX_DEPTH) folders.push({ path, depth: folder.depth + 1, rules })
        else unread.push({ file: path, reason: `folders in folders are read ${MAX_DEPTH} deep` })
      } else if (!include || include.ignores(path)) {
        const problem = entry.isFile() ? undefined : problemOf(root, path, entry)
        if (problem !== undefined) unread.push({ file: path, reason: problem })
        if (entry.isFile()) files.push({ path, absolute: join(root, path) })
      }
    }
    if (files.length > MAX_FILES) {
      unread.push({ file: folder.path || '.', reason: `a project is read up to ${MAX_FILES} files` })
      break
    }
  }
  return { files: files.toSorted(byPath).slice(0, MAX_FILES), unread }
}

function list(root: string, folder: Folder, unread: Unread[]): readonly Dirent[] {
  try {
    return readdirSync(join(root, folder.path), { withFileTypes: true })
  } catch (error) {
    unread.push({ file: folder.path || '.', reason: reasonOf(error) })
    return []
  }
}

function rulesFrom(
  root: string,
  path: string,
  folder: string,
  rules: IgnoreRules | undefined,
  unread: Unread[],
): IgnoreRules | undefined {
  const read = readBytes(join(root, path), MAX_TEXT_BYTES)
  if (read.kind !== 'read') return rules
  const { accepted, refused } = readPatterns(Buffer.from(read.bytes).toString('utf8'), folder.slice(0, -1))
  for (const { line, reason } of refused) unread.push({ file: path, line, reason: `${reason}; not applied` })
  return accepted.length > 0 ? addRules(rules, accepted) : rules
}

function problemOf(root: string, path: string, entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return describeLink(root, path)
  if (entry.isFIFO()) return 'a named pipe; never opened'
  if (entry.isSocket()) return 'a socket; never opened'
  return 'a device; never opened'
}

function byPath(left: ProjectFile, right: ProjectFile): number {
  return left.path < right.path ? -1 : 1
}
