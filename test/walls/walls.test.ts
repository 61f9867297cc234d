import { readdirSync, readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { expect, test } from 'vitest'

/** Lines above which a file holds two things. */
const MAX_LINES = 300

test('the walls stand, and every module was seen', async () => {
  const { output } = await cruise(
    ['src', 'packages/fleet/src'],
    await extractDepcruiseOptions('./.dependency-cruiser.mjs'),
  )
  if (typeof output === 'string') throw new TypeError(output)

  expect(output.modules.filter(({ source }) => source.startsWith('src/')).length).toBeGreaterThan(50)
  expect(output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  expect(output.modules.filter(({ source }) => source.startsWith('packages/fleet/')).length).toBeGreaterThan(50)
  expect(namesOf(output)).toEqual(
    expect.arrayContaining(['render-sees-the-report-only', 'browsers-have-no-node', 'fleet-engines-keep-the-contract']),
  )
  expect(output.modules.map(({ source }) => source)).toContain('src/browser.ts')
})

function namesOf({ summary }: ICruiseResult): readonly (string | undefined)[] {
  return summary.ruleSetUsed?.forbidden?.map(({ name }) => name) ?? []
}

test('no file that people write is longer than a sitting', () => {
  const files = ['src', 'tools', 'test', 'bench', 'packages/fleet/src', 'packages/fleet/web'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path}`)
      .filter((path) => /\.(?:tsx?|mjs)$/.test(path) && !/\/(?:generated|fixtures|projects)\//.test(path)),
  )
  const long = files.filter((path) => readFileSync(path, 'utf8').split('\n').length > MAX_LINES)

  expect(files.length).toBeGreaterThan(50)
  expect(long).toEqual([])
})
