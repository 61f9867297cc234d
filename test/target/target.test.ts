import { expect, it } from 'vitest'
import { withDefaults } from '../../src/config/options.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import type { Declaration, LockedPackage } from '../../src/project/facts.ts'
import { targetFor } from '../../src/target/target.ts'

const options = withDefaults({ asOf: '2026-11-01' })

function siteIn(file: string): Declaration['site'] {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 2, excerpt: 'torch' }
}

function required(file: string, specifier: string): Declaration {
  return {
    name: 'torch',
    requirement: `torch${specifier}`,
    specifier,
    extras: [],
    scope: 'runtime',
    ecosystem: 'pypi',
    format: 'requirements-txt',
    site: siteIn(file),
  }
}

function requiredFor(alternate: 'macos' | 'cuda', file: string, specifier: string): Declaration {
  return { ...required(file, specifier), alternate }
}

function locked(file: string, version: string): LockedPackage {
  return { name: 'torch', version, ecosystem: 'pypi', wheels: [], site: siteIn(file) }
}

function torchOf(declarations: readonly Declaration[], locks: readonly LockedPackage[] = []): string | undefined {
  const target = targetFor({ declarations, locked: locks, pythons: [] }, knowledge, options)
  return target.packages['torch']?.version
}

it('takes the version that is stated nearest to the root', () => {
  expect(torchOf([], [locked('agents/trxl/uv.lock', '1.12.1'), locked('uv.lock', '2.4.1')])).toBe('2.4.1')
  expect(torchOf([required('requirements.txt', '==2.4.1')], [locked('agents/uv.lock', '1.12.1')])).toBe('2.4.1')
  expect(torchOf([required('requirements.txt', '==2.4.1')], [locked('uv.lock', '2.3.0')])).toBe('2.3.0')
})

it('takes no pin of a part where the project leaves the version open', () => {
  const open = torchOf([required('requirements.txt', '')])
  expect(torchOf([required('tools/old/requirements.txt', '==1.9.0'), required('requirements.txt', '')])).toBe(open)
  expect(torchOf([required('requirements/extra.txt', '==2.4.1'), required('setup.py', '')])).toBe('2.4.1')
})

it('takes what a manifest for Macs says, and nothing of other machines or of containers of other people', () => {
  const open = torchOf([required('requirements.txt', '')])
  const mac = requiredFor('macos', 'requirements-mac.txt', '')
  expect(torchOf([required('requirements.txt', '==2.4.0'), mac])).toBe(open)
  expect(torchOf([requiredFor('cuda', 'a-cuda.txt', '==1.9.0'), required('requirements.txt', '==2.4.0')])).toBe('2.4.0')
  expect(torchOf([required('ops/detectron2/docker/Dockerfile', '==1.5.0')])).toBe(open)
})

it('takes no pin of a further list where the plain one beside it leaves the version open', () => {
  const open = torchOf([required('requirements.txt', '')])
  expect(torchOf([required('requirements_onnx_encoder.txt', '==1.13.1'), required('requirements.txt', '')])).toBe(open)
  expect(torchOf([required('requirements_versions.txt', '==2.3.0'), required('requirements.txt', '')])).toBe('2.3.0')
})

it('takes a series for its newest release, and not for the number that it begins with', () => {
  expect(torchOf([required('environment.yml', '==2.*')])).toBe(torchOf([]))
  expect(torchOf([required('environment.yml', '==2.1.*')])).toBe('2.1.2')
  expect(torchOf([required('environment.yml', '==1.12.1.*')])).toBe('1.12.1')
})

function pythonOf(declarations: readonly Declaration[], specifier?: string): string {
  const pythons = specifier === undefined ? [] : [{ specifier, site: siteIn('pyproject.toml') }]
  return targetFor({ declarations, locked: [], pythons }, knowledge, options).python
}

it('takes a Python for which there are wheels of what is pinned', () => {
  const newest = pythonOf([])
  expect(newest).toBe('3.15')
  expect(pythonOf([required('requirements.txt', '==2.6.0')])).toBe('3.13')
  expect(pythonOf([{ ...required('requirements.txt', '==1.20.3'), name: 'numpy' }])).toBe(newest)
  expect(pythonOf([{ ...required('setup.py', '<1.24'), name: 'numpy' }])).toBe('3.11')
  expect(pythonOf([{ ...required('examples/requirements.txt', '<1.24'), name: 'numpy' }])).toBe(newest)
  expect(pythonOf([required('requirements.txt', '==2.6.0')], '>=3.14')).toBe(newest)
  expect(pythonOf([required('Dockerfile', '==2.6.0')])).toBe(newest)
  expect(pythonOf([], '==3.7.*')).toBe('3.8')
  expect(pythonOf([{ ...required('requirements.txt', '==2.6.0'), marker: 'python_version < "3.9"' }])).toBe(newest)
})

it('takes no version from an extra that the project leaves open, nor from a wheel for Linux in a container', () => {
  const extra: Declaration = { ...required('setup.py', '==2.2.0'), scope: 'optional' }
  expect(torchOf([extra])).toBe('2.2.0')
  expect(torchOf([extra, required('setup.py', '>=1.13')])).not.toBe('2.2.0')
  const inContainer = required('Dockerfile', '==1.1.0')
  expect(torchOf([inContainer])).toBe('1.1.0')
  const wheel = 'torch @ file:///torch-1.1.0-cp36-cp36m-linux_x86_64.whl'
  expect(torchOf([{ ...inContainer, requirement: wheel }])).not.toBe('1.1.0')
})

it('takes no version from a requirement that a marker keeps from Macs', () => {
  const elsewhere = { ...required('requirements.txt', '==1.10.0'), marker: 'sys_platform != "darwin"' }
  const declarations = [elsewhere, required('requirements.txt', '>=2.0,<2.2')]
  expect(targetFor({ declarations, locked: [], pythons: [] }, knowledge, options).packages['torch']).toEqual({
    version: '2.1.2',
    from: 'assumed',
  })
})
