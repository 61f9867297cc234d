import type { Report } from '../src/report/report.ts'
import { type Group, grouped } from '../src/render/terminal/groups.ts'
import { counted } from '../src/render/terminal/page.ts'
import { EFFECT_WORDS } from '../src/render/words.ts'
import { placeOf } from '../src/render/terminal/findings.ts'
import { Sources } from './sources.tsx'

/** Kinds that are told; more would not be "first". */
const MAX_TOLD = 5
/** Places of one kind: enough to recognise it by. */
const MAX_PLACES = 3

/** What matters first: findings on the main path by kind, those that hurt most first. */
export function Matters({ report }: { readonly report: Report }) {
  const main = report.findings.filter(
    ({ reach, effect, known }) => (reach === 'main' || reach === 'unknown') && effect !== 'info' && known !== true,
  )
  const told = grouped(main).slice(0, MAX_TOLD)
  if (told.length === 0) return null
  return (
    <section aria-labelledby="matters">
      <h2 id="matters">What matters first</h2>
      <ol class="matters">
        {told.map((group) => (
          <Kind key={`${group.platform} ${group.code}`} group={group} />
        ))}
      </ol>
    </section>
  )
}

function Kind({ group }: { readonly group: Group }) {
  const [first] = group.findings
  if (!first) return null
  const places = [...new Set(group.findings.flatMap(({ sites }) => sites.map((site) => placeOf(site))))]
  const more = places.length - MAX_PLACES
  return (
    <li>
      <p>
        <span class={`chip effect-${group.effect}`}>{EFFECT_WORDS[group.effect]}</span> {first.message}
      </p>
      <p class="quiet">
        {places.slice(0, MAX_PLACES).map((place) => (
          <code key={place} class="place">
            {place}
          </code>
        ))}
        {more > 0 && `and ${counted(more, 'more place')}`}
      </p>
      {group.fix && (
        <p>
          <b>Fix</b> ({group.fix.kind}, {group.fix.effort}): {group.fix.summary}
        </p>
      )}
      <Sources sources={first.sources} />
    </li>
  )
}
