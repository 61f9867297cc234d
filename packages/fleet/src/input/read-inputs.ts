import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { usageError } from '../usage-error.ts'
import { type Input, isRepository, readList } from './list.ts'

/** Reads all inputs: lists, folders of clones, or a clone itself. A job that is named twice is there once. */
export async function readInputs(inputs: readonly string[]): Promise<Input> {
  const read = inputs.map(readInput)
  const jobs = new Map(read.flatMap((input) => input.jobs).map((job) => [`${job.repository}\n${job.revision}`, job]))
  return { jobs: [...jobs.values()], problems: read.flatMap(({ problems }) => problems) }
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
