import { figure, percent } from '../src/questions/cells.ts'
import type { Row } from '../src/questions/readiness/index.ts'
import { partsOf, StatusBar, StatusLegend } from './status-bar.tsx'

/** The answer to the first question in one number, one bar and one sentence. */
export function Standing({ rows }: { readonly rows: readonly Row[] }) {
  const [all] = rows
  if (!all) return <p class="nothing">No repository is like that.</p>
  const running = all.runs + all.limited
  return (
    <section class="standing" aria-labelledby="standing">
      <p class="kicker">Ready for a Mac</p>
      <h2 id="standing">
        {percent(all.ready)}{' '}
        <span class="quiet">
          {figure(running)} of {figure(all.repositories - all.failed)} with a report
        </span>
      </h2>
      <StatusBar label="All" parts={partsOf(all)} most={all.repositories} />
      <StatusLegend parts={partsOf(all)} />
      <ul class="next">
        <li>
          <b>{figure(all.minutes)}</b> minutes away
        </li>
        <li>
          <b>{figure(all.needs_edits - all.minutes)}</b> need hours or days of edits
        </li>
        <li>
          <b>{figure(all.blocked)}</b> blocked: no fix is known for something
        </li>
      </ul>
    </section>
  )
}
