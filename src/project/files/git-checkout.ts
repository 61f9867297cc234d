import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type GitAddress, withoutCredentials } from './git-address.ts'

/** A copy of a repository in a temporary folder. */
export interface Checkout {
  readonly directory: string
  readonly remove: () => void
}

/** Milliseconds that fetching may take: a shallow copy of a large repository takes one minute on a slow line. */
const TIME_LIMIT = 180_000

/** Nothing of a repository may run or ask: no hooks, no submodules, no helper programs of exotic transports, no prompt. */
const SAFE = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'advice.detachedHead=false']
const CLONE = [
  'clone',
  '--progress',
  '--depth=1',
  '--no-tags',
  '--no-recurse-submodules',
  '--no-checkout',
  '--template=',
]
const FETCH = ['fetch', '--progress', '--depth=1', '--no-tags', '--no-recurse-submodules']
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'true',
  SSH_ASKPASS: 'true',
  GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
}

/**
 * These win over what the repository says of its files, so that no filter runs on them, whatever filters the user has: their
 * settings stay in force, since how to reach a host is among them. Files come as they are kept, large ones as pointers.
 */
const ATTRIBUTES = '* -filter -text -ident -working-tree-encoding\n'

/** What git says while a pack comes, several times a second. */
const RECEIVED = /Receiving objects:\s+\d+% \((\d+)\/(\d+)\)/

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What a copy may hold at most; checked before anything is checked out. */
export interface CheckoutLimits {
  readonly files: number
  readonly bytes: number
}

/** What a commit is called, which is fetched by its name; anything else is a branch or a tag. */
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/**
 * Fetches the newest state of a repository, of a branch or tag, or a commit.
 *
 * @param progress - told how much has come, such as `objects 120 of 4000`
 * @throws {Error} with git's own last line, or with what is beyond the limits
 */
export async function checkOut(
  address: GitAddress,
  limits?: CheckoutLimits,
  progress: (what: string) => void = () => {},
): Promise<Checkout> {
  const base = mkdtempSync(join(tmpdir(), 'acclimate-'))
  const git = gitIn(base, progress)
  const directory = join(base, address.name.replace(/^\.+/, '') || 'project')
  const { branch } = address
  try {
    if (branch !== undefined && COMMIT.test(branch)) {
      await git.run(['init', '--quiet', '--template=', directory])
      await git.run(['-C', directory, ...FETCH, '--', address.url, branch])
      await git.run(['-C', directory, 'update-ref', '--no-deref', 'HEAD', 'FETCH_HEAD'])
    } else {
      await git.run([...CLONE, ...(branch === undefined ? [] : ['--branch', branch]), '--', address.url, directory])
    }
    if (limits) await admit(directory, limits)
    const info = join(directory, '.git', 'info')
    mkdirSync(info, { recursive: true })
    writeFileSync(join(info, 'attributes'), ATTRIBUTES)
    await git.run(['-C', directory, 'reset', '--hard', '--quiet', '--no-recurse-submodules'])
    return { directory, remove: git.remove }
  } catch (error) {
    git.remove()
    throw new Error(withoutCredentials(explain(error)), { cause: error })
  }
}

/**
 * The commit that a branch or tag, or the default branch, is at; nothing is fetched.
 * @throws {Error} with git's own last line, or because there is no such branch or tag
 */
export async function resolveRevision({ url, branch }: GitAddress): Promise<string> {
  if (branch !== undefined && COMMIT.test(branch)) return branch
  const names =
    branch === undefined ? ['HEAD'] : [`refs/heads/${branch}`, `refs/tags/${branch}^{}`, `refs/tags/${branch}`]
  const listed = await new Promise<string>((resolve, reject) => {
    const options = { env: { ...process.env, ...ENVIRONMENT }, timeout: TIME_LIMIT }
    execFile('git', [...SAFE, 'ls-remote', '--', url, ...names], options, (error, stdout, stderr) => {
      if (error) reject(new Error(withoutCredentials(explain(Object.assign(error, { stderr }))), { cause: error }))
      else resolve(stdout)
    })
  })
  const commits = new Map(listed.split('\n').map((line) => [line.split('\t')[1], line.split('\t')[0]]))
  const commit = names.map((name) => commits.get(name)).find((found) => found !== undefined)
  if (commit === undefined)
    throw new Error(branch === undefined ? 'it has no commit' : `it has no branch or tag ${branch}`)
  return commit
}

/** Counts what would be checked out: a small pack may hold a million files, and a few trees any number of paths. */
async function admit(directory: string, { files, bytes }: CheckoutLimits): Promise<void> {
  const listing = spawn('git', [...SAFE, '-C', directory, 'ls-tree', '-r', '-l', '--full-tree', 'HEAD'], {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let counted = 0
  let sum = 0
  try {
    for await (const line of createInterface({ input: listing.stdout })) {
      counted += 1
      // mode, kind, object, size; a submodule has `-` for one.
      sum += Number(line.split(/\s+/, 4)[3]) || 0
      if (counted > files) throw new Error(`has more than ${files} files`)
      if (sum > bytes) throw new Error(`has more than ${bytes} bytes`)
    }
  } finally {
    listing.kill('SIGKILL')
  }
}

/** Runs git for a folder that is removed in the end, be it that the program is interrupted. */
function gitIn(
  base: string,
  progress: (what: string) => void,
): { run: (words: readonly string[]) => Promise<void>; remove: () => void } {
  let running: ChildProcess | undefined
  const remove = (): void => {
    for (const signal of INTERRUPTIONS) process.off(signal, interrupted)
    rmSync(base, { recursive: true, force: true, maxRetries: 3 })
  }
  const interrupted = async (signal: NodeJS.Signals): Promise<void> => {
    // What still writes would put back what is removed.
    if (running?.kill() === true) await once(running, 'exit')
    remove()
    // Nobody listens any more, so that this ends the program as it would have without us.
    process.kill(process.pid, signal)
  }
  for (const signal of INTERRUPTIONS) process.on(signal, interrupted)
  const run = async (words: readonly string[]): Promise<void> => {
    const options = { env: { ...process.env, ...ENVIRONMENT }, timeout: TIME_LIMIT }
    try {
      await new Promise<void>((resolve, reject) => {
        running = execFile('git', [...SAFE, ...words], options, (error, _, stderr) => {
          if (error) reject(Object.assign(error, { stderr }))
          else resolve()
        })
        running.stderr?.on('data', (said) => {
          const [, done, of] = RECEIVED.exec(String(said)) ?? []
          if (done !== undefined) progress(`objects ${done} of ${of}`)
        })
      })
    } finally {
      running = undefined
    }
  }
  return { run, remove }
}

/** What git says of each file for which there is no room. */
const UNWRITTEN = 'error: unable to write file'

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return 'git is not installed'
  if ('killed' in error && error.killed === true) return `took longer than ${TIME_LIMIT / 1000} seconds`
  const lines = 'stderr' in error ? String(error.stderr).trim().split('\n') : []
  // Of all lines the last one says least: `Could not reset index file`.
  if (lines.some((line) => line.startsWith(UNWRITTEN))) return 'its files cannot be written: the disk may be full'
  return lines.find((line) => line.startsWith('fatal:'))?.slice('fatal: '.length) ?? lines.at(-1) ?? error.message
}
