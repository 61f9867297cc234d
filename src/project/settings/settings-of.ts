import type { Leaf } from '../data/walk.ts'
import type { Site } from '../../report/report.ts'
import { withinQuotes } from '../data/quoted.ts'
import { given } from '../declarations/given.ts'
import type { Setting } from '../facts.ts'
import { positionAt, siteAt, type TextFile } from '../text-file.ts'
import { familyOf } from './family.ts'
import { isOnTopic } from './topics.ts'

/** Most scalars of a configuration; a file with more is a table of data, such as results or names of weights. */
const MAX_SCALARS = 600
/** Longest value of a setting, in UTF-16 code units; longer ones are prose or prompts. */
const MAX_VALUE = 300

/** The scalars of a configuration that matter here, each with the site of its key and value. */
export function settingsOf(file: TextFile, leaves: readonly Leaf[]): Setting[] {
  const family = familyOf(leaves)
  if (leaves.length > MAX_SCALARS) return []
  // In these two every key is about devices and processes, and they only make sense together.
  const whole = family === 'accelerate' || family === 'deepspeed'
  return leaves
    .filter(({ scalar }) => scalar.text.length <= MAX_VALUE)
    .filter((leaf) => whole || matters(leaf))
    .map((leaf) => ({
      file: file.path,
      path: leaf.path,
      value: leaf.scalar.value,
      family,
      site: siteOf(file, leaf),
      ...given({ written: writtenAt(file, leaf) }),
    }))
}

/** Of a value that stands on another line than its key, as aliases do, the site of the value alone. */
function siteOf(file: TextFile, { keyAt, scalar: { at, end } }: Leaf): Site {
  const isBeside = keyAt !== undefined && keyAt < at && positionAt(file, keyAt).line === positionAt(file, at).line
  return siteAt(file, isBeside ? keyAt : at, end)
}

/** An anchor before a value lets others refer to it; an alias is written where it is named. */
const PLAIN_PAIR = /^[^&*\r\n]*$/

function writtenAt(file: TextFile, { keyAt, scalar }: Leaf): Setting['written'] {
  const range = typeof scalar.value === 'string' ? withinQuotes(file.text, scalar, scalar.text) : undefined
  if (!range || keyAt === undefined || keyAt >= range.at) return undefined
  if (range.at - keyAt > MAX_VALUE || !PLAIN_PAIR.test(file.text.slice(keyAt, range.at))) return undefined
  const { line, column } = positionAt(file, range.at)
  return { start: range.at, end: range.end, line, column, endLine: line, endColumn: column + range.end - range.at }
}

function matters({ path, scalar }: Leaf): boolean {
  return path.some(isOnTopic) || path.at(-1) === '_target_' || path[0] === 'defaults' || isOnTopic(scalar.text)
}
