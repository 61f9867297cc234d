import { applyEdits } from '../edit/apply.ts'
import type { ChangedFile } from '../edit/plan.ts'
import { type Fault, wholeFile } from './faults.ts'
import type { PortHost } from './host.ts'

/** Edited files that a Python could parse before, and cannot now. Notebooks hold more than Python, and are left to our own parser. */
export async function readByPython(
  files: readonly ChangedFile[],
  { parse }: PortHost,
): Promise<{ readonly by: readonly string[]; readonly faults: readonly Fault[] }> {
  const scripts = files.filter(({ path }) => path.endsWith('.py'))
  const answer =
    scripts.length === 0 ? undefined : await parse?.(scripts.map(({ before, edits }) => applyEdits(before, edits)))
  if (!answer) return { by: [], faults: [] }
  const { version, errors } = answer
  const broken = scripts.flatMap(({ path, before }, index) => {
    const error = errors[index]
    return error === undefined ? [] : [{ path, before, error }]
  })
  const then = broken.length === 0 ? undefined : await parse?.(broken.map(({ before }) => before))
  const faults = broken
    .filter((_, index) => then?.errors[index] === undefined)
    .map(({ path, error }): Fault => {
      return { lines: wholeFile(path), reason: `would leave ${path} unfit for Python ${version}: ${error}` }
    })
  return { by: [`Python ${version}`], faults }
}
