/**
 * Calibrates how fast kernels are on all measurements of knowledge/measurements/, by generation, runtime and quantization and never by
 * machine, and derives the ranges from predictions of what was left out. Writes knowledge/fit/rates.yaml.
 *
 * usage: npm run build && npm run knowledge:fit
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { readKnowledge } from './read.mjs'
import { calibrated, chipOf, heldOut, modelOf, rangesOf } from './rates/calibrate.mjs'
import { readSpeedCases } from './rates/speed-cases.mjs'
import { rounded, spreadsOf } from './rates/spreads.mjs'
import { readWorkCases } from './rates/work-cases.mjs'

const HEADER =
  '# Written by `npm run knowledge:fit` from measurements/: rates by what takes time, and the ranges that hold them.\n'

/** What is left out in turn: people ask about machines more often than about models that are unlike all others. */
const LEFT_OUT = [
  { groupOf: chipOf, share: 1 },
  { groupOf: modelOf, share: 0.3 },
]

const knowledge = readKnowledge('knowledge')
const cases = [...readSpeedCases('knowledge', knowledge), ...readWorkCases('knowledge', knowledge)]
const platforms = {}
for (const platform of ['metal', 'cuda', 'other']) {
  const rates = {}
  const residuals = []
  for (const kind of ['decode', 'prefill', 'train', 'image']) {
    const mine = cases.filter((one) => one.platform === platform && one.kind === kind)
    if (mine.length === 0) continue
    Object.assign(rates, calibrated(mine, kind))
    for (const { groupOf, share } of LEFT_OUT) {
      for (const one of heldOut(mine, kind, groupOf)) {
        for (const name of rangesOf(one)) {
          residuals.push({ ...one, name, source: one.row.source, weight: one.weight * share })
        }
      }
    }
  }
  platforms[platform] = { rates: shortened(rates), spreads: spreadsOf(residuals) }
}

const day = cases
  .map(({ row }) => row.source.seen)
  .toSorted()
  .at(-1)
mkdirSync('knowledge/fit', { recursive: true })
writeFileSync(
  'knowledge/fit/rates.yaml',
  HEADER + stringify({ day, platforms }, { aliasDuplicateObjects: false, lineWidth: 0 }),
)

function shortened(rates) {
  return Object.fromEntries(
    Object.entries(rates).map(([name, { base, factors }]) => [
      name,
      {
        base: rounded(base),
        factors: Object.fromEntries(Object.entries(factors).map(([trait, factor]) => [trait, rounded(factor)])),
      },
    ]),
  )
}
