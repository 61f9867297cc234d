import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { repositoriesOfPackages } from 'acclimate/fleet'
import type { Job } from '../job.ts'
import { type Input, type Problem, readLine } from './list.ts'

/** `packages:FILE`: asked for by name, since the index of the user's pip or uv is contacted for it. */
export const PACKAGES = /^packages:(.+)$/

/** Lines that are read: lock files of the largest services have some thousand. */
const MAX_LINES = 20_000

/**
 * Reads a file of requirements as pip takes it, and names the repository of each package: the one that stands there, or the
 * one that the package's metadata names. The default branch of it is audited, since no metadata says at which commit a release
 * was made. What leads to no repository is a problem of its line.
 *
 * @param resolved - who finds the repositories
 */
export async function readPackages(file: string, resolved = repositoriesOfPackages): Promise<Input> {
  const folder = dirname(resolve(file))
  const { required, problems } = requirementsIn(file, readFileSync(file, 'utf8'))
  const found = await resolved(
    required.map(({ text }) => text),
    folder,
  )
  const jobs: Job[] = []
  const unresolved: Problem[] = []
  for (const [index, { line, text }] of required.entries()) {
    const one = found[index] ?? { reason: 'is not known' }
    const job =
      'address' in one
        ? readLine(one.revision === undefined ? one.address : `${one.address}#${one.revision}`, folder)
        : one.reason
    if (typeof job === 'string') unresolved.push({ file, line, reason: `${text.slice(0, 80)}: ${job}` })
    else jobs.push(job)
  }
  return { jobs, problems: [...problems, ...unresolved] }
}

interface Required {
  /** 1-based. */
  readonly line: number
  readonly text: string
}

/** What stands in a file of requirements, without remarks, hashes and options; other files that it names are not read. */
function requirementsIn(file: string, text: string): { required: readonly Required[]; problems: readonly Problem[] } {
  const required: Required[] = []
  const problems: Problem[] = []
  for (const [index, raw] of text.split(/\r?\n/, MAX_LINES).entries()) {
    const line = index + 1
    const written = raw
      .replace(/(?:^|\s)#.*$/, '')
      .replace(/\s+--.*$/, '')
      .replace(/\\$/, '')
      .trim()
    const editable = /^(?:-e|--editable)[\s=]+(.+)$/.exec(written)?.[1]
    if (/^(?:-r|--requirement|-c|--constraint)\b/.test(written))
      problems.push({ file, line, reason: 'names another file, which is not read: give it as packages:… too' })
    else if (editable !== undefined) required.push({ line, text: editable })
    else if (written !== '' && !written.startsWith('-')) required.push({ line, text: written })
  }
  return { required, problems }
}
