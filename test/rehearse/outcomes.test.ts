import { expect, test } from 'vitest'
import { outcomesOf } from '../../src/rehearse/outcomes.ts'
import { finding, site } from '../render/report.ts'

const WORKERS = finding({ code: 'data/workers', sites: [site('train.py', 8, 'DataLoader(data, num_workers=2)')] })
const RAN = new Map([['train.py', new Set([8, 9])]])
const device = { calls: 3, onDevice: 3, fellBack: 0 }

test.each([
  [
    "PicklingError: Can't pickle <function <lambda> at 0x7f0b>: attribute lookup <lambda> on __main__ failed",
    'confirmed',
  ],
  ["AttributeError: Can't get local object 'load.<locals>.half'", 'confirmed'],
  ["TypeError: cannot pickle 'generator' object", 'confirmed'],
  ["NameError: name 'loader' is not defined", 'refuted'],
])('workers that are started where a loader is gone through, %s: %s', (message, outcome) => {
  const at = site('train.py', 9, 'next(iter(loader))')
  const raised = { kind: 'raised', message, count: 1, first: at, most: at, phase: 'other', sources: [] } as const
  expect(outcomesOf([WORKERS], { events: [raised], device }, RAN)).toEqual([{ fingerprint: 'f1', outcome }])
})
