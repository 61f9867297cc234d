import type { ContainerFact } from '../facts.ts'
import { entriesOf, textOf, type Entry, type Value } from '../data/value.ts'
import { siteAt, type TextFile } from '../text-file.ts'

/** The image that `value` names; none where it names none. */
export function imageOf(file: TextFile, value: Value | undefined): ContainerFact[] {
  const image = textOf(value)
  return value && image ? [{ kind: 'base-image', image, site: siteAt(file, value.at, value.end) }] : []
}

/** The platform that `value` names, such as `linux/amd64`. */
export function platformOf(file: TextFile, value: Value | undefined): ContainerFact[] {
  const platform = textOf(value)
  return value && platform ? [{ kind: 'platform', platform, site: siteAt(file, value.at, value.end) }] : []
}

type How = Extract<ContainerFact, { kind: 'gpu-request' }>['how']

/** A request for a GPU that is made by an entry, such as `nvidia.com/gpu: 1`, with the entry as its words. */
export function gpuEntry(file: TextFile, how: How, { key, keyAt, value }: Entry): ContainerFact {
  const words = value.kind === 'scalar' ? `${key}: ${value.text}` : key
  return {
    kind: 'gpu-request',
    how,
    what: words,
    site: siteAt(file, keyAt, value.kind === 'scalar' ? value.end : keyAt + key.length),
  }
}

/** A request for a GPU that is made by a scalar's own text. */
export function gpuScalar(file: TextFile, how: How, value: Value): ContainerFact {
  return { kind: 'gpu-request', how, what: textOf(value) ?? '', site: siteAt(file, value.at, value.end) }
}

/** The entry of a mapping by its key. */
export function entryOf(value: Value | undefined, key: string): Entry | undefined {
  return entriesOf(value).find((entry) => entry.key === key)
}
