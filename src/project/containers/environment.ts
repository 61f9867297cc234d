import type { Site } from '../../report/report.ts'
import type { ContainerFact } from '../facts.ts'
import { entriesOf, member, scalarsOf, textOf, type Value } from '../data/value.ts'
import { siteAt, type TextFile } from '../text-file.ts'

/** An environment variable, and the GPU request that NVIDIA's container runtime reads out of one. */
export function environmentFacts(name: string, value: string, site: Site): ContainerFact[] {
  const facts: ContainerFact[] = [{ kind: 'environment', name, value, site }]
  if (name === 'NVIDIA_VISIBLE_DEVICES' && !/^(?:|void|none)$/.test(value)) {
    facts.push({ kind: 'gpu-request', how: 'environment', what: `${name}=${value}`, site })
  }
  return facts
}

/** The variables of a mapping, of a list of `NAME=value`, or of a list of `name:`, `value:` pairs. */
export function environmentOf(file: TextFile, environment: Value | undefined): ContainerFact[] {
  const facts: ContainerFact[] = []
  for (const { key, keyAt, value } of entriesOf(environment)) {
    facts.push(
      ...environmentFacts(key, textOf(value) ?? '', siteAt(file, keyAt, Math.max(keyAt + key.length, value.end))),
    )
  }
  if (environment?.kind !== 'list') return facts
  for (const { text, at, end } of scalarsOf(environment)) {
    const [name = '', ...rest] = text.split('=')
    facts.push(...environmentFacts(name, rest.join('='), siteAt(file, at, end)))
  }
  for (const pair of environment.items) {
    const name = textOf(member(pair, 'name'))
    if (name)
      facts.push(...environmentFacts(name, textOf(member(pair, 'value')) ?? '', siteAt(file, pair.at, pair.end)))
  }
  return facts
}
