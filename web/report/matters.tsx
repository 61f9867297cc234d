import { Fragment } from 'preact'
import type { Finding, Report, Site } from '../../src/report/report.ts'
import { newFindings } from '../../src/render/baseline.ts'
import { effectWords, firmFirst, type Group, grouped } from '../../src/render/terminal/groups.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { placeOf } from '../../src/render/terminal/findings.ts'
import { AfterEdits } from './after-edits.tsx'
import { FixLine } from './fix-line.tsx'
import { ShowFindings } from './showing.tsx'
import { Lines } from '../parts/lines.tsx'
import { Prose } from '../parts/prose.tsx'
import { Sources } from '../parts/sources.tsx'

/** Kinds that are told; more would not be "first". */
const MAX_TOLD = 5
/** Places of one kind: enough to recognise it by. */
const MAX_PLACES = 3
/** Messages of one kind, where they differ; each has its first place. */
const MAX_MESSAGES = 3

/** What matters first: findings on the main path by kind, those that hurt most first. */
export function Matters({ report }: { readonly report: Report }) {
  const main = newFindings(report.findings).filter(
    ({ reach, effect }) => (reach === 'main' || reach === 'unknown') && effect !== 'info',
  )
  const told = firmFirst(grouped(main)).slice(0, MAX_TOLD)
  if (told.length === 0) return null
  return (
    <section aria-labelledby="matters">
      <h2 id="matters">What matters first</h2>
      <ol class="matters">
        {told.map((group) => (
          <Kind key={`${group.platform} ${group.code} ${group.effect} ${group.certainty}`} group={group} />
        ))}
      </ol>
    </section>
  )
}

function Kind({ group }: { readonly group: Group }) {
  const messages = messagesOf(group.findings)
  const told = messages.slice(0, MAX_MESSAGES)
  const shown = told.map((findings) => placesOf(findings).slice(0, messages.length === 1 ? MAX_PLACES : 1))
  const more = group.places - new Set(shown.flat()).size
  return (
    <li>
      {told.map(([first, ...others], index) => (
        <Fragment key={index}>
          <p class="message">
            {index === 0 && <span class={`chip effect-${group.effect}`}>{effectWords(group)}</span>}{' '}
            {first && <Prose text={first.message} />} {first && <Sources sources={first.sources} />}
          </p>
          {first && <Lines sites={sitesAt([first, ...others], shown[index] ?? [])} />}
          {first?.fix && !group.fix && <FixLine fix={first.fix} />}
        </Fragment>
      ))}
      {more > 0 && (
        <p class="quiet">
          and{' '}
          <ShowFindings filter={{ code: group.code, platform: group.platform }}>
            {counted(more, 'more place')}
          </ShowFindings>
        </p>
      )}
      {group.fix && <FixLine fix={group.fix} />}
      {group.findings.length === 1 && group.findings[0] && <AfterEdits fingerprint={group.findings[0].fingerprint} />}
    </li>
  )
}

/** The findings of one kind by what they say. */
function messagesOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const messages = new Map<string, Finding[]>()
  for (const finding of findings) messages.set(finding.message, [...(messages.get(finding.message) ?? []), finding])
  return [...messages.values()]
}

function placesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ sites }) => sites.map((site) => placeOf(site))))]
}

function sitesAt(findings: readonly Finding[], places: readonly string[]): readonly Site[] {
  return findings.flatMap(({ sites }) => sites.filter((site) => places.includes(placeOf(site))))
}
