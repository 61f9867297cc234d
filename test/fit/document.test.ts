import * as v from 'valibot'
import { expect, expectTypeOf, test } from 'vitest'
import { fitModel } from '../../src/fit/fit-model.ts'
import { machinesOf, modelAsked, type WorkAsked, workOf } from '../../src/fit/question.ts'
import { ranked } from '../../src/fit/rank.ts'
import { fitsAsCsv } from '../../src/render/fit-csv.ts'
import { renderFits } from '../../src/render/terminal/fit/index.ts'
import type { Fit } from '../../src/report/fit.ts'
import { fitSchema } from '../../src/report/fit-schema.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'
import type { Plain } from '../render/plain.ts'

const knowledge = compiledKnowledge()
const place = { columns: 80, colour: false }

test('the schema and the type are the same', () => {
  expectTypeOf<Plain<v.InferOutput<typeof fitSchema>>>().toEqualTypeOf<Plain<Fit>>()
})

test('every model on every kind of machine is of the schema, with values in their ranges', () => {
  const machines = ['M2 16GB', 'M5 Max 128GB', '2x RTX 3090', 'H100 SXM', 'DGX Spark', 'RX 7900 XTX', 'GTX 1060 3GB']
  for (const { name } of knowledge.models) {
    for (const fit of fits(name, machines)) {
      const issues = v.safeParse(fitSchema, JSON.parse(JSON.stringify(fit))).issues
      expect(
        issues?.map(({ message, path }) => `${message} ${path?.map(({ key }) => String(key)).join('.')}`),
        name,
      ).toBe(undefined)
      for (const estimate of [fit.memory.bytes, fit.decode?.tokensPerSecond, fit.prefill?.tokensPerSecond]) {
        if (estimate === undefined) continue
        expect(estimate.low).toBeLessThanOrEqual(estimate.value)
        expect(estimate.high).toBeGreaterThanOrEqual(estimate.value)
      }
    }
  }
})

test('more context and more sequences take more memory, and what is said to fit does', () => {
  const [one] = fits('Llama 3.1 8B', ['M2 16GB'])
  const longest = one?.memory.largestContext ?? 0
  expect(longest).toBeGreaterThan(32_768)
  expect(fits('Llama 3.1 8B', ['M2 16GB'], { context: longest })[0]?.memory.fits).toBe(true)
  expect(fits('Llama 3.1 8B', ['M2 16GB'], { context: longest + 1024 })[0]?.memory.fits).toBe(false)
  const two = fits('Llama 3.1 8B', ['M2 16GB'], { batch: 2 })[0]
  expect(two?.memory.bytes.value).toBeGreaterThan(one?.memory.bytes.value ?? Number.POSITIVE_INFINITY)
})

test('the budget of a Mac follows its memory, macOS and the limit that the user set', () => {
  expect(budget({})).toBeCloseTo(37.4, 0)
  expect(budget({ macos: '15.5' })).toBeCloseTo(36, 0)
  expect(budget({ wiredLimitMb: 44_000 })).toBeCloseTo(43, 0)
  expect(budget({ macos: '14.5' }, 'M2 16GB')).toBeCloseTo(10.67, 1)
})

test('experts are read in part, and more of them by more sequences', () => {
  expect(speed(1)).toBeGreaterThan(150)
  expect(speed(8)).toBeGreaterThan(2 * speed(1))
  expect(speed(8)).toBeLessThan(8 * speed(1))
})

test('what fits comes first, and the faster before the slower', () => {
  const answer = fits('Llama 3.3 70B', ['all'])
  const fitting = answer.filter(({ memory }) => memory.fits)
  expect(answer.slice(0, fitting.length)).toEqual(fitting)
  const speeds = fitting.map(({ decode }) => decode?.tokensPerSecond.value ?? 0)
  expect(speeds).toEqual(speeds.toSorted((one, other) => other - one))
})

test('people and spreadsheets see the same numbers', () => {
  const answer = fits('Llama 3.3 70B', ['M4 Max 64GB', 'RTX 4090'])
  const text = renderFits(answer, place)
  expect(text).toContain('M4 Max (40-core GPU), 64 GB')
  expect(text).toMatch(/RTX 4090 24 GB .* lacks \d+\.\d GB/)
  expect(text.split('\n').every((line) => line.length <= place.columns)).toBe(true)
  expect(renderFits(answer.slice(0, 1), place)).toContain('that the GPU may have')
  expect(fitsAsCsv(answer).trimEnd().split('\r\n')).toHaveLength(3)
})

function budget(asked: WorkAsked, machine = 'M4 Pro 48GB'): number {
  return (fits('8B', [machine], asked)[0]?.machine.gpuBudgetBytes ?? 0) / 2 ** 30
}

function speed(batch: number): number {
  return fits('gpt-oss 20B', ['RTX 4090'], { batch })[0]?.decode?.tokensPerSecond.value ?? 0
}

function fits(name: string, names: readonly string[], asked: WorkAsked = {}): readonly Fit[] {
  const model = modelAsked(name, knowledge)
  const machines = machinesOf(names, knowledge)
  if ('problem' in model || 'problem' in machines) throw new Error(`not understood: ${name} on ${names.join()}`)
  const work = workOf(asked, model.is)
  if ('problem' in work) throw new Error(work.problem)
  return ranked(machines.is.map((machine) => fitModel(machine, model.is.model, work.is, knowledge)))
}
