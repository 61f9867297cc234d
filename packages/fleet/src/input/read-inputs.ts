import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tokenFor } from '../credentials.ts'
import { usageError } from '../usage-error.ts'
import { type Input, isRepository, readList } from './list.ts'
import { ORGANISATION, readOrganisation } from './organisation.ts'

/**
 * Reads all inputs: lists, folders of clones, a clone itself, or an organisation. A job that is named twice is there once.
 * @param api - where the interface of an organisation's host is, if not where it usually is
 */
export async function readInputs(inputs: readonly string[], api?: string): Promise<Input> {
  const read: Input[] = []
  for (const input of inputs) read.push(ORGANISATION.test(input) ? await organisation(input, api) : readInput(input))
  const jobs = new Map(read.flatMap((input) => input.jobs).map((job) => [`${job.repository}\n${job.revision}`, job]))
  return { jobs: [...jobs.values()], problems: read.flatMap(({ problems }) => problems) }
}

function organisation(input: string, api: string | undefined): Promise<Input> {
  const token = (host: string): string | undefined => tokenFor(host, process.env)
  return readOrganisation(input, { ...(api === undefined ? {} : { api }), token })
}

function readInput(input: string): Input {
  if (!existsSync(input)) throw usageError(`no such file or folder: ${input}`)
  const path = resolve(input)
  if (!statSync(path).isDirectory()) return readList(input, readFileSync(path, 'utf8'), dirname(path))
  if (isRepository(path)) return { jobs: [jobFor(path)], problems: [] }
  const clones = readdirSync(path)
    .toSorted()
    .map((name) => join(path, name))
    .filter(isRepository)
  if (clones.length === 0) return { jobs: [], problems: [{ file: input, reason: 'has no folder with a repository' }] }
  return { jobs: clones.map(jobFor), problems: [] }
}

/** What is committed is audited, so that the commit says what was: git copies it like any other repository. */
function jobFor(folder: string): Input['jobs'][number] {
  return { repository: pathToFileURL(folder).href, revision: '', priority: 0 }
}
