import { expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

const PLACES = 1_000
const sites = Array.from({ length: PLACES }, (_, index) => site('src/train.py', index + 1, `model_${index}.cuda()`))
const many = report({ findings: [finding({ sites })] })
const few = report({ findings: [finding({ sites: sites.slice(0, 10) })] })

/** Outputs for programs, which show all places, and those that show none. */
const WHOLE: readonly string[] = ['json', 'sarif', 'html']
const NONE: readonly string[] = ['badge']
const names = Object.keys(outputs)

async function textsOf(name: string): Promise<{ readonly long: string; readonly short: string }> {
  const load = Object.entries(outputs).find(([own]) => own === name)?.[1]
  if (!load) throw new Error(`no output ${name}`)
  const output = await load()
  return { long: shown(output, many), short: shown(output, few) }
}

test.each(WHOLE)('%s has every place', async (name) => {
  const { long } = await textsOf(name)
  expect(new Set(long.match(/model_\d+\.cuda\(\)/g)).size).toBe(PLACES)
})

test.each(names.filter((name) => !WHOLE.includes(name)))('%s stays as short as for ten places', async (name) => {
  const { long, short } = await textsOf(name)
  expect(long.length).toBeLessThan(short.length + 40)
})

test.each(names.filter((name) => !WHOLE.includes(name) && !NONE.includes(name)))(
  '%s says how many places it leaves out',
  async (name) => {
    const { long } = await textsOf(name)
    expect(long).toMatch(/\b99\d more|1000 places\b/)
  },
)
