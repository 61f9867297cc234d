import type { Unread } from '../../report/report.ts'
import { decode } from './decode.ts'
import type { Entry, FileTree } from './file-tree.ts'
import { addRules, type IgnoreRules, readPatterns } from './ignore-rules.ts'
import { isForeign, promisesBinary, promisesFile } from './kinds.ts'
import { MAX_DEPTH, MAX_FILES, MAX_TEXT_BYTES } from './limits.ts'
import { reasonOf } from './reason.ts'

export interface WalkOptions {
  /** Patterns as in an ignore file; when there are any, only files that match one are read. */
  readonly include?: readonly string[]
  /** Patterns as in an ignore file; what matches is counted, and neither read nor mentioned. */
  readonly exclude?: readonly string[]
}

export interface Walk {
  /** Regular files: POSIX paths relative to the project's root, sorted. */
  readonly paths: readonly string[]
  /** What was met and is not among the files, though one may look for it there. */
  readonly unread: readonly Unread[]
  /** Files that would be among them but for `include` and `exclude`; counted up to as many as a project may have. */
  readonly excluded: number
  /** Patterns of `include` and `exclude` that match nothing: they are misspelt, or can go. */
  readonly idle: readonly IdlePattern[]
}

export interface IdlePattern {
  readonly by: 'include' | 'exclude'
  readonly pattern: string
}

interface Folder {
  /** Path from the root with a slash at the end; empty for the root. */
  readonly path: string
  readonly depth: number
  readonly rules: IgnoreRules | undefined
  /** Whether it is walked only to count what is left out. */
  readonly isExcluded: boolean
}

/** Lists the files of a project, without opening any of them but ignore files. Never throws. */
export function walkProject(tree: FileTree, options: WalkOptions = {}): Walk {
  const paths: string[] = []
  const unread: Unread[] = []
  const include = options.include?.length ? addRules(undefined, options.include) : undefined
  const exclude = options.exclude?.length ? addRules(undefined, options.exclude) : undefined
  const idle = idlePatterns(options)
  let tracked: ReadonlySet<string> | undefined
  let excluded = 0
  const first = rulesFrom(tree, '.git/info/exclude', '', undefined, unread)
  const folders: Folder[] = [{ path: '', depth: 0, rules: first, isExcluded: false }]

  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    if (folder.isExcluded && excluded >= MAX_FILES) continue
    // What is excluded is counted and not mentioned.
    const told = folder.isExcluded ? [] : unread
    const entries = list(tree, folder, told)
    if (folder.path !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue
    const rules = entries.some((entry) => entry.name === '.gitignore' && entry.kind === 'file')
      ? rulesFrom(tree, `${folder.path}.gitignore`, folder.path, folder.rules, told)
      : folder.rules
    for (const entry of entries) {
      const isFolder = entry.kind === 'folder'
      const path = `${folder.path}${entry.name}${isFolder ? '/' : ''}`
      if (isFolder && isForeign(entry.name)) continue
      idle.meets(path)
      const isExcluded = folder.isExcluded || exclude?.ignores(path) === true
      if (rules?.ignores(path) && !(tracked ??= tree.tracked()).has(path)) continue
      if (isFolder) {
        if (!isExcluded && promisesFile(path.slice(0, -1)))
          unread.push({ file: path.slice(0, -1), reason: 'a directory, not a file' })
        if (folder.depth < MAX_DEPTH) folders.push({ path, depth: folder.depth + 1, rules, isExcluded })
        else if (!isExcluded) unread.push({ file: path, reason: `folders in folders are read ${MAX_DEPTH} deep` })
      } else if (isExcluded || include?.ignores(path) === false) {
        if (entry.kind === 'file' && !promisesBinary(path)) excluded += 1
      } else {
        const problem = problemOf(tree, path, entry)
        if (problem !== undefined) unread.push({ file: path, reason: problem })
        if (entry.kind === 'file') paths.push(path)
      }
    }
    if (paths.length > MAX_FILES) {
      unread.push({ file: folder.path || '.', reason: `a project is read up to ${MAX_FILES} files` })
      break
    }
  }
  const isWhole = paths.length <= MAX_FILES && excluded < MAX_FILES
  return {
    paths: paths.toSorted().slice(0, MAX_FILES),
    unread,
    excluded: Math.min(excluded, MAX_FILES),
    // Of a project that is not walked to its end nobody knows.
    idle: isWhole ? idle.left() : [],
  }
}

/** Patterns that are watched: more would be matched against every path, one by one, for those that match nothing. */
const MAX_WATCHED = 20

/** Notes which patterns have matched something so far; what takes another one back, and what is a remark, is left out. */
function idlePatterns({ include = [], exclude = [] }: WalkOptions) {
  const left = new Map(
    [...watched('include', include), ...watched('exclude', exclude)]
      .slice(0, MAX_WATCHED)
      .map((one) => [one, addRules(undefined, [one.pattern])]),
  )
  return {
    meets(path: string) {
      for (const [one, rules] of left) if (rules?.ignores(path) === true) left.delete(one)
    },
    left: (): readonly IdlePattern[] => [...left.keys()],
  }
}

function watched(by: IdlePattern['by'], patterns: readonly string[]): readonly IdlePattern[] {
  return patterns.filter((pattern) => /^[^!#]/.test(pattern)).map((pattern) => ({ by, pattern }))
}

function list(tree: FileTree, folder: Folder, unread: Unread[]): readonly Entry[] {
  try {
    return tree.list(folder.path)
  } catch (error) {
    unread.push({ file: folder.path || '.', reason: reasonOf(error) })
    return []
  }
}

function rulesFrom(
  tree: FileTree,
  path: string,
  folder: string,
  rules: IgnoreRules | undefined,
  unread: Unread[],
): IgnoreRules | undefined {
  const read = tree.read(path, MAX_TEXT_BYTES)
  if (read.kind !== 'read') return rules
  const { accepted, refused } = readPatterns(decode(read.bytes).text, folder.slice(0, -1))
  for (const { line, reason } of refused) unread.push({ file: path, line, reason: `${reason}; not applied` })
  return accepted.length > 0 ? addRules(rules, accepted) : rules
}

/** Why what is not a file or a folder goes unread, where that needs saying. */
function problemOf(tree: FileTree, path: string, { kind }: Entry): string | undefined {
  switch (kind) {
    case 'link':
      return tree.describeLink(path)
    case 'pipe':
      return 'a named pipe; never opened'
    case 'socket':
      return 'a socket; never opened'
    case 'device':
      return 'a device; never opened'
    case 'file':
    case 'folder':
      return undefined
  }
}
