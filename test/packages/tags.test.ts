import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { elfLibraries } from '../../src/packages/wheel/elf.ts'
import { fits } from '../../src/packages/wheel/tags.ts'
import { readFileSync } from 'node:fs'

const PYTHON = '.venv/bin/python'
const canCompare = spawnSync(PYTHON, ['-c', 'import packaging.tags']).status === 0

const PROGRAM = `
import itertools, json, sys
from packaging.tags import cpython_tags, compatible_tags, mac_platforms
version, python = ((26, 1), (3, 12))
platforms = list(mac_platforms(version, "arm64"))
tags = set(map(str, itertools.chain(cpython_tags(python, ["cp312"], platforms), compatible_tags(python, "cp312", platforms))))
print(json.dumps([candidate in tags for candidate in json.load(sys.stdin)]))
`

const pythons = ['py3', 'py2', 'py38', 'py312', 'py313', 'cp3', 'cp38', 'cp311', 'cp312', 'cp313', 'pp312']
const abis = ['none', 'abi3', 'cp311', 'cp312', 'cp312t', 'cp313']
const platforms = [
  'any',
  'macosx_10_9_x86_64',
  'macosx_10_9_universal2',
  'macosx_10_16_universal2',
  'macosx_10_17_universal2',
  'macosx_11_0_arm64',
  'macosx_11_1_arm64',
  'macosx_14_0_universal2',
  'macosx_26_0_arm64',
  'macosx_27_0_arm64',
  'manylinux2014_x86_64',
  'manylinux_2_28_aarch64',
  'win_amd64',
]

test.skipIf(!canCompare)('wheels fit a Mac exactly where the packaging library says so', () => {
  const all = pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => [python, abi, platform] as const)),
  )
  const input = JSON.stringify(all.map((parts) => parts.join('-')))
  const expected: unknown = JSON.parse(execFileSync(PYTHON, ['-c', PROGRAM], { input, encoding: 'utf8' }))
  const ours = all.map(([python, abi, platform]) =>
    fits({ pythons: [python], abis: [abi], platforms: [platform] }, 'mac', '3.12', '26.1'),
  )
  const said = Array.isArray(expected) ? expected : []

  expect(said).toHaveLength(all.length)
  expect(all.filter((_, index) => said[index] !== ours[index]).map((parts) => parts.join('-'))).toEqual([])
})

test('a wheel for several Pythons and platforms fits where one of each does', () => {
  const tags = { pythons: ['py2', 'py3'], abis: ['none'], platforms: ['manylinux1_x86_64', 'macosx_11_0_arm64'] }
  expect(fits(tags, 'mac', '3.12', '15.0')).toBe(true)
  expect(fits(tags, 'linux', '3.12', '15.0')).toBe(true)
  expect(fits({ ...tags, platforms: ['musllinux_1_2_x86_64'] }, 'linux', '3.12', '15.0')).toBe(false)
})

const hasReadelf = spawnSync('readelf', ['--version']).status === 0
const SYSTEM = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']

test.skipIf(!hasReadelf)('the libraries of real binaries are those that readelf names', async () => {
  const files = SYSTEM.flatMap((folder) => namesIn(folder).map((name) => join(folder, name))).slice(0, 40)
  for (const file of files) {
    const bytes = readFileSync(file)
    const said = execFileSync('readelf', ['-d', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const expected = [...said.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name)
    // oxlint-disable-next-line no-await-in-loop
    expect(await elfLibraries(async (length) => bytes.subarray(0, length), bytes.length), file).toEqual(expected)
  }
})

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^lib[\w+-]+\.so\.\d+$/.test(name))
  } catch {
    return []
  }
}
