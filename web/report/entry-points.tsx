import { useContext } from 'preact/hooks'
import { effects } from '../../src/report/effects.ts'
import type { EntryPoint, Finding, Report, Status } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { STATUS_CHIPS } from '../../src/render/words.ts'
import { PlaceAddress } from '../parts/place.tsx'
import { Prose } from '../parts/prose.tsx'
import { wayOf } from './filter.ts'
import { ShowFindings } from './showing.tsx'

const STATUSES: readonly Status[] = ['runs', 'runs-degraded', 'needs-edits', 'blocked', 'unknown']
/** Ways in that are shown at once. */
const MAX_SHOWN = 8

type Fate = EntryPoint['metal']

/** Whether each script, command or notebook runs on each platform, and what stops it: one may run where another does not. */
export function EntryPoints({ report: { entryPoints = [], findings } }: { readonly report: Report }) {
  if (entryPoints.length === 0) return null
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]))
  const count = (status: Status) => entryPoints.filter(({ metal }) => metal.status === status).length
  const rest = entryPoints.slice(MAX_SHOWN)
  const told = STATUSES.filter((status) => count(status) > 0)
  return (
    <section aria-labelledby="entry-points">
      <h2 id="entry-points">What runs where</h2>
      {entryPoints.length > 1 && (
        <ul class="counts" aria-label="How they fare on a Mac">
          {told.map((status) => (
            <li key={status} class={`chip status-${status}`}>
              {count(status)} × {STATUS_CHIPS[status]} on a Mac
            </li>
          ))}
        </ul>
      )}
      <Table points={entryPoints.slice(0, MAX_SHOWN)} findings={byFingerprint} />
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more way', 'more ways')} in</summary>
          <Table points={rest} findings={byFingerprint} />
        </details>
      )}
    </section>
  )
}

interface TableProps {
  readonly points: readonly EntryPoint[]
  readonly findings: ReadonlyMap<string, Finding>
}

function Table({ points, findings }: TableProps) {
  const hasCuda = points.some(({ cuda }) => cuda !== undefined)
  return (
    <div class="scroll" role="region" aria-label="What runs where, as a table" tabIndex={0}>
      <table class="ways">
        <thead>
          <tr>
            <th scope="col">Command, script or notebook</th>
            <th scope="col">On a Mac</th>
            {hasCuda && <th scope="col">On CUDA</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={wayOf(point)}>
              <Name point={point} />
              <FateCell label="On a Mac" point={point} fate={point.metal} findings={findings} />
              {hasCuda && <FateCell label="On CUDA" point={point} fate={point.cuda} findings={findings} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Name({ point: { title, file, line, workloads } }: { readonly point: EntryPoint }) {
  const address = useContext(PlaceAddress)({ file, line })
  const place = <code>{title === undefined ? file : `${file}:${line}`}</code>
  return (
    <th scope="row">
      {title !== undefined && <b>{title} </b>}
      {address === undefined ? (
        place
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {place}
        </a>
      )}
      {workloads.length > 0 && <span class="quiet">{workloads.join(', ').replaceAll('-', ' ')}</span>}
    </th>
  )
}

interface FateProps {
  readonly label: string
  readonly point: EntryPoint
  readonly fate: Fate | undefined
  readonly findings: ReadonlyMap<string, Finding>
}

/** The status, and of what speaks against it what hurts most. */
function FateCell({ label, point, fate, findings }: FateProps) {
  if (fate === undefined) return <td data-label={label}>–</td>
  const found = fate.findings
    .flatMap((fingerprint) => findings.get(fingerprint) ?? [])
    .toSorted((left, right) => effects.indexOf(left.effect) - effects.indexOf(right.effect))
  const [worst, ...others] = found
  return (
    <td data-label={label}>
      <span class={`chip status-${fate.status}`}>{STATUS_CHIPS[fate.status]}</span>
      {worst && (
        <span class="stops">
          <ShowFindings filter={{ finding: worst.fingerprint }}>
            <Prose text={firstSentence(worst.message)} />
          </ShowFindings>
          {others.length > 0 && (
            <span class="quiet">
              {' '}
              and <ShowFindings filter={{ way: wayOf(point) }}>{others.length} more</ShowFindings>
            </span>
          )}
        </span>
      )}
    </td>
  )
}

function firstSentence(text: string): string {
  return /^.*?\.(?= [A-Z])/.exec(text)?.[0] ?? text
}
