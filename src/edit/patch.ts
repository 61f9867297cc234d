import type { Edit } from '../report/edit.ts'
import { groupedBy } from './grouped.ts'
import type { ChangedFile } from './plan.ts'
import { unifiedDiff } from './unified-diff.ts'

/**
 * Changed files as one patch. Before each file it says why, in lines that `git apply` and `patch` pass over.
 * @param prefix put before every path; ends in a slash where it is not empty
 */
export function patchOf(files: readonly ChangedFile[], prefix: string): string {
  return files
    .map(({ path, before, edits, planned }) => {
      const diff = unifiedDiff(prefix + path, before, edits)
      return diff === '' ? '' : [...reasonsOf(planned).map((reason) => `# ${reason}\n`), diff].join('')
    })
    .join('')
}

/** `safe, lines 3, 9: Metal is asked first.`, a line for each reason. */
function reasonsOf(edits: readonly Edit[]): readonly string[] {
  return [...groupedBy(edits, ({ safety, why }) => `${safety}\0${why}`).values()].flatMap((own) => {
    const [first] = own
    const lines = [...new Set(own.map(({ line }) => line))].toSorted((a, b) => a - b)
    const why = first?.why.replaceAll(/\s+/g, ' ')
    return first ? [`${first.safety}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}: ${why}`] : []
  })
}
