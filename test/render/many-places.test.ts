import { expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

const PLACES = 1_000
const sites = Array.from({ length: PLACES }, (_, index) => site('src/train.py', index + 1, `model_${index}.cuda()`))
const many = report({ findings: [finding({ sites })] })
const few = report({ findings: [finding({ sites: sites.slice(0, 10) })] })

/** Outputs for programs, which show all places. */
const WHOLE = ['json', 'lines', 'sarif', 'html']

const [whole, cut] = [true, false].map((isWhole) =>
  Object.entries(outputs).filter(([name]) => WHOLE.includes(name) === isWhole),
)

test.each(whole ?? [])('%s bears all of a thousand places of a finding', async (_, load) => {
  const text = shown(await load(), many)
  expect(text.match(/model_\d+\.cuda\(\)|^src\/train\.py:\d+:\d+:/gm)?.length).toBeGreaterThanOrEqual(PLACES)
})

test.each(cut ?? [])('%s bears a finding with a thousand places, and leaves most of them out', async (_, load) => {
  const output = await load()
  expect(shown(output, many).length).toBeLessThan(shown(output, few).length + 40)
})

const counting = (cut ?? []).filter(([name]) => name !== 'badge')

test.each(counting)('%s says how many places it leaves out', async (_, load) => {
  expect(shown(await load(), many)).toMatch(/\b99\d more|1000 places\b/)
})
