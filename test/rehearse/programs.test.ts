import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { hasPyTorch, python } from './pytorch.ts'
import { runRehearsal } from './run-rehearsal.ts'

const PROGRAMS = 'test/rehearse/programs.py'
/** How far numbers may be apart where another way is taken: convolutions without history, and autocast with Metal's lists of operators. */
const OTHER_WAY: Readonly<Record<string, number>> = { diffusion: 1e-6, mixed_precision: 0.01 }

interface Printed {
  readonly device: string
  readonly found: Readonly<Record<string, readonly number[]>>
}

describe.skipIf(!hasPyTorch)('programs of many kinds come to the numbers of the plain CPU', () => {
  test('to the last bit, unless Metal takes another way', () => {
    const env = { ...process.env, OMP_NUM_THREADS: '1' }
    const plain: Printed = JSON.parse(spawnSync(python, [PROGRAMS], { encoding: 'utf8', env }).stdout)
    const { code, out, err, rehearsal } = runRehearsal([PROGRAMS])
    const there: Printed = JSON.parse(out)

    expect(code, err).toBe(0)
    expect([plain.device, there.device]).toEqual(['cpu', 'mps'])
    expect(differing(plain, there)).toEqual([])
    expect(rehearsal.device.onDevice).toBeGreaterThan(2000)
    expect(rehearsal.device.fellBack).toBe(0)
    expect(rehearsal.events.filter(({ kind }) => kind !== 'note')).toEqual([])
  }, 300_000)
})

/** Programs whose numbers are not those of the plain CPU. */
function differing(plain: Printed, there: Printed): readonly string[] {
  return Object.keys(plain.found).filter((name) => {
    const allowed = OTHER_WAY[name] ?? 0
    const numbers = there.found[name] ?? []
    return (plain.found[name] ?? []).some(
      (number, index) => !(Math.abs(number - (numbers[index] ?? Number.NaN)) <= allowed),
    )
  })
}
