import { expect, it } from 'vitest'
import { alternateOf, scopeOf } from '../../../src/project/declarations/alternate.ts'

it.each([
  ['requirements.txt', undefined, 'runtime'],
  ['requirements_macos.txt', 'macos', 'runtime'],
  ['requirements-mps.txt', 'macos', 'runtime'],
  ['environment_mac_arm64.yml', 'macos', 'runtime'],
  ['requirments_cu118.txt', 'cuda', 'runtime'],
  ['requirements-cuda12.txt', 'cuda', 'runtime'],
  ['requirements/gpu.txt', 'cuda', 'runtime'],
  ['requirements-cpu.txt', 'cpu', 'runtime'],
  ['requirements.rocm6.txt', 'rocm', 'runtime'],
  ['requirements_windows.txt', 'windows', 'runtime'],
  ['environment-linux.yml', 'linux', 'runtime'],
  ['requirements-dev.txt', 'development', 'development'],
  ['requirements/test_gpu.txt', 'cuda', 'development'],
  ['requirements-tests.in', 'test', 'development'],
  ['docs/requirements.txt', 'docs', 'development'],
  ['requirements/optional.txt', undefined, 'optional'],
  ['requirements-build.txt', undefined, 'build'],
  ['cuda/src/requirements.txt', undefined, 'runtime'],
] as const)('%s', (path, alternate, scope) => {
  expect(alternateOf(path)).toBe(alternate)
  expect(scopeOf(path)).toBe(scope)
})
