import type { Claim } from '../../../src/knowledge/claims.ts'
import { Prose } from '../../parts/prose.tsx'
import { Link } from '../frame/link.tsx'
import { TOPIC_WORDS, VERDICT_WORDS } from './claim-words.ts'
import '../../parts/style/answer.css'
import '../../parts/style/charts.css'

/** Claims by topic, each with what it turned out to be. */
export function ClaimList({ claims }: { readonly claims: readonly Claim[] }) {
  return (
    <>
      {TOPIC_WORDS.map(([topic, words]) => (
        <section key={topic} aria-labelledby={topic}>
          <h2 id={topic}>{words}</h2>
          <ul class="choices">
            {claims
              .filter((one) => one.topic === topic)
              .map(({ id, claim, verdict, answer }) => (
                <li key={id}>
                  <Link to={`claims/${id}/`}>{claim}</Link>{' '}
                  <span class={`chip ${VERDICT_WORDS[verdict][1]}`}>{VERDICT_WORDS[verdict][0]}</span>
                  <p>
                    <Prose text={answer} />
                  </p>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
