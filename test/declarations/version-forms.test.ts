import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCondaSpec } from '../../src/project/declarations/conda-spec.ts'
import { condaSpecifier } from '../../src/project/declarations/conda-version.ts'
import { platformMarker } from '../../src/project/declarations/platform-marker.ts'
import { poetrySpecifier } from '../../src/project/declarations/poetry-version.ts'
import { parseMarker } from '../../src/project/requirement/marker.ts'
import { parseSpecifier } from '../../src/project/requirement/specifier.ts'

test.each([
  ['^1.2.3', '>=1.2.3,<2.0.0'],
  ['^0.2.3', '>=0.2.3,<0.3.0'],
  ['^0.0.3', '>=0.0.3,<0.0.4'],
  ['^0.0', '>=0.0,<0.1'],
  ['^0', '>=0,<1'],
  ['^2.1.0a1', '>=2.1.0a1,<3.0.0'],
  ['~1.2.3', '>=1.2.3,<1.3.0'],
  ['~1.2', '>=1.2,<1.3'],
  ['~1', '>=1,<2'],
  ['~=1.4.2', '~=1.4.2'],
  ['1.2.*', '==1.2.*'],
  ['==1.*', '==1.*'],
  ['*', ''],
  ['2.1', '==2.1'],
  ['v2.1', '==2.1'],
  ['=2.1', '==2.1'],
  ['>= 1.0, < 2.0', '>=1.0,<2.0'],
  ['>=1.0 <2.0', '>=1.0,<2.0'],
  ['>=1.0,!=1.5.*', '>=1.0,!=1.5.*'],
  ['>=2.1.*', '>=2.1'],
  ['^2.7 || ^3.6', '>=2.7,<4.0'],
  ['2.0|2.1', '>=2.0,<=2.1'],
  ['<2 || >=3', ''],
  ['2.3.1+cu121', '==2.3.1+cu121'],
  ['latest', undefined],
  ['^^1', undefined],
  ['^a', undefined],
])('Poetry %s is %s', (constraint, specifier) => {
  expect(poetrySpecifier(constraint)).toBe(specifier)
})

test.each([
  ['=2.1', '==2.1.*'],
  ['=2.1.*', '==2.1.*'],
  ['2.1.*', '==2.1.*'],
  ['2.1*', '==2.1.*'],
  ['2.1', '==2.1'],
  ['==2.1', '==2.1'],
  ['>=2.1,<3', '>=2.1,<3'],
  ['>= 2.1 , < 3', '>=2.1,<3'],
  ['>=2.1.*', '>=2.1'],
  ['!=2.1.*', '!=2.1.*'],
  ['~=2.1.0', '~=2.1.0'],
  ['*', ''],
  ['3.8|3.9|3.10', '>=3.8,<=3.10'],
  ['3.8.*|3.9.*', '>=3.8,<3.10'],
  ['1.1.1k', ''],
  ['>=9e,<10', '<10'],
])('conda %s is %s', (constraint, specifier) => {
  expect(condaSpecifier(constraint)).toBe(specifier)
})

test.each([
  ['pytorch', { name: 'pytorch', specifier: '' }],
  ['pytorch=2.1', { name: 'pytorch', specifier: '==2.1.*' }],
  ['pytorch==2.1', { name: 'pytorch', specifier: '==2.1' }],
  ['pytorch 2.1', { name: 'pytorch', specifier: '==2.1' }],
  ['pytorch 2.1.* *cuda*', { name: 'pytorch', specifier: '==2.1.*' }],
  ['pytorch=2.1.0=py3.10_cuda11.8_0', { name: 'pytorch', specifier: '==2.1.0' }],
  ['pytorch=*=*cuda*', { name: 'pytorch', specifier: '' }],
  ['pytorch >=2.1,<3', { name: 'pytorch', specifier: '>=2.1,<3' }],
  ['python >= 3.8', { name: 'python', specifier: '>=3.8' }],
  ['pytorch::pytorch=2.1', { name: 'pytorch', specifier: '==2.1.*', channel: 'pytorch' }],
  ['conda-forge/linux-64::gcc_linux-64', { name: 'gcc_linux-64', specifier: '', channel: 'conda-forge/linux-64' }],
  ["torch[version='>=2', build=*cuda*, channel=nvidia]", { name: 'torch', specifier: '>=2', channel: 'nvidia' }],
  ['???', undefined],
])('the specification %s', (text, spec) => {
  expect(parseCondaSpec(text)).toEqual(spec)
})

test.each([
  ['linux-64', "sys_platform == 'linux' and platform_machine == 'x86_64'"],
  ['osx-arm64', "sys_platform == 'darwin' and platform_machine == 'arm64'"],
  ['win-64', "sys_platform == 'win32' and platform_machine == 'AMD64'"],
  ['linux64', "sys_platform == 'linux' and platform_machine == 'x86_64'"],
  ['osx', "sys_platform == 'darwin'"],
  ['unix', "sys_platform != 'win32'"],
  ['noarch', undefined],
])('the platform %s', (platform, marker) => {
  expect(platformMarker(platform)).toBe(marker)
  expect(marker === undefined || parseMarker(marker).ok).toBe(true)
})

describe('whatever a constraint says', () => {
  const version = fc.stringMatching(/^\d{1,2}(\.\d{1,2}){0,3}(\.\*|a1|\+cu118)?$/)
  const operator = fc.constantFrom('', '=', '==', '>=', '<', '<=', '>', '!=', '~', '^', '~=', ' ')
  const clause = fc.tuple(operator, version).map(([sign, number]) => sign + number)
  const constraint = fc.oneof(
    fc.tuple(clause, fc.constantFrom(',', '|', '||', ' '), clause).map((parts) => parts.join('')),
    clause,
    fc.string({ maxLength: 600 }),
  )

  test('what comes out is PEP 440', () => {
    fc.assert(
      fc.property(constraint, (text) => {
        for (const specifier of [
          poetrySpecifier(text) ?? '',
          condaSpecifier(text),
          parseCondaSpec(`a ${text}`)?.specifier ?? '',
        ])
          expect(parseSpecifier(specifier), `${text} gave ${specifier}`).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })
})
