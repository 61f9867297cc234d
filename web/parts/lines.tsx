import { Fragment } from 'preact'
import type { Focus, Site } from '../../src/report/report.ts'
import { placeOf } from '../../src/render/terminal/findings.ts'
import { Place } from './place.tsx'

/** Longest name of a place that stands beside its line and not above it, in characters. */
const MAX_BESIDE = 34

interface Props {
  readonly sites: readonly Site[]
  /** The file that stands above the lines already. */
  readonly file?: string
}

/** Lines of code with the parts marked that a finding is about; what stands on one line is shown once. */
export function Lines({ sites, file }: Props) {
  const byLine = new Map<string, Site[]>()
  for (const site of sites) {
    const place = placeOf(site)
    byLine.set(place, [...(byLine.get(place) ?? []), site])
  }
  const places = file === undefined ? [...byLine.keys()] : sites.filter((site) => site.file !== file).map(placeOf)
  const isLong = places.some((place) => place.length > MAX_BESIDE)
  return (
    <ul class={isLong ? 'lines stacked' : 'lines'}>
      {[...byLine].map(([place, [first, ...others]]) => (
        <li key={place}>
          {first && (
            <Place site={first}>{first.file === file ? place.replace(`${file}:`, 'line ') : breakable(place)}</Place>
          )}
          {first && <Excerpt text={first.excerpt} parts={partsOf([first, ...others])} />}
        </li>
      ))}
    </ul>
  )
}

function Excerpt({ text, parts }: { readonly text: string; readonly parts: readonly Focus[] }) {
  return (
    <code class="excerpt">
      {parts.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(parts[index - 1]?.end ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(parts.at(-1)?.end ?? 0)}
    </code>
  )
}

/** Parts of one line in their order; those that overlap are one. A place without a part is about the whole line. */
function partsOf(sites: readonly Site[]): readonly Focus[] {
  const parts: Focus[] = []
  const all = sites.map(({ excerpt, focus }) => focus ?? { start: 0, end: excerpt.length })
  for (const part of all.toSorted((left, right) => left.start - right.start)) {
    const last = parts.at(-1)
    if (last && part.start <= last.end) parts[parts.length - 1] = { ...last, end: Math.max(last.end, part.end) }
    else parts.push(part)
  }
  return parts
}

/** A path that may be broken after each of its folders. */
function breakable(path: string) {
  return path.split('/').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && '/'}
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
