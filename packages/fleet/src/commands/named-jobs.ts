import { readInputs } from '../input/read-inputs.ts'
import type { Job } from '../job.ts'

/** The jobs that inputs name; what could not be understood is said on standard error, and the rest counts. */
export async function namedJobs(inputs: readonly string[], api?: string): Promise<readonly Job[]> {
  const { jobs, problems } = await readInputs(inputs, api)
  for (const { file, line, reason } of problems)
    process.stderr.write(`${file}${line === undefined ? '' : `:${line}`}: ${reason}\n`)
  return jobs
}
