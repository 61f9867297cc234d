import type { Reason, Report, Status } from '../src/report/report.ts'
import { counted } from '../src/render/terminal/page.ts'
import { CHOICE_WORDS, STATUS_WORDS } from '../src/render/words.ts'
import { Sources } from './sources.tsx'

/** Reasons told beside a status; the findings have the rest. */
const MAX_REASONS = 4

/** The answer: what happens on each platform, and what to do. */
export function Answer({ report }: { readonly report: Report }) {
  const { platforms, recommendation } = report
  const { backends, edits, effort } = platforms.metal
  const total = edits.automatic + edits.manual
  const known = Object.entries(backends).filter(([, status]) => status !== 'unknown')
  return (
    <section class="answer" aria-labelledby="answer">
      <h2 id="answer">
        Advice: <strong>{CHOICE_WORDS[recommendation.choice]}</strong>
        {recommendation.certainty === 'certain' ? '' : <span class="quiet"> ({recommendation.certainty})</span>}
      </h2>
      <div class="cards">
        <Platform title="On a Mac (Metal)" status={platforms.metal.status} reasons={platforms.metal.reasons}>
          {total > 0 && (
            <p>
              {counted(total, 'edit')}, {edits.automatic} of which a program can make
              {effort === 'none' || effort === 'unknown' ? '' : `; ${effort} of work`}.
            </p>
          )}
          {known.length > 0 && (
            <p class="quiet">{known.map(([name, status]) => `${name}: ${status.replaceAll('-', ' ')}`).join(' · ')}</p>
          )}
        </Platform>
        <Platform title="On CUDA" status={platforms.cuda.status} reasons={platforms.cuda.reasons} />
      </div>
    </section>
  )
}

interface PlatformProps {
  readonly title: string
  readonly status: Status
  readonly reasons: readonly Reason[]
  readonly children?: preact.ComponentChildren
}

function Platform({ title, status, reasons, children }: PlatformProps) {
  const shown = reasons.slice(0, MAX_REASONS)
  const more = reasons.length - shown.length
  return (
    <article class={`card status-${status}`}>
      <h3>{title}</h3>
      <p class="status">{STATUS_WORDS[status]}</p>
      {children}
      {shown.length > 0 && (
        <ul>
          {shown.map((reason) => (
            <li key={reason.text}>
              {reason.text} <Sources sources={reason.sources} />
            </li>
          ))}
          {more > 0 && <li>and {counted(more, 'more reason')}, among the findings</li>}
        </ul>
      )}
    </article>
  )
}
