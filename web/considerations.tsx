import type { Recommendation } from '../src/report/report.ts'
import { CHOICE_WORDS } from '../src/render/words.ts'
import { Sources } from './sources.tsx'

/** Why the advice is what it is: what spoke, how strongly, and what would change it. */
export function Considerations({ recommendation }: { readonly recommendation: Recommendation }) {
  const { reasons, considerations = [], wouldChange = [] } = recommendation
  if (reasons.length + considerations.length + wouldChange.length === 0) return null
  return (
    <section aria-labelledby="why">
      <h2 id="why">Why this advice</h2>
      {considerations.length > 0 ? (
        <ul class="considerations">
          {considerations.map(({ id, text, leans, weight, strength, sources }) => (
            <li key={id}>
              <meter min={0} max={1} value={strength} aria-label={`strength: ${Math.round(strength * 100)} %`} />
              <span>
                {text} <b>Leans to {leans}</b>{' '}
                <span class="quiet">
                  (weight {weight}, strength {Math.round(strength * 100)} %)
                </span>{' '}
                <Sources sources={sources} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <ul>
          {reasons.map(({ text, sources }) => (
            <li key={text}>
              {text} <Sources sources={sources} />
            </li>
          ))}
        </ul>
      )}
      {wouldChange.length > 0 && (
        <>
          <h3>What would change it</h3>
          <ul>
            {wouldChange.map(({ text, choice }) => (
              <li key={text}>
                {text} <span class="quiet">→ {CHOICE_WORDS[choice]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
