import type { Dependency, Report, Support } from '../../report/report.ts'
import { placeOf } from '../terminal/findings.ts'
import { code, prose } from './text.ts'

/** Packages that are listed; the JSON report has all of them. */
const MAX_PACKAGES = 20

const WORDS: Readonly<Record<Support['status'], string>> = {
  supported: 'works',
  partial: 'works in part',
  unsupported: 'does not work',
  unknown: 'not known',
}

/** Packages that do not work on a Mac, or not wholly, and those that nothing is known of in one line. */
export function dependenciesSection({ dependencies }: Report): string[] {
  const lasting = dependencies.filter(({ scope }) => scope !== 'development')
  const gaps = lasting.filter(({ metal }) => metal.status === 'unsupported' || metal.status === 'partial')
  const unknown = lasting.filter(({ metal }) => metal.status === 'unknown').map(({ name }) => name)
  const shown = gaps.slice(0, MAX_PACKAGES)
  return [
    ...(shown.length > 0
      ? ['', '### Packages', '', '| package | on a Mac | on CUDA | |', '| --- | --- | --- | --- |', ...shown.map(rowOf)]
      : []),
    ...(gaps.length > shown.length ? ['', `And ${gaps.length - shown.length} more.`] : []),
    ...(unknown.length > 0 ? ['', `Nothing is known of ${namesOf([...new Set(unknown)])}.`] : []),
  ]
}

function rowOf({ name, version, metal, cuda, sites }: Dependency): string {
  const [site] = sites
  const place = site ? code(placeOf(site)) : ''
  const title = code(version === undefined ? name : `${name} ${version}`)
  const note = [prose(metal.note ?? ''), place].filter((part) => part !== '').join('<br>')
  return `| ${title} | ${WORDS[metal.status]} | ${WORDS[cuda.status]} | ${note} |`
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MAX_PACKAGES).map((name) => code(name))
  const more = names.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}
