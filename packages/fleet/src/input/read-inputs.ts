import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { tokenFor } from '../credentials.ts'
import { usageError } from '../usage-error.ts'
import { type Input, isRepository, readList } from './list.ts'
import { PACKAGES, readPackages } from './packages.ts'
import { ORGANISATION, readOrganisation } from './organisation.ts'

/**
 * Reads all inputs: lists, folders of clones, a clone itself, an organisation, or the packages that a file requires. A job that is named twice is there once.
 * @param api - where the interface of an organisation's host is, if not where it usually is
 */
export async function readInputs(inputs: readonly string[], api?: string): Promise<Input> {
  const read: Input[] = []
  for (const input of inputs) read.push(await readOne(input, api))
  const jobs = new Map(read.flatMap((input) => input.jobs).map((job) => [`${job.repository}\n${job.revision}`, job]))
  return { jobs: [...jobs.values()], problems: read.flatMap(({ problems }) => problems) }
}

async function readOne(input: string, api: string | undefined): Promise<Input> {
  if (ORGANISATION.test(input)) return organisation(input, api)
  const file = PACKAGES.exec(input)?.[1]
  return file === undefined ? readInput(input) : readPackages(existing(file))
}

function organisation(input: string, api: string | undefined): Promise<Input> {
  return readOrganisation(input, { ...(api === undefined ? {} : { api }), token: ownToken })
}

function ownToken(host: string): string | undefined {
  return tokenFor(host, process.env)
}

function readInput(input: string): Input {
  const path = resolve(existing(input))
  if (!statSync(path).isDirectory()) return readList(input, readFileSync(path, 'utf8'), dirname(path))
  if (isRepository(path)) return { jobs: [jobFor(path)], problems: [] }
  const clones = readdirSync(path)
    .toSorted()
    .map((name) => join(path, name))
    .filter(isRepository)
  if (clones.length === 0) return { jobs: [], problems: [{ file: input, reason: 'has no folder with a repository' }] }
  return { jobs: clones.map(jobFor), problems: [] }
}

function existing(path: string): string {
  if (!existsSync(path)) throw usageError(`no such file or folder: ${path}`)
  return path
}

/** What is committed is audited, so that the commit says what was: git copies it like any other repository. */
function jobFor(folder: string): Input['jobs'][number] {
  return { repository: pathToFileURL(folder).href, revision: '', priority: 0 }
}
