import { describe, expect, test } from 'vitest'
import { macFrom, nvidiaFrom, pythonFrom } from '../../src/machine/answers.ts'
import { machineOfSetup } from '../../src/machine/machine-of-setup.ts'
import type { Setup } from '../../src/machine/setup.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const { machines } = compiledKnowledge()

const SYSCTL = `machdep.cpu.brand_string: Apple M4 Pro
hw.memsize: 25769803776
hw.optional.arm64: 1
iogpu.wired_limit_mb: 0
`
const IOREG = `+-o AGXAcceleratorG16X  <class AGXAcceleratorG16X, id 0x100000a2b, registered, matched, active, busy 0 (0 ms), retain 65>
    {
      "gpu-core-count" = 16
      "model" = "Apple M4 Pro"
    }
`
const TABLE = `| NVIDIA-SMI 550.54.15              Driver Version: 550.54.15      CUDA Version: 12.4     |`

function nameOf(setup: Setup): string {
  const found = machineOfSetup(setup, machines)
  return 'is' in found ? found.is.machine.id : found.problem
}

describe('a Mac', () => {
  const mac: Setup = { system: 'macos', ...macFrom(SYSCTL, '15.7.1\n', IOREG) }

  test('is read from what its programs print', () => {
    expect(mac).toEqual({
      system: 'macos',
      architecture: 'arm64',
      chip: 'Apple M4 Pro',
      gpuCores: 16,
      memoryBytes: 25_769_803_776,
      systemVersion: '15.7.1',
    })
    expect(nameOf(mac)).toBe('apple-m4-pro-16c-24gb')
  })

  test('what the user lets its GPU use counts before what Metal recommends', () => {
    const wired = macFrom(SYSCTL.replace('limit_mb: 0', 'limit_mb: 20480'), '15.7.1', IOREG)
    const python = { executable: 'python3', version: '3.12.1', machine: 'arm64', workingSetBytes: 18e9 }

    expect(machineOfSetup({ ...mac, python }, machines)).toMatchObject({ is: { budgetBytes: 18e9 } })
    expect(machineOfSetup({ ...mac, ...wired, python }, machines)).toMatchObject({ is: { budgetBytes: 20 * 2 ** 30 } })
  })

  test('with an Intel processor is none that is known', () => {
    const intel = macFrom(
      'machdep.cpu.brand_string: Intel(R) Core(TM) i9-9880H CPU @ 2.30GHz\nhw.memsize: 17179869184\n',
      '14.1',
      '',
    )

    expect(nameOf({ system: 'macos', ...intel })).toContain('neither a GPU of Apple nor one of NVIDIA')
  })
})

describe('cards of NVIDIA', () => {
  test.each([
    ['NVIDIA GeForce RTX 4090, 24564, 550.54.15', 'rtx-4090-24gb'],
    ['NVIDIA A100-SXM4-80GB, 81920, 550.54.15', 'a100-sxm4-80gb'],
    ['NVIDIA H100 80GB HBM3, 81559, 550.54.15', 'h100-sxm-80gb'],
    ['NVIDIA L4, 23034, 550.54.15', 'l4-24gb'],
    ['Tesla T4, 15360, 550.54.15', 't4-16gb'],
    ['NVIDIA GeForce RTX 3080, 10240, 550.54.15', 'rtx-3080-10gb'],
    ['NVIDIA GeForce RTX 3080, 12288, 550.54.15', 'rtx-3080-12gb'],
    ['NVIDIA GeForce RTX 4060 Laptop GPU, 8188, 550.54.15', 'rtx-4060-laptop-8gb'],
    ['NVIDIA A10G, 23028, 550.54.15\nNVIDIA A10G, 23028, 550.54.15', '2x-a10g-24gb'],
  ])('%s', (cards, id) => {
    const nvidia = nvidiaFrom(cards, TABLE)

    expect(nameOf({ system: 'linux', architecture: 'x86_64', nvidia })).toBe(id)
    expect(nvidia).toMatchObject({ driver: '550.54.15', cuda: '12.4' })
  })

  test('a driver that does not answer says why', () => {
    const said = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."

    expect(nvidiaFrom('', said, said)).toEqual({ cards: [], problem: said })
  })
})

describe('Python', () => {
  test('what libraries print before its answer is left out', () => {
    const said = {
      executable: '/opt/p',
      version: '3.12.1',
      machine: 'arm64',
      torch: { version: '2.9.0', cuda: null, hasMps: true },
    }

    expect(pythonFrom(`a warning\nacclimate:${JSON.stringify(said)}\n`)).toEqual({
      executable: '/opt/p',
      version: '3.12.1',
      machine: 'arm64',
      torch: { version: '2.9.0', hasMps: true, canUseMps: false, canUseCuda: false },
    })
  })

  test.each(['', 'acclimate:', 'acclimate:[]', 'acclimate:{"executable":1}'])('%j is no answer', (output) => {
    expect(pythonFrom(output)).toBeUndefined()
  })
})
