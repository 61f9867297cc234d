import * as v from 'valibot'
import { nearest } from '../lookup/nearest.ts'
import { tooCostly } from '../project/files/ignore-rules.ts'
import { effects } from '../report/effects.ts'
import type { Settings } from './options.ts'
import { parseDay, parseMacos, parseName, parsePython, parseVersion } from './values.ts'

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))
const pattern = v.pipe(
  text,
  v.check(
    (written) => tooCostly(written) === undefined,
    ({ input }) => tooCostly(input) ?? '',
  ),
)
const patterns = v.pipe(v.array(pattern), v.maxLength(1_000))

const ignore = v.strictObject({
  code: text,
  path: v.exactOptional(pattern),
  reason: v.pipe(v.string('say why, in a few words'), v.minLength(1, 'say why, in a few words')),
})

/** What `acclimate.toml` may say, in the file's spellings. */
export const settingsFile = v.strictObject({
  'as-of': v.exactOptional(parsed(parseDay)),
  macos: v.exactOptional(parsed(parseMacos)),
  python: v.exactOptional(parsed(parsePython)),
  packages: v.exactOptional(v.record(parsed(parseName), parsed(parseVersion))),
  include: v.exactOptional(patterns),
  exclude: v.exactOptional(patterns),
  ignore: v.exactOptional(v.pipe(v.array(ignore), v.maxLength(1_000))),
  'fail-on': v.exactOptional(v.picklist([...effects, 'none'])),
})

/** The shape of `acclimate.toml` and of `[tool.acclimate]`: the file's spellings in, the program's out. */
const schema = v.pipe(
  settingsFile,
  v.transform(({ 'as-of': asOf, 'fail-on': failOn, ignore: ignores, ...rest }): Settings => ({
    ...rest,
    ...(asOf === undefined ? {} : { asOf }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(ignores === undefined ? {} : { ignores }),
  })),
)

/** What is wrong with settings, in one line, and with which entry: keys, and numbers in lists. */
export interface Problem {
  readonly problem: string
  readonly at: readonly (string | number)[]
}

/** The settings in a configuration table, or the first thing that is wrong with it. */
export function parseSettings(table: unknown): Settings | Problem {
  const result = v.safeParse(schema, table)
  if (result.success) return result.output
  // A key that nobody knows before one that is missing: it is often that one, misspelt.
  const unknown = result.issues.find(({ type, expected }) => type === 'strict_object' && expected === 'never')
  const issue = unknown ?? result.issues[0]
  const key = v.getDotPath(issue) ?? ''
  const at = (issue.path ?? []).map((step) => (typeof step.key === 'number' ? step.key : String(step.key)))
  if (unknown !== undefined) {
    const { path = [] } = unknown
    const known = Object.keys(path.length === 1 ? settingsFile.entries : ignore.entries)
    const meant = nearest(String(path.at(-1)?.key), known)
    const suggestion = meant === undefined ? '' : `did you mean ${meant}? `
    return { problem: `unknown key "${key}"; ${suggestion}known are ${known.join(', ')}`, at }
  }
  return { problem: key === '' ? issue.message : `${key}: ${issue.message}`, at }
}

function parsed(parse: (text: string) => string) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return parse(dataset.value)
      } catch (error) {
        addIssue({ message: error instanceof Error ? error.message : String(error) })
        return NEVER
      }
    }),
  )
}
