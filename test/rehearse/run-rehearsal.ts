import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { rehearsalSchema } from '../../src/report/rehearsal-schema.ts'
import { type Ended, runProcess } from '../cli/run-cli.ts'
import { tree } from '../files/tree.ts'
import { python } from './pytorch.ts'

/** Rehearses a Python program as a user does, and gives what it printed and the document of it. */
export function runRehearsal(
  program: readonly string[],
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Ended & { readonly rehearsal: v.InferOutput<typeof rehearsalSchema> } {
  const file = join(tree({}), 'rehearsal.json')
  const ended = runProcess(['rehearse', '--json', file, ...options, '--', python, ...program], {
    env: { OMP_NUM_THREADS: '1', ...env },
  })
  return { ...ended, rehearsal: v.parse(rehearsalSchema, JSON.parse(readFileSync(file, 'utf8'))) }
}
