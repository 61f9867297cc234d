import { describe, expect, it } from 'vitest'
import { withDefaults } from '../../src/config/options.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { machineOf } from '../../src/target/machine.ts'
import { targetFor } from '../../src/target/target.ts'
import type { MachineName } from '../../src/trace/trace.ts'

const AS_OF = '2026-11-01'
const NOTHING = { declarations: [], locked: [], pythons: [] }
const target = targetFor(NOTHING, knowledge, withDefaults({ asOf: AS_OF }))

function machineCalled(name: MachineName) {
  return machineOf(name, NOTHING, target, knowledge, AS_OF)
}

const mac = machineCalled('mac')
const withCuda = machineCalled('linux-cuda')
const withoutGpu = machineCalled('linux-cpu')

describe('what can be imported, on a Mac, on Linux with CUDA and without a GPU', () => {
  it.each([
    ['torch', true, true, true],
    ['numpy', true, true, true],
    ['decord', false, true, true],
    // Some of what is made for CUDA can be imported without its driver.
    ['triton', false, true, undefined],
    ['flash_attn', false, true, undefined],
    ['xformers', false, true, undefined],
    ['faiss', true, true, true],
    ['mps_flash_attn', true, false, false],
    ['torch_npu', false, false, false],
    ['a_module_of_nobody', undefined, undefined, undefined],
  ])('%s', (module, onMac, onCuda, onNeither) => {
    expect([mac, withCuda, withoutGpu].map(({ importable }) => importable(module))).toEqual([onMac, onCuda, onNeither])
  })
})

it('is the same on all machines whether a package is known', () => {
  for (const { isPackage } of [mac, withCuda, withoutGpu])
    expect([isPackage('triton'), isPackage('a_module_of_nobody')]).toEqual([true, false])
})
