/** Makes of each measurement of speed what the rates are calibrated on: its terms, its traits and its seconds. */
import { readMeasurements } from '../measurements.mjs'
import { meantBy } from './meant.mjs'
import { PROMPT_CHUNK } from '../../../dist/fit/memory/cache.js'
import { quantizationOf } from '../../../dist/fit/memory/quantizations.js'
import { weightsOf } from '../../../dist/fit/memory/weights.js'
import { decodeTerms } from '../../../dist/fit/speed/decode.js'
import { prefillTerms } from '../../../dist/fit/speed/prefill.js'
import { architectureOf, traitsOf } from '../../../dist/fit/speed/traits.js'

/** All cases of a folder of knowledge, which was read. */
export function readSpeedCases(folder, knowledge) {
  const rows = readMeasurements(folder).filter(({ kind }) => kind === 'decode' || kind === 'prefill')
  return speedCases(rows, meantBy(knowledge))
}

/**
 * @param rows - measurements of decoding and of prefill, in tokens a second
 */
function speedCases(rows, { machineOf, modelOf }) {
  const counts = counted(rows, seriesOf)
  return rows.map((row) => {
    const machine = machineOf(row)
    const model = modelOf(row)
    const quantization = quantizationOf(row.quantization)
    if (quantization === undefined) throw new Error(`${row.file}: ${row.quantization}`)
    const weights = weightsOf(model, quantization)
    const terms =
      row.kind === 'decode'
        ? decodeTerms({
            machine,
            model,
            weights,
            depth: row.depth + row.tokens / 2,
            batch: row.batch ?? 1,
            cacheElementBytes: 2,
          })
        : prefillTerms({
            machine,
            model,
            weights,
            depth: row.depth,
            tokens: row.tokens,
            chunk: chunkOf(row),
          })
    const traits = [
      ...traitsOf(machine, model, quantization, row.runtime),
      ...(row.flash === 'on' ? [] : ['no flash attention']),
      ...(row.build === '2024-05' ? ['build of 2024'] : []),
      // Before mid-2024 such cards multiplied quantized weights as 16-bit matrices.
      ...(row.build === '2024-05' && architectureOf(machine).endsWith('data centre') ? ['data centre in 2024'] : []),
    ]
    return {
      row,
      machine,
      model,
      terms,
      traits,
      platform: machine.platform,
      kind: row.kind,
      seconds: (row.batch ?? 1) / row.value,
      // Rows that differ in length alone say little more than one of them.
      weight: (1 / counts.get(seriesOf(row)) ** 0.5) * (machine.count > 1 ? 0.6 : 1),
    }
  })
}

/** Tokens at a time: as a row says, else as its runtime does unless told otherwise. */
function chunkOf({ chunk, file, runtime }) {
  if (chunk !== undefined) return Number(chunk)
  return /depth|batch/.test(file) ? 2048 : PROMPT_CHUNK[runtime]
}

function seriesOf({ file, machine, model, quantization, kind, flash }) {
  return [file, machine, model, quantization, kind, flash].join('|')
}

function counted(items, keyOf) {
  const counts = new Map()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
