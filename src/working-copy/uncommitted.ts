import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readBytes } from '../project/files/open.ts'

/** Paths that are asked about at once: a command line has room for some more. */
const AT_ONCE = 400
/** Milliseconds: git reads a list of names. */
const TIME_LIMIT = 30_000
const MOST_OUTPUT = 50_000_000

/** Nothing is run, fetched or locked for a question about names. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']
const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_TERMINAL_PROMPT: '0',
}

/** Files that differ from what is committed or are not, or why that cannot be said. */
export type Uncommitted =
  | { readonly kind: 'known'; readonly files: readonly string[] }
  | { readonly kind: 'no-repository' }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * Which files hold something that is not committed. What git is asked for are the names of the committed contents; they are
 * held against the files here, since `git status` would run the filters that a repository names.
 * @param paths relative to the directory
 */
export async function uncommitted(directory: string, paths: readonly string[]): Promise<Uncommitted> {
  const names = new Map<string, string>()
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE).map((path) => `./${path}`)
    // oxlint-disable-next-line no-await-in-loop -- one git at a time
    const listed = await committed(directory, some)
    if (typeof listed === 'string') return problem(listed)
    for (const [path, name] of listed) names.set(path, name)
  }
  return { kind: 'known', files: paths.filter((path) => !isCommitted(join(directory, path), names.get(path))) }
}

function problem(message: string): Uncommitted {
  if (/not a git repository|git is not installed/.test(message)) return { kind: 'no-repository' }
  // Of a repository without a commit nothing is committed, and there is nothing to be asked.
  return {
    kind: 'unknown',
    reason: /Not a valid object name HEAD/.test(message) ? 'nothing is committed yet' : message,
  }
}

/** The names of committed contents by path; git's own words where there are none. */
function committed(directory: string, paths: readonly string[]): Promise<ReadonlyMap<string, string> | string> {
  return new Promise((resolve) => {
    const options = {
      cwd: directory,
      timeout: TIME_LIMIT,
      maxBuffer: MOST_OUTPUT,
      env: { ...process.env, ...ENVIRONMENT, LC_ALL: 'C' },
    }
    const words = ['--literal-pathspecs', ...SAFE, 'ls-tree', '-z', 'HEAD', '--', ...paths]
    execFile('git', words, options, (error, out, stderr) => {
      if (error) resolve(error.code === 'ENOENT' ? 'git is not installed' : lastLine(stderr) || error.message)
      else resolve(new Map(out.split('\0').flatMap(entryOf)))
    })
  })
}

/** `100644 blob 2d84b3…<tab>path`. */
function entryOf(line: string): readonly (readonly [path: string, name: string])[] {
  const [, name, path] = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(line) ?? []
  return name === undefined || path === undefined ? [] : [[path, name]]
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^fatal: /, '') ?? ''
  )
}

/** Most bytes of a file that is edited; those that are read have fewer. */
const MOST_BYTES = 100_000_000

function isCommitted(path: string, name: string | undefined): boolean {
  const read = name === undefined ? undefined : readBytes(path, MOST_BYTES)
  if (name === undefined || read?.kind !== 'read') return false
  const bytes = Buffer.from(read.bytes)
  // Git may keep a file with other line ends than it checks out.
  return nameOf(bytes, name) === name || nameOf(withoutCarriageReturns(bytes), name) === name
}

/** What git calls a content: its SHA-1, or SHA-256 in repositories that use that. */
function nameOf(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}
