import { EFFECT_WORDS } from '../../../../../src/render/words.ts'
import type { Library } from '../../../../../src/knowledge/library.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'
import { rangeInWords } from '../../../parts/course.ts'

/** What is known of parts of a library: calls that do less on a Mac, packages that it breaks beside, models that it runs. */
export function OtherParts({ library: { calls = [], misfits = [], models = [] } }: { readonly library: Library }) {
  return (
    <>
      {calls.length > 0 && (
        <section aria-labelledby="calls">
          <h2 id="calls">Calls that do something else on a Mac</h2>
          <ul class="choices">
            {calls.map((call, index) => (
              <li key={index}>
                {call.names.map((name) => (
                  <code key={name}>{name} </code>
                ))}
                <span class={`chip effect-${call.effect}`}>{EFFECT_WORDS[call.effect]}</span>{' '}
                <span class="quiet">{rangeInWords(call)}</span> <Sources sources={call.sources} />
                <p>
                  <Prose text={call.says} /> <Prose text={call.fix} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {misfits.length > 0 && (
        <section aria-labelledby="misfits">
          <h2 id="misfits">Breaks beside</h2>
          <ul class="choices">
            {misfits.map((misfit, index) => (
              <li key={index}>
                <code>
                  {misfit.with.name} {misfit.with.since} and later
                </code>{' '}
                <span class="quiet">since {misfit.with.from}</span> <Sources sources={misfit.sources} />
                <p>
                  <Prose text={misfit.note} /> <Prose text={misfit.fix} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {models.length > 0 && (
        <section aria-labelledby="models">
          <h2 id="models">Models that it runs</h2>
          <ul>
            {models.map(({ type, names, since, sources }) => (
              <li key={type}>
                {names.join(', ')} <span class="quiet">since {since}</span> <Sources sources={sources} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
