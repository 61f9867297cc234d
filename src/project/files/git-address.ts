import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A repository that the user named, and optionally one of its branches or tags. */
export interface GitAddress {
  readonly url: string
  readonly branch?: string
  /** What to call the project. */
  readonly name: string
}

/** A copy of a repository in a temporary folder. */
export interface Checkout {
  readonly directory: string
  readonly remove: () => void
}

/** Milliseconds that fetching may take: a shallow copy of a large repository takes one minute on a slow line. */
const TIME_LIMIT = 180_000

const ADDRESS = /^(?:(?:https?|ssh|git|file):\/\/[^\s#]+|[\w.-]+@[\w.-]+:[^\s#]+)$/
const SHORT = /^github:([\w.-]+\/[\w.-]+)$/

/**
 * Nothing of a repository may run or ask: no hooks, no filters of large-file storage, no submodules, no helper programs
 * of exotic transports, no prompt.
 */
const SAFE = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'filter.lfs.smudge=',
  '-c',
  'filter.lfs.process=',
  '-c',
  'filter.lfs.required=false',
  '-c',
  'advice.detachedHead=false',
]
const CLONE = ['clone', '--quiet', '--depth', '1', '--no-tags', '--no-recurse-submodules', '--template=']
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'true',
  SSH_ASKPASS: 'true',
  GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  GIT_LFS_SKIP_SMUDGE: '1',
}

/** Understands `https://…`, `ssh://…`, `git@host:path` and `github:owner/name`, each with an optional `#branch`. */
export function parseGitAddress(text: string): GitAddress | undefined {
  const [address = '', branch, ...rest] = text.split('#')
  if (rest.length > 0 || (branch !== undefined && !/^\w[\w./-]*$/.test(branch))) return undefined
  const short = SHORT.exec(address)?.[1]
  const url = short === undefined ? address : `https://github.com/${short}.git`
  if (!ADDRESS.test(url)) return undefined
  const name =
    url
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:]/)
      .at(-1) || url
  return branch === undefined ? { url, name } : { url, name, branch }
}

/** Fetches the newest state of a repository; rejects with git's own last line when that fails. */
export async function checkOut(address: GitAddress): Promise<Checkout> {
  const base = mkdtempSync(join(tmpdir(), 'acclimate-'))
  const remove = () => rmSync(base, { recursive: true, force: true })
  const directory = join(base, address.name.replace(/^\.+/, '') || 'project')
  const branch = address.branch === undefined ? [] : ['--branch', address.branch]
  try {
    const environment = { ...process.env, ...ENVIRONMENT }
    const words = [...SAFE, ...CLONE, ...branch, '--', address.url, directory]
    await promisify(execFile)('git', words, { env: environment, timeout: TIME_LIMIT })
    return { directory, remove }
  } catch (error) {
    remove()
    throw new Error(explain(error), { cause: error })
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'ENOENT') return 'git is not installed'
  if ('killed' in error && error.killed === true) return `took longer than ${TIME_LIMIT / 1000} seconds`
  const lines = 'stderr' in error ? String(error.stderr).trim().split('\n') : []
  return lines.find((line) => line.startsWith('fatal:'))?.slice('fatal: '.length) ?? lines.at(-1) ?? error.message
}
