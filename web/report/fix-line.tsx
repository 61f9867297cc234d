import type { Fix } from '../../src/report/report.ts'
import { Prose } from '../parts/prose.tsx'

/** What to do, who can do it, and how long it takes. */
export function FixLine({ fix: { kind, effort, summary } }: { readonly fix: Fix }) {
  // What a program mends counts as minutes in the verdict.
  const byProgram = effort === 'minutes' ? 'by a program, minutes' : `by a program; by hand ${effort}`
  return (
    <p class="fix">
      <b>Fix</b> <Prose text={summary} />{' '}
      <span class="quiet">({kind === 'automatic' ? byProgram : `by hand, ${effort}`})</span>
    </p>
  )
}
