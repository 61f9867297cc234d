import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Declaration, ProjectFacts } from '../../src/project/facts.ts'
import type { Target } from '../../src/report/report.ts'
import { requirementsOnMac } from '../../src/target/requirements.ts'
import { sumFacts } from '../../src/project/sum-facts.ts'
import { alternateOf } from '../../src/project/declarations/alternate.ts'
import { site } from '../render/report.ts'

const target: Target = {
  platform: 'metal',
  os: 'macos',
  osVersion: '26.1',
  arch: 'arm64',
  python: '3.12',
  packages: {},
}

function declared(file: string, name: string, marker?: string): Declaration {
  const alternate = alternateOf(file)
  return {
    name,
    requirement: name,
    specifier: '',
    extras: [],
    scope: 'runtime',
    ecosystem: 'pypi',
    format: 'requirements-txt',
    site: site(file, 1),
    ...(marker === undefined ? {} : { marker }),
    ...(alternate === undefined ? {} : { alternate }),
  }
}

function factsOf(declarations: readonly Declaration[]): ProjectFacts {
  return { name: 'x', filesRead: 0, bytesRead: 0, ...sumFacts([{ declarations }]) }
}

function names(...declarations: readonly Declaration[]): string[] {
  return requirementsOnMac(factsOf(declarations), target).map(({ declaration }) => declaration.name)
}

describe('requirementsOnMac', () => {
  it('passes over what is for CUDA machines when there is something else', () => {
    expect(names(declared('requirements.txt', 'a'), declared('requirements-cu121.txt', 'b'))).toEqual(['a'])
    expect(names(declared('requirements-cu121.txt', 'b'))).toEqual(['b'])
  })

  it('does not let a manifest in another folder speak for the one at hand', () => {
    expect(names(declared('tools/requirements.txt', 'a'), declared('requirements-cuda.txt', 'b'))).toEqual(['a', 'b'])
  })

  it('takes the manifest for Macs in the place of the plain one, unless it only adds to it', () => {
    const plain = [declared('requirements.txt', 'a'), declared('requirements.txt', 'b')]
    expect(names(...plain, declared('requirements_macos.txt', 'a'))).toEqual(['a'])
    expect(names(...plain, declared('requirements_macos.txt', 'c'))).toEqual(['a', 'b', 'c'])
  })

  it('leaves containers out', () => {
    expect(names(declared('docker/Dockerfile.gpu', 'a'), declared('cog.yaml', 'b'))).toEqual([])
  })

  it('judges markers as on a Mac, and those that it cannot read as unknown', () => {
    const outcomes = ['sys_platform == "darwin"', 'platform_machine == "x86_64"', 'extra == "x"', '((('].map(
      (marker) => requirementsOnMac(factsOf([declared('requirements.txt', 'a', marker)]), target)[0]?.applies,
    )
    expect(outcomes).toEqual([true, false, undefined, undefined])
  })

  it('never throws, whatever a manifest is called or says', () => {
    const some = fc.array(fc.tuple(fc.string(), fc.string(), fc.option(fc.string(), { nil: undefined })), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(some, (rows) => {
        const declarations = rows.map(([file, name, marker]) => declared(file, name, marker))
        expect(requirementsOnMac(factsOf(declarations), target).length).toBeLessThanOrEqual(rows.length)
      }),
    )
  })
})
