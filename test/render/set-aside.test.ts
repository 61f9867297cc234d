import { expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { setAsideText } from '../../src/render/set-aside.ts'
import { report } from './report.ts'
import { shown } from './shown.ts'

const silenced = report({
  setAside: [
    { by: 'settings', findings: 801, places: 9_000 },
    { by: 'inline', findings: 1, places: 1 },
    { by: 'excluded', files: 2 },
  ],
})

test('in words; what a baseline has is told beside it', () => {
  expect(setAsideText(silenced)).toBe(
    '801 findings by settings; 1 finding by remarks in the code; 2 files left out by patterns',
  )
  expect(setAsideText({ setAside: [{ by: 'baseline', findings: 1 }] })).toBeUndefined()
  expect(setAsideText(report())).toBeUndefined()
  const unneeded = [
    { by: 'inline', code: 'device/cuda-literal', file: 'train.py', line: 3 },
    { by: 'settings', code: 'memory/*', path: 'old/' },
    { by: 'settings', code: 'a' },
    { by: 'settings', code: 'b' },
  ] as const
  expect(setAsideText({ unneeded })).toBe(
    'nothing by the remark on device/cuda-literal in train.py:3, the setting for memory/* in old/, the setting for a, and 1 more, which can go',
  )
  expect(setAsideText({ unneeded: [{ by: 'settings', code: 'exclude', path: 'odl/' }] })).toBe(
    'nothing by the pattern odl/ of --exclude, which can go',
  )
  const misspelt = { by: 'settings', code: 'memroy/*', unknown: 'memroy/*', meant: 'memory/*' } as const
  expect(setAsideText({ unneeded: [misspelt] })).toContain('no finding memroy/*; did you mean memory/*?)')
  const version = { by: 'settings', code: 'package', path: 'torchh', unknown: 'torchh', meant: 'torch' } as const
  expect(setAsideText({ unneeded: [version] })).toBe(
    'nothing by the version of torchh, of which nothing is known (did you mean torch?), which can go',
  )
})

/** Outputs that do not say it, and why they need not. */
const SILENT: Readonly<Record<string, string>> = { badge: 'it shows the status alone' }

test.each(Object.entries(outputs).filter(([name]) => !(name in SILENT)))('%s says it', async (_, load) => {
  const output = await load()
  expect(shown(output, silenced)).toContain('801')
  expect(shown(output, report())).not.toContain('801')
  const unneeded = [{ by: 'inline', code: 'device/needless', file: 'train.py', line: 3 }] as const
  expect(shown(output, report({ unneeded }))).toContain('device/needless')
})
