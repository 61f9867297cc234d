import * as v from 'valibot'
import { expect, expectTypeOf, test } from 'vitest'
import { fitModel } from '../../src/fit/fit-model.ts'
import { machinesOf, modelAsked, type WorkAsked, workOf } from '../../src/fit/question.ts'
import type { Machine } from '../../src/fit/machine.ts'
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
  const machines = machinesNamed(['M2 16GB', 'M5 Max 128GB', '2x RTX 3090', 'H100 SXM', 'DGX Spark', 'RX 7900 XTX'])
  for (const { name } of knowledge.models) {
    for (const fit of fits(name, machines)) {
      const issues = v.safeParse(fitSchema, JSON.parse(JSON.stringify(fit))).issues
      expect(
        issues?.map(({ message, path }) => `${message} ${path?.map(({ key }) => String(key)).join('.')}`),
        name,
      ).toBe(undefined)
      for (const estimate of [
        fit.memory.bytes,
        fit.image?.seconds,
        fit.energy?.watts,
        fit.decode?.tokensPerSecond,
        fit.prefill?.tokensPerSecond,
      ]) {
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

function bytes(fit: Fit | undefined): number {
  return fit?.memory.bytes.value ?? Number.NaN
}

function perSecond(model: string, machine: string, work: WorkAsked): number {
  const [fit] = fits(model, [machine], work)
  return fit?.step?.tokensPerSecond.value ?? 1 / (fit?.image?.seconds.value ?? Number.NaN)
}

function budget(asked: WorkAsked, machine = 'M4 Pro 48GB'): number {
  return (fits('8B', [machine], asked)[0]?.machine.gpuBudgetBytes ?? 0) / 2 ** 30
}

function speed(batch: number): number {
  return fits('gpt-oss 20B', ['RTX 4090'], { batch })[0]?.decode?.tokensPerSecond.value ?? 0
}

function machinesNamed(names: readonly string[]): readonly Machine[] {
  const machines = machinesOf(names, knowledge)
  if ('problem' in machines) throw new Error(machines.problem)
  return machines.is.map(({ machine }) => machine)
}

function fits(name: string, on: readonly (string | Machine)[], asked: WorkAsked = {}): readonly Fit[] {
  const machines = on.flatMap((one) => (typeof one === 'string' ? machinesNamed([one]) : [one]))
  const model = modelAsked(name, knowledge)
  if ('problem' in model) throw new Error(model.problem)
  const work = workOf(asked, model.is)
  if ('problem' in work) throw new Error(work.problem)
  return ranked(machines.map((machine) => fitModel(machine, model.is.model, work.is, knowledge)))
}

test('training takes more memory than the weights, adapters less than all of it, and checkpointing trades it for speed', () => {
  const [lora] = fits('Llama 3.1 8B', ['A100 80GB'], { work: 'lora' })
  const [whole] = fits('Llama 3.1 8B', ['A100 80GB'], { work: 'full-fine-tuning' })
  const [qlora] = fits('Llama 3.1 8B', ['A100 80GB'], { work: 'qlora' })
  const [kept] = fits('Llama 3.1 8B', ['A100 80GB'], { work: 'lora', checkpointing: false })
  expect(bytes(qlora)).toBeLessThan(bytes(lora))
  expect(bytes(lora)).toBeLessThan(bytes(whole))
  expect(bytes(kept)).toBeGreaterThan(bytes(lora))
  expect(kept?.step?.tokensPerSecond.value).toBeGreaterThan(
    lora?.step?.tokensPerSecond.value ?? Number.POSITIVE_INFINITY,
  )
  expect(bytes(whole) / 8.03e9).toBeCloseTo(10, 0)
})

test('ratios of Apple to NVIDIA are those that were measured, within a quarter', () => {
  const train: WorkAsked = { work: 'training', batch: 128 }
  const resnet =
    perSecond('ResNet-50', 'RTX 3090', { ...train, quantization: 'F16' }) /
    perSecond('ResNet-50', 'M1 Max 32-core GPU', { ...train, quantization: 'F32' })
  expect(resnet).toBeGreaterThan((1100 / 140) * 0.75)
  expect(resnet).toBeLessThan((1100 / 140) * 1.25)
  const bert: WorkAsked = { work: 'training', batch: 64, context: 128, quantization: 'F32' }
  const ratio = perSecond('BERT base', 'V100 16GB', bert) / perSecond('BERT base', 'M3 Max 40-core GPU', bert)
  expect(ratio).toBeGreaterThan((156.1 / 87.67) * 0.75)
  expect(ratio).toBeLessThan((156.1 / 87.67) * 1.25)
  const sdxl: WorkAsked = { steps: 25 }
  const images = perSecond('SDXL', 'A100 SXM 80GB', sdxl) / perSecond('SDXL', 'M1 Max 32-core GPU', sdxl)
  expect(images).toBeGreaterThan((60 / (5.933 / 2)) * 0.75)
  expect(images).toBeLessThan((60 / (5.933 / 2)) * 1.25)
})

test('what a card does not hold is shared with the processor, and a Mac has nothing to share with', () => {
  const [card, mac] = [fits('Llama 3.3 70B', ['RTX 4090'])[0], fits('Llama 3.3 70B', ['M4 Pro 24GB'])[0]]
  expect(card?.offload?.layersOnGpu).toBeGreaterThan(30)
  expect(card?.offload?.layersOnGpu).toBeLessThan(60)
  expect(card?.offload?.tokensPerSecond.value).toBeLessThan(10)
  expect(mac?.offload).toBeUndefined()
})

test('electricity is what the watts of a token cost', () => {
  const [fit] = fits('Llama 3.1 8B', ['RTX 4090'], { electricity: 0.36 })
  const joules = fit?.energy?.joulesPerToken?.value ?? 0
  expect(joules).toBeGreaterThan(0.5)
  expect(fit?.cost?.perMillionTokens?.value).toBeCloseTo(joules * 0.1, 6)
})
