import type { Finding, Site } from '../src/report/report.ts'
import { counted } from '../src/render/terminal/page.ts'
import { EFFECT_WORDS } from '../src/render/words.ts'
import { placeOf } from '../src/render/terminal/findings.ts'
import { Sources } from './sources.tsx'
import { REACH_WORDS } from './words.ts'

/** Places of a finding that are shown with their lines at once. */
const MAX_SITES = 4

/** A finding with its lines, its fix and what it rests on. */
export function FindingCard({ finding }: { readonly finding: Finding }) {
  const { code, effect, certainty, reach, platform, message, sites, causes, sources, fix, known } = finding
  const rest = sites.slice(MAX_SITES)
  const marks = [platform, REACH_WORDS[reach], certainty, ...(known ? ['known from the baseline'] : [])]
  return (
    <li class="finding" data-fingerprint={finding.fingerprint}>
      <p>
        <span class={`chip effect-${effect}`}>{EFFECT_WORDS[effect]}</span> {message}
      </p>
      <Lines sites={sites.slice(0, MAX_SITES)} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more place')}</summary>
          <Lines sites={rest} />
        </details>
      )}
      {causes.length > 0 && (
        <details>
          <summary>What leads there: {counted(causes.length, 'place')}</summary>
          <Lines sites={causes} />
        </details>
      )}
      {fix && (
        <p>
          <b>Fix</b> ({fix.kind}, {fix.effort}): {fix.summary}
        </p>
      )}
      <p class="quiet">
        <code>{code}</code> · {marks.join(' · ')} <Sources sources={sources} />
      </p>
    </li>
  )
}

function Lines({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <ul class="lines">
      {sites.map((site, index) => (
        <li key={index}>
          <code class="place">{placeOf(site)}</code>
          <code class="excerpt">
            <mark>{site.excerpt}</mark>
          </code>
        </li>
      ))}
    </ul>
  )
}
