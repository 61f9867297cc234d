import type { PitfallAnswer } from '../../../../../src/report/lookup.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'

const EFFECTS: Readonly<Record<PitfallAnswer['effect'], readonly [words: string, look: string]>> = {
  raises: ['stops the program', 'effect-blocks'],
  'falls-back': ['computed on the CPU', 'effect-falls-back'],
  'wrong-results': ['wrong results', 'effect-wrong-results'],
}

/** Cases in which a function that has a kernel does not do what was asked. */
export function Pitfalls({ pitfalls }: { readonly pitfalls: readonly PitfallAnswer[] }) {
  if (pitfalls.length === 0) return null
  return (
    <>
      <h2>Beware</h2>
      <ul class="choices">
        {pitfalls.map((pitfall) => {
          const [words, look] = EFFECTS[pitfall.effect]
          return (
            <li key={pitfall.what}>
              <b>{pitfall.what}</b> <span class={`chip ${look}`}>{words}</span> <Sources sources={pitfall.sources} />
              <p>
                {limitsOf(pitfall)} {pitfall.instead !== undefined && <Prose text={pitfall.instead} />}
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function limitsOf({ dtypes, when, since, until, macos }: PitfallAnswer): string {
  const parts = [
    dtypes && `With ${dtypes.join(', ')}`,
    when,
    range('PyTorch', since, until),
    range('macOS', macos?.since, macos?.until),
  ].filter(Boolean)
  return parts.length === 0 ? '' : `${parts.join('; ')}.`
}

function range(name: string, since: string | undefined, until: string | undefined): string {
  return [since && `since ${name} ${since}`, until && `before ${name} ${until}`].filter(Boolean).join(', ')
}
