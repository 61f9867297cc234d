import { expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

const PLACES = 1_000
const sites = Array.from({ length: PLACES }, (_, index) => site('src/train.py', index + 1, `model_${index}.cuda()`))
const many = report({ findings: [finding({ sites })] })
const few = report({ findings: [finding({ sites: sites.slice(0, 10) })] })

/** Outputs for programs, which show all places. */
const WHOLE = ['json', 'sarif', 'html']

test.each(Object.entries(outputs))(
  '%s bears a finding with a thousand places, and says how many it leaves out',
  async (name, load) => {
    const output = await load()
    const text = shown(output, many)
    if (WHOLE.includes(name)) expect(text.match(/model_\d+\.cuda\(\)/g)?.length).toBeGreaterThanOrEqual(PLACES)
    else {
      expect(text.length).toBeLessThan(shown(output, few).length + 40)
      if (name !== 'badge') expect(text).toMatch(/\b99\d more|1000 places\b/)
    }
  },
)
