import type { FileFacts } from '../../facts.ts'
import { siteAt } from '../../text-file.ts'
import { parseCondaSpec } from '../conda-spec.ts'
import { given } from '../given.ts'
import { both } from '../marker-text.ts'
import { declare, refused, shown, type Part } from '../part.ts'
import { entriesOf, scalarsOf, type Placed, type PlacedScalar } from '../placed.ts'
import { platformMarker } from '../platform-marker.ts'
import { readLine } from '../requirements-txt/line.ts'
import { sumFacts } from '../../sum-facts.ts'
import { selectorAfter } from './selector.ts'

/** Reads an item of `dependencies`: a specification, or a mapping with the list for pip or for one platform. */
export function readDependency(part: Part, item: Placed): FileFacts {
  if (item.kind === 'scalar') return readSpec(part, item)
  return sumFacts(
    entriesOf(item).flatMap(({ key, value }) => {
      if (key === 'pip') return scalarsOf(value).map((line) => readLine(part, wordsOf(part, line)))
      const [, platform] = /^sel\((\w+)\)$/.exec(key) ?? []
      const selected = { ...part, ...given({ marker: both(part.marker, platformMarker(platform ?? '')) }) }
      return platform === undefined ? [] : scalarsOf(value).map((spec) => readSpec(selected, spec))
    }),
  )
}

function readSpec(part: Part, item: PlacedScalar): FileFacts {
  const { file } = part
  const spec = parseCondaSpec(item.text)
  if (spec === undefined) return refused(file, item, `${shown(item.text)} is not a conda specification`)
  const { name, specifier, channel } = spec
  if (name === 'python') return { pythons: [{ specifier, site: siteAt(file, item.at, item.end) }] }
  const marker = both(part.marker, selectorAfter(file, item.end))
  const stated = { name, requirement: item.text, specifier, marker, index: channel, ecosystem: 'conda' } as const
  return { declarations: [declare(part, stated, item)] }
}

/** A line for pip with the place of its words, which is inside the quotes where there are any. */
function wordsOf({ file }: Part, { at, text }: PlacedScalar) {
  const quoted = /["']/.test(file.text.charAt(at))
  return { at: quoted ? at + 1 : at, text }
}
