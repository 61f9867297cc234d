import { existsSync, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Job } from '../job.ts'

/** What stands in an input: jobs, and what of it could not be understood. */
export interface Input {
  readonly jobs: readonly Job[]
  readonly problems: readonly Problem[]
}

/** One line for people: where, and what is wrong. */
export interface Problem {
  readonly file: string
  /** 1-based; absent where it is about the whole. */
  readonly line?: number
  readonly reason: string
}

/** Lines that anybody writes; the rest of a list is said to be left out. */
const MAX_LINES = 5_000_000

const LINE = /^(?<address>[^\s#]+)(?:#(?<revision>\S+))?(?:\s+(?<labels>.*))?$/
const ADDRESS = /^(?:(?:https?|ssh|git|file):\/\/\S+|[\w.-]+@[\w.-]+:\S+)$/
const SHORT = /^(?:github:)?([\w.-]+\/[\w.-]+)$/
const REVISION = /^\w[\w./-]*$/

/**
 * Reads a list: an address or a folder a line, `#revision` behind it, and `team=…` and `priority=…` after spaces. Lines that
 * begin with `#` are remarks.
 *
 * @param folder - that folders in the list are relative to
 */
export function readList(file: string, text: string, folder: string): Input {
  const jobs: Job[] = []
  const problems: Problem[] = []
  for (const [index, raw] of text.split(/\r?\n/, MAX_LINES).entries()) {
    const written = raw.trim()
    if (written === '' || written.startsWith('#')) continue
    const read = readLine(written, folder)
    if (typeof read === 'string') problems.push({ file, line: index + 1, reason: read })
    else jobs.push(read)
  }
  return { jobs, problems }
}

/** The job that a line names, or what is wrong with it. */
export function readLine(written: string, folder: string): Job | string {
  const { address = '', revision = '', labels = '' } = LINE.exec(written)?.groups ?? {}
  const repository = repositoryNamed(address, folder)
  if (repository === undefined) return 'is neither an address nor a folder with a repository'
  if (/^[a-z+]+:\/\/[^/]*:[^/]*@/i.test(repository))
    return 'has a password in its address; give it to git, or as a token (docs/fleet.md), since lists and jobs are kept and shown'
  if (revision !== '' && !REVISION.test(revision)) return 'has a revision that is no branch, tag or commit'
  const given = Object.fromEntries(
    labels
      .split(/\s+/)
      .filter(Boolean)
      .map((label) => [label.split('=', 1)[0], label.slice(label.indexOf('=') + 1)]),
  )
  const { team, priority = '0', ...others } = given
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) return `says ${unknown}; after the address there may be team=… and priority=…`
  if (!/^-?\d{1,6}$/.test(priority)) return 'has a priority that is no whole number'
  return { repository, revision, ...(team === undefined ? {} : { team }), priority: Number(priority) }
}

/** The address to fetch from; undefined for what is none. */
function repositoryNamed(address: string, folder: string): string | undefined {
  if (ADDRESS.test(address)) return address
  const path = isAbsolute(address) ? address : resolve(folder, address)
  if (isRepository(path)) return pathToFileURL(path).href
  const short = SHORT.exec(address)?.[1]
  return short === undefined || address.startsWith('.') ? undefined : `https://github.com/${short}.git`
}

/** Whether git keeps a repository in a folder: a checkout, a worktree, or one without files. */
export function isRepository(folder: string): boolean {
  return (
    existsSync(join(folder, '.git')) ||
    (existsSync(join(folder, 'HEAD')) &&
      statSync(join(folder, 'objects'), { throwIfNoEntry: false })?.isDirectory() === true)
  )
}
