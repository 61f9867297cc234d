import { join } from 'node:path'
import { expect, it } from 'vitest'
import { audit } from '../../src/pipeline.ts'

it('says of each default of CUDA what comes of it', async () => {
  const folder = join(import.meta.dirname, 'projects', 'defaults')
  const options = { asOf: '2026-11-01' }
  const { findings } = await audit(folder, options)
  const defaults = findings.filter(({ code }) => code === 'device/cuda-default')
  expect(defaults.map(({ sites, effect, certainty }) => [sites[0]?.excerpt, effect, certainty])).toEqual([
    ['parser.add_argument("--device", default="cuda")', 'ignores-gpu', 'likely'],
    ['parser.add_argument("--other-device", default="cuda")', 'blocks', 'likely'],
    ['def always_passed(model, device="cuda"):', 'blocks', 'possible'],
    ['def left_out(model, device="cuda"):', 'blocks', 'likely'],
    ['def _private(model, rank, device="cuda"):', 'blocks', 'possible'],
  ])
})
