import { expect, test } from 'vitest'
import { diagnosisOf } from '../../src/machine/doctor.ts'
import type { Setup } from '../../src/machine/setup.ts'
import { renderDiagnosis } from '../../src/render/terminal/diagnosis/index.ts'
import { compiledKnowledge } from '../knowledge/compiled.ts'

const knowledge = compiledKnowledge()

const PYTHON = { executable: '/opt/p/python3', version: '3.12.1', machine: 'arm64' }
const TORCH = { version: '2.9.0', hasMps: true, canUseMps: true, canUseCuda: false }
const MAC: Setup = {
  system: 'macos',
  architecture: 'arm64',
  systemVersion: '15.7.1',
  chip: 'Apple M4 Pro',
  gpuCores: 20,
  memoryBytes: 48 * 2 ** 30,
  python: { ...PYTHON, torch: TORCH, mlx: { version: '0.30.0', hasMetal: true } },
}
const LINUX: Setup = {
  system: 'linux',
  architecture: 'x86_64',
  nvidia: {
    driver: '550.54.15',
    cuda: '12.4',
    cards: [{ name: 'NVIDIA GeForce RTX 4090', memoryBytes: 24_564 * 2 ** 20 }],
  },
  python: {
    ...PYTHON,
    machine: 'x86_64',
    torch: { version: '2.9.0', cuda: '12.8', hasMps: false, canUseMps: false, canUseCuda: true },
  },
}

function codes(setup: Setup, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  return diagnosisOf(setup, environment, knowledge).findings.map(({ code }) => code)
}

test('nothing is in the way where the GPU is used', () => {
  expect(codes(MAC)).toEqual([])
  expect(codes(LINUX)).toEqual([])
  expect(diagnosisOf(MAC, {}, knowledge)).toMatchObject({
    usesGpu: true,
    machine: { name: 'M4 Pro (20-core GPU), 48 GB', system: 'macOS 15.7.1' },
  })
})

test.each<[string, Setup, readonly string[]]>([
  ['an Intel Python under Rosetta', { ...MAC, python: { ...PYTHON, machine: 'x86_64' } }, ['python-under-rosetta']],
  ['a Mac with an Intel processor', { ...MAC, architecture: 'x86_64' }, ['intel-mac']],
  ['a macOS before Metal was enough', { ...MAC, systemVersion: '12.2.1' }, ['macos-too-old']],
  ['a macOS before that of MLX', { ...MAC, systemVersion: '13.6' }, ['macos-too-old-for-mlx']],
  [
    'a PyTorch without Metal',
    { ...MAC, python: { ...PYTHON, torch: { ...TORCH, hasMps: false, canUseMps: false } } },
    ['torch-without-mps', 'mlx-missing'],
  ],
  [
    'a virtual machine',
    { ...MAC, python: { ...PYTHON, torch: { ...TORCH, canUseMps: false } } },
    ['mps-not-available', 'mlx-missing'],
  ],
  ['a limit that was set', { ...MAC, wiredLimitBytes: 40e9 }, ['wired-limit-set']],
  ['no driver', { system: 'linux', architecture: 'x86_64' }, ['no-nvidia-driver', 'no-python']],
  ['a driver that is silent', { ...LINUX, nvidia: { cards: [], problem: 'failed' } }, ['nvidia-driver-silent']],
  [
    'a PyTorch without CUDA',
    { ...LINUX, python: { ...PYTHON, torch: { ...TORCH, hasMps: false } } },
    ['torch-without-cuda'],
  ],
  [
    'a driver before the CUDA of PyTorch',
    { ...LINUX, python: { ...PYTHON, torch: { ...TORCH, cuda: '13.0', canUseCuda: false } } },
    ['driver-too-old'],
  ],
])('%s', (_what, setup, expected) => {
  expect(codes(setup)).toEqual(expected)
})

test('variables count on the machine that they are for', () => {
  const hidden = { CUDA_VISIBLE_DEVICES: '', ACCELERATE_USE_CPU: 'true', PYTORCH_ENABLE_MPS_FALLBACK: '1' }

  expect(codes(MAC, hidden)).toEqual(['variable-accelerate-use-cpu', 'variable-pytorch-enable-mps-fallback'])
  expect(codes(LINUX, hidden)).toEqual(['variable-cuda-visible-devices', 'variable-accelerate-use-cpu'])
  expect(codes(LINUX, { CUDA_VISIBLE_DEVICES: '0' })).toEqual([])
})

test('a person reads what is so, what to do, and where it is known from', () => {
  const setup: Setup = { ...MAC, python: { ...PYTHON, machine: 'x86_64' } }
  const text = renderDiagnosis(diagnosisOf(setup, {}, knowledge), { columns: 100, colour: false })

  expect(text).toContain('M4 Pro (20-core GPU), 48 GB, macOS 15.7.1.')
  expect(text).toMatch(/blocks: \S+ is a Python for Intel that runs under Rosetta/)
  expect(text).toMatch(/fix: Make the environment anew/)
  expect(text).toContain('(documentation, seen ')
})
