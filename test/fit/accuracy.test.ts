/**
 * The measurements of knowledge/measurements/ replayed: what is off by more than stated here is worse than what peers do. Each speed is
 * predicted by rates that know nothing of the chip or card that it was measured on.
 */
import { spawnSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'

interface Summary {
  readonly rows: number
  readonly mean: number
  readonly ninetieth: number
  /** Share of the measurements that lie in the range. */
  readonly inside: number
}

const summaries = new Map<string, Summary>()

beforeAll(() => {
  const ended = spawnSync(process.execPath, ['bench/fit.mjs', '--json'], { encoding: 'utf8' })
  for (const [name, summary] of Object.entries<Summary>(JSON.parse(ended.stdout))) summaries.set(name, summary)
}, 240_000)

test.each([
  ['decode metal, llama-cpp-apple', 0.07],
  ['decode metal', 0.1],
  ['decode cuda, llama-cpp-cuda', 0.12],
  ['decode cuda', 0.12],
  ['prefill metal', 0.12],
  ['prefill cuda, llama-cpp-cuda', 0.2],
  ['prefill cuda', 0.2],
  ['memory inference llama.cpp weights', 0.005],
  ['memory inference llama.cpp kv', 0.0005],
  ['memory inference mlx peak', 0.05],
  ['memory lora pytorch peak', 0.06],
  ['memory qlora pytorch peak', 0.07],
])('%s: the mean error is at most %f', (name, most) => {
  const summary = summaries.get(name)
  expect(summary?.rows).toBeGreaterThan(5)
  expect(summary?.mean).toBeLessThanOrEqual(most)
})

test.each(['decode metal', 'decode cuda', 'prefill metal', 'prefill cuda'])(
  '%s: the ranges hold nine of ten measurements, and not all',
  (name) => {
    const inside = summaries.get(name)?.inside
    expect(inside).toBeGreaterThanOrEqual(0.85)
    expect(inside).toBeLessThanOrEqual(0.96)
  },
)
