import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { hasPyTorch, python } from './pytorch.ts'
import { runRehearsal } from './run-rehearsal.ts'

const PROGRAMS = 'test/rehearse/programs.py'
/** Digits that agree where another way is taken: convolutions without history, and autocast with Metal's lists of operators. */
const OTHER_WAY: Readonly<Record<string, number>> = { diffusion: 6, mixed_precision: 2 }

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
    for (const [name, numbers] of Object.entries(plain.found)) {
      const digits = OTHER_WAY[name]
      if (digits === undefined) expect(there.found[name], name).toEqual(numbers)
      else numbers.forEach((number, index) => expect(there.found[name]?.[index], name).toBeCloseTo(number, digits))
    }
    expect(rehearsal.device.onDevice).toBeGreaterThan(2000)
    expect(rehearsal.device.fellBack).toBe(0)
    expect(rehearsal.events.filter(({ kind }) => kind !== 'note')).toEqual([])
  })
})
