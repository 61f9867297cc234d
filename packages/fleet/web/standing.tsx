import { figure, percent } from '../src/questions/cells.ts'
import { readiness } from '../src/dashboard/answers.ts'
import type { Part } from './part.ts'
import { partsOf, StatusBar, StatusLegend } from './status-bar.tsx'

/** The answer to the first question in one number, one bar and one sentence. */
export function Standing({ data, chosen }: Part) {
  const [all] = readiness(data, chosen)
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
      <nav class="contents" aria-label="On this page">
        {CONTENTS.map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
    </section>
  )
}

const CONTENTS = [
  ['blockers', 'What blocks most'],
  ['groups', 'By team, language, framework'],
  ['repositories', 'Repositories'],
  ['changes', 'What changed'],
  ['models', 'Models'],
  ['failures', 'Not audited'],
] as const
