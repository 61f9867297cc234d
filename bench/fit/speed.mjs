/** Decoding, prefill, training and images: every measurement predicted without its chip. */
import { chipOf, heldOut, rangesOf } from '../../tools/knowledge/rates/calibrate.mjs'
import { readSpeedCases } from '../../tools/knowledge/rates/speed-cases.mjs'
import { readWorkCases } from '../../tools/knowledge/rates/work-cases.mjs'

/**
 * Results by kind, platform and table, in that order.
 *
 * @returns entries of a name and its results, each with the `error` of the prediction as a share of what was measured
 */
export function replaySpeed(folder, knowledge) {
  const { rates } = knowledge
  const cases = [...readSpeedCases(folder, knowledge), ...readWorkCases(folder, knowledge)]
  const results = new Map()
  const add = (name, result) => results.set(name, [...(results.get(name) ?? []), result])
  for (const kind of ['decode', 'prefill', 'train', 'image']) {
    for (const platform of ['metal', 'cuda', 'other']) {
      const mine = cases.filter((one) => one.kind === kind && one.platform === platform)
      for (const one of heldOut(mine, kind, chipOf)) {
        const range = rangesOf(one).find((name) => name in rates.platforms[platform].spreads)
        const { low, high } = rates.platforms[platform].spreads[range]
        const ratio = Math.exp(one.log)
        const result = { error: 1 / ratio - 1, isInside: ratio >= low && ratio <= high, one }
        add(`${kind} ${platform}`, result)
        add(`${kind} ${platform}, ${range.replace(`${kind} `, '')}`, result)
        add(`${kind} ${platform}, ${one.row.file}`, result)
      }
    }
  }
  return [...results].toSorted(([one], [other]) => one.localeCompare(other, 'en'))
}
