import { compare } from '../comparison/compare.ts'
import { markdownComparison } from '../render/markdown/comparison.ts'
import { renderComparison } from '../render/terminal/comparison.ts'
import type { Comparison } from '../report/comparison.ts'
import { EXIT } from './exit.ts'
import { placeOfOutput } from './place-of-output.ts'
import { readReport } from './saved-report.ts'
import { writeOutput } from './write-output.ts'

/** What stands on the command line, already checked. */
export interface DiffFlags {
  readonly format: 'terminal' | 'markdown' | 'json'
  readonly output?: string
}

/** Says what is better and what is worse in the second of two saved reports; ends with 1 when anything is worse. */
export async function runDiff(before: string, after: string, { format, output }: DiffFlags): Promise<number> {
  const comparison = compare(await readReport(before), await readReport(after))
  writeOutput(shown(comparison, format, output), output)
  return comparison.change === 'worse' || comparison.change === 'mixed' ? EXIT.findings : EXIT.fine
}

function shown(comparison: Comparison, format: DiffFlags['format'], file: string | undefined): string {
  if (format === 'json') return `${JSON.stringify(comparison, undefined, 2)}\n`
  return format === 'markdown' ? markdownComparison(comparison) : renderComparison(comparison, placeOfOutput(file))
}
