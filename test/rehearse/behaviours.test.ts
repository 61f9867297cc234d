import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** All of a file run in one process: importing PyTorch takes longer than any of them. */
describe.skipIf(!hasPyTorch)('the stand-in behaves as Metal does', () => {
  for (const file of readdirSync(FOLDER)) {
    const { torch, before, env = {}, cases } = parse(readFileSync(join(FOLDER, file), 'utf8'))

    test(`of ${file}`, () => {
      const folder = tree({})
      const programs = cases.map((one: Case) => ({ id: one.id, code: `${before}\n${one.code}\n` }))
      writeFileSync(join(folder, 'cases.json'), JSON.stringify(programs))
      const { out, err } = runRehearsal(
        ['test/rehearse/run-behaviours.py', join(folder, 'cases.json')],
        ['--torch', torch],
        env,
      )
      const results = out.split('\n').flatMap((line): Result[] => (line.startsWith('{') ? [JSON.parse(line)] : []))

      expect(
        results.map(({ id }) => id),
        err,
      ).toEqual(cases.map(({ id }: Case) => id))
      expect(cases.flatMap((one: Case, index: number) => wrongOf(one, results[index]))).toEqual([])
    })
  }
})

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
