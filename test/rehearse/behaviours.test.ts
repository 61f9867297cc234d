import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { tree } from '../files/tree.ts'
import { runRehearsal } from './run-rehearsal.ts'
import { hasPyTorch } from './pytorch.ts'

const FOLDER = 'test/rehearse/behaviours'

interface Case {
  readonly id: string
  readonly code: string
  readonly raises?: string
  readonly message?: string
  readonly prints?: string
  readonly warns?: string
}

interface Result {
  readonly id: string
  readonly error: { readonly type: string; readonly message: string } | null
  readonly printed: string
  readonly warned: readonly string[]
}

interface Behaviours {
  readonly torch: string
  readonly before: string
  readonly env?: Readonly<Record<string, string>>
  readonly cases: readonly Case[]
}

const files = readdirSync(FOLDER).map((name) => {
  const behaviours: Behaviours = parse(readFileSync(join(FOLDER, name), 'utf8'))
  const { torch, env = {} } = behaviours
  return { name, ...behaviours, env, setting: JSON.stringify({ torch, env }) }
})

const runs = new Map<string, { readonly results: readonly Result[]; readonly err: string }>()

describe.skipIf(!hasPyTorch)('the stand-in behaves as Metal does', { timeout: 300_000 }, () => {
  test.each(files)('of $name', ({ name, setting, cases }) => {
    const { results, err } = resultsOf(setting)
    const mine = results.filter(({ id }) => id.startsWith(`${name}: `))

    expect(
      mine.map(({ id }) => id),
      err,
    ).toEqual(cases.map(({ id }) => `${name}: ${id}`))
    expect(cases.flatMap((one, index) => wrongOf(one, mine[index]))).toEqual([])
  })
})

/** All files of a release and an environment run in one process, once: importing PyTorch takes longer than any of them. */
function resultsOf(setting: string) {
  const known = runs.get(setting)
  if (known !== undefined) return known
  const { torch, env } = JSON.parse(setting)
  const programs = files
    .filter((file) => file.setting === setting)
    .flatMap(({ name, before, cases }) =>
      cases.map(({ id, code }) => ({ id: `${name}: ${id}`, code: `${before}\n${code}\n` })),
    )
  const folder = tree({ 'cases.json': JSON.stringify(programs) })
  const words = ['test/rehearse/run-behaviours.py', join(folder, 'cases.json')]
  const { out, err } = runRehearsal(words, ['--torch', torch], env)
  const results = out.split('\n').flatMap((line): Result[] => (line.startsWith('{') ? [JSON.parse(line)] : []))
  runs.set(setting, { results, err })
  return { results, err }
}

function wrongOf({ id, raises, message, prints, warns }: Case, result: Result | undefined): readonly string[] {
  const { error, printed, warned } = result ?? { error: null, printed: '', warned: [] }
  const said = error === null ? 'nothing' : `${error.type}: ${error.message.slice(0, 200)}`
  if (raises !== undefined)
    return error !== null && matches(`^(?:${raises})$`, error.type) && matches(message, error.message)
      ? []
      : [`${id} raises ${said}`]
  if (error !== null) return [`${id} raises ${said}`]
  if (!matches(prints, printed)) return [`${id} prints ${printed}`]
  return warns === undefined || warned.some((one) => matches(warns, one)) ? [] : [`${id} warns of ${warned.join()}`]
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(pattern, 's').test(text)
}
