import { UsageError } from './usage-error.ts'
import { REHEARSAL_FAILURES } from '../report/rehearsal.ts'

/** The day on which the first Macs with Apple silicon were shown: http://en.people.cn/n3/2020/1111/c90000-9778786.html */
const FIRST_DAY = '2020-11-10'

/** Milliseconds by which the day of one place on Earth is ahead of the day of another. */
const AHEAD = 26 * 3_600_000

/** A day, YYYY-MM-DD, that exists, on which there were Macs with Apple silicon, and that has come somewhere on Earth. */
export function parseDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new UsageError(`"${text}" is not a day; write it as YYYY-MM-DD`)
  }
  if (text < FIRST_DAY) throw new UsageError(`before ${FIRST_DAY} there was no Mac with Apple silicon`)
  if (time > Date.now() + AHEAD) throw new UsageError(`${text} is yet to come, and what is known then is not known`)
  return text
}

/** A version of macOS, for example `15` or `15.6`. */
export function parseMacos(text: string): string {
  if (!/^\d{2}(?:\.\d{1,3}){0,2}$/.test(text)) throw new UsageError(`"${text}" is not a version of macOS, such as 15.6`)
  return text
}

/** Python's major and minor version, for example `3.12`; a patch version is cut off. */
export function parsePython(text: string): string {
  const version = /^(3\.\d{1,2})(?:\.\d{1,3})?$/.exec(text)?.[1]
  if (version === undefined) throw new UsageError(`"${text}" is not a version of Python 3, such as 3.12`)
  return version
}

/** A package's name as PEP 503 normalises it. */
export function parseName(text: string): string {
  if (!/^[a-z0-9](?:[\w.-]*[a-z0-9])?$/i.test(text)) throw new UsageError(`"${text}" is not the name of a package`)
  return text.toLowerCase().replace(/[-_.]+/g, '-')
}

/** A package's version, loosely; what it means is for those who compare versions to say. */
export function parseVersion(text: string): string {
  if (!/^v?\d[\w.+!-]{0,60}$/.test(text)) throw new UsageError(`"${text}" is not a version, such as 2.6.0`)
  return text
}

/** `NAME==V`. */
export function parsePackage(text: string): readonly [name: string, version: string] {
  const [name = '', version, ...rest] = text.split('==')
  if (version === undefined || rest.length > 0) throw new UsageError(`"${text}" is not NAME==VERSION`)
  return [parseName(name.trim()), parseVersion(version.trim())]
}

/** A folder below another, `a/b`, as what is put before a path: `a/b/`; the folder itself is nothing. */
export function parsePrefix(text: string): string {
  const names = text.replaceAll('\\', '/').split('/')
  if ((text !== '' && names[0] === '') || names.includes('..'))
    throw new UsageError(`"${text}" is not a folder below the repository’s root`)
  const kept = names.filter((name) => name !== '' && name !== '.')
  return kept.map((name) => `${name}/`).join('')
}

/** No count that anybody means is larger, and larger ones would lose digits. */
const LARGEST_COUNT = 1e9

/** A whole number of something, at least 1. */
export function parseCount(text: string): number {
  const count = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (!(count >= 1 && count <= LARGEST_COUNT)) throw new UsageError(`"${text}" is not a whole number from 1 on`)
  return count
}

/** Tokens: `8192`, `32k` (of 1,024), `1M`. */
export function parseTokens(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,10})([km]?)$/i.exec(text) ?? []
  if (digits === undefined) throw new UsageError(`"${text}" is not a number of tokens, such as 8192 or 32k`)
  return parseCount(String(Number(digits) * (unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1024 : 1024 ** 2)))
}

/** A price in US dollars: `0.17`. */
export function parsePrice(text: string): number {
  if (!/^\d{1,7}(?:\.\d{1,4})?$/.test(text)) throw new UsageError(`"${text}" is not a price in dollars, such as 0.17`)
  return Number(text)
}

/** `16GB`, `512 MB`, `1073741824`: in bytes, by powers of 1024. */
export function parseBytes(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?$/i.exec(text.trim()) ?? []
  if (number === '') throw new UsageError(`not a size such as 16GB: ${text}`)
  return Math.round(Number(number) * 1024 ** ' KMGT'.indexOf(unit === '' ? ' ' : unit.toUpperCase()))
}

/** What a rehearsal can fail on, with commas between. */
export function parseFailures(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !REHEARSAL_FAILURES.some((known) => known === name))
  if (unknown !== undefined) throw new UsageError(`"${unknown}" is none of ${REHEARSAL_FAILURES.join(', ')}`)
  return names
}
