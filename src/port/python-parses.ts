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
    scripts.length === 0
      ? undefined
      : await parse?.([
          ...scripts.map(({ before, edits }) => applyEdits(before, edits)),
          ...scripts.map(({ before }) => before),
        ])
  if (!answer) return { by: [], faults: [] }
  const { version, errors } = answer
  const faults = scripts.flatMap(({ path }, index): readonly Fault[] => {
    const [now, then] = [errors[index], errors[index + scripts.length]]
    return now === undefined || then !== undefined
      ? []
      : [{ lines: wholeFile(path), reason: `would leave ${path} unfit for Python ${version}: ${now}` }]
  })
  return { by: [`Python ${version}`], faults }
}
