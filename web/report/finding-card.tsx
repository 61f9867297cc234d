import { useContext, useMemo } from 'preact/hooks'
import type { Finding } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { EFFECT_WORDS } from '../../src/render/words.ts'
import { AfterEdits } from './after-edits.tsx'
import { FixLine } from './fix-line.tsx'
import { ShowFindings, ShowingNow } from './showing.tsx'
import { Lines } from '../parts/lines.tsx'
import { AddressAbout, type Topic, topicOf } from '../parts/more-about.tsx'
import { Prose } from '../parts/prose.tsx'
import { Sources } from '../parts/sources.tsx'
import { REACH_WORDS } from '../parts/words.ts'

/** Places of a finding that are shown with their lines at once. */
const MAX_SITES = 4

interface Props {
  readonly finding: Finding
  /** The file that it stands under. */
  readonly file: string
}

/** A finding with its lines, its fix and what it rests on; made once, for there are hundreds and none of them changes. */
export function FindingCard({ finding, file }: Props) {
  return useMemo(() => <Card finding={finding} file={file} />, [finding, file])
}

function Card({ finding, file }: Props) {
  const { code, effect, certainty, reach, platform, message, sites, causes, sources, fix } = finding
  const rest = sites.slice(MAX_SITES)
  const topic = topicOf(finding.subject)
  const marks = [...(platform === 'cuda' ? ['on CUDA'] : []), REACH_WORDS[reach], certainty, ...baselineMarks(finding)]
  return (
    <li class="finding" data-fingerprint={finding.fingerprint}>
      <p class="message">
        <span class={`chip effect-${effect}`}>{EFFECT_WORDS[effect]}</span> <Prose text={message} />{' '}
        <Sources sources={sources} />
      </p>
      <Lines sites={sites.slice(0, MAX_SITES)} file={file} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more place')}</summary>
          <Lines sites={rest} file={file} />
        </details>
      )}
      {causes.length > 0 && (
        <details>
          <summary>What leads there: {counted(causes.length, 'place')}</summary>
          <Lines sites={causes} />
        </details>
      )}
      {fix && <FixLine fix={fix} />}
      <AfterEdits fingerprint={finding.fingerprint} />
      <p class="quiet">
        <code>{code}</code> · {marks.join(' · ')}
        {topic && <About topic={topic} />}
        <Permalink fingerprint={finding.fingerprint} />
      </p>
    </li>
  )
}

/** The way to a page on what the finding is about, where there is one. */
function About({ topic }: { readonly topic: Topic }) {
  const address = useContext(AddressAbout)(topic)
  if (address === undefined) return null
  return (
    <>
      {' · '}
      <a href={address}>all about {topic.name}</a>
    </>
  )
}

/** The address of a finding by itself, to send to others. */
function Permalink({ fingerprint }: { readonly fingerprint: string }) {
  if (!useContext(ShowingNow).isInAddress) return null
  return (
    <>
      {' · '}
      <ShowFindings filter={{ finding: fingerprint }}>link to this</ShowFindings>
    </>
  )
}

function baselineMarks({ known, sites }: Finding): readonly string[] {
  if (known) return ['known from the baseline']
  const count = sites.filter((site) => site.known).length
  return count > 0 ? [`${count} of ${sites.length} places known from the baseline`] : []
}
