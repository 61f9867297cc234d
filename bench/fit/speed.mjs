/** Decoding and prefill: every measurement predicted without its chip. */
import { chipOf, classOf, heldOut } from '../../tools/knowledge/rates/calibrate.mjs'
import { readSpeedCases } from '../../tools/knowledge/rates/speed-cases.mjs'
import { readKnowledge } from '../../tools/knowledge/read.mjs'

/**
 * Results by kind, platform and table, in that order.
 *
 * @returns entries of a name and its results, each with the `error` of the prediction as a share of what was measured
 */
export function replaySpeed(folder) {
  const { rates } = readKnowledge(folder)
  const cases = readSpeedCases(folder)
  const results = new Map()
  const add = (name, result) => results.set(name, [...(results.get(name) ?? []), result])
  for (const kind of ['decode', 'prefill']) {
    for (const platform of ['metal', 'cuda', 'other']) {
      const mine = cases.filter((one) => one.row.kind === kind && one.platform === platform)
      for (const one of heldOut(mine, kind, chipOf)) {
        const { low, high } = rates.platforms[platform].spreads[classOf(one)] ?? {
          low: 0,
          high: Number.POSITIVE_INFINITY,
        }
        const ratio = Math.exp(one.log)
        const result = { error: 1 / ratio - 1, isInside: ratio >= low && ratio <= high, one }
        add(`${kind} ${platform}`, result)
        add(`${kind} ${platform}, ${classOf(one).replace(`${kind} `, '')}`, result)
        add(`${kind} ${platform}, ${one.row.file}`, result)
      }
    }
  }
  return [...results].toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}
