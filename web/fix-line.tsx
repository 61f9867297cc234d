import type { Fix } from '../src/report/report.ts'

/** What to do, who can do it, and how long it takes. */
export function FixLine({ fix: { kind, effort, summary } }: { readonly fix: Fix }) {
  return (
    <p class="fix">
      <b>Fix</b> {summary}{' '}
      <span class="quiet">
        ({kind === 'automatic' ? 'by a program' : 'by hand'}, {effort})
      </span>
    </p>
  )
}
