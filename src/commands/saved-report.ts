import { existsSync } from 'node:fs'
import * as v from 'valibot'
import { UsageError } from '../config/usage-error.ts'
import { reportSchema } from '../report/report-schema.ts'
import type { Report } from '../report/report.ts'
import { readNamed } from './read-named.ts'

/** Standard input, where a file is named. */
const STANDARD_INPUT = '-'

/** The report in a file, or on standard input for `-`. Throws a UsageError that says what is wrong with it, and where. */
export async function readReport(file: string): Promise<Report> {
  if (file !== STANDARD_INPUT && !existsSync(file)) {
    const how = `acclimate audit --format json=${file}`
    throw new UsageError(`cannot read ${file}: there is no such file; a report is saved by: ${how}`)
  }
  return readSaved(file, reportSchema, 'a report of acclimate')
}

/** What is in a JSON file, checked; fields that the schema does not name are kept. */
export async function readSaved<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  what: string,
): Promise<v.InferInput<Schema>> {
  const name = file === STANDARD_INPUT ? 'standard input' : file
  const document = parsed(readNamed(file === STANDARD_INPUT ? undefined : file, name), name)
  try {
    v.assert(schema, document)
    return document
  } catch (error) {
    if (!v.isValiError(error)) throw error
    const [issue] = error.issues
    const place = v.getDotPath(issue)
    const wrong = issue.received === 'undefined' ? `it has no ${place}` : issue.message
    throw new UsageError(
      `${name} is not ${what}: ${place === null || wrong !== issue.message ? '' : `${place}: `}${wrong}`,
    )
  }
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}
