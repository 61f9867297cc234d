import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a run writes: each `old` of the Python files becomes `new`; files without one are left alone. */
export function changesOf(root) {
  return readdirSync(root).flatMap((path) => {
    if (!path.endsWith('.py')) return []
    const before = readFileSync(join(root, path))
    const after = Buffer.from(before.toString().replaceAll('old', 'new'))
    return after.equals(before) ? [] : [{ path, before, after }]
  })
}
