import type { Recommendation, SpokenConsideration } from '../../src/report/report.ts'
import { Prose } from '../parts/prose.tsx'
import { Sources } from '../parts/sources.tsx'
import { SIDE_WORDS } from '../parts/words.ts'

/** The most that a consideration can count: one of the greatest weight that speaks fully. */
const MOST = 6

/** Why the advice is what it is: what spoke, how strongly, and what would change it. */
export function Considerations({ recommendation }: { readonly recommendation: Recommendation }) {
  const { considerations = [], wouldChange = [] } = recommendation
  if (considerations.length + wouldChange.length === 0) return null
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why this advice</h2>
      {considerations.length > 0 && (
        <ul class="considerations">
          {considerations.map((one) => (
            <Consideration key={one.id} one={one} />
          ))}
        </ul>
      )}
      {wouldChange.length > 0 && (
        <>
          <h3>What would change it</h3>
          <ul>
            {wouldChange.map(({ text }) => (
              <li key={text}>
                <Prose text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Consideration({ one: { text, leans, weight, strength, sources } }: { readonly one: SpokenConsideration }) {
  const counts = weight * strength
  return (
    <li>
      <span class={`side side-${leans}`}>{SIDE_WORDS[leans]}</span>
      <svg class={`side-${leans}`} viewBox={`0 0 ${MOST} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width={MOST} height={1} />
        <rect width={counts} height={1} />
      </svg>
      <span>
        <Prose text={text} /> <Sources sources={sources} />{' '}
        <span class="quiet">
          counts {Number(counts.toFixed(1))}: weight {weight}, strength {Math.round(strength * 100)} %
        </span>
      </span>
    </li>
  )
}
