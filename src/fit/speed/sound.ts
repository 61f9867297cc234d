import type { Estimate } from '../../report/fit.ts'
import type { Source } from '../../report/report.ts'
import type { Quantization } from '../memory/quantizations.ts'
import type { Machine } from '../machine.ts'
import type { Model } from '../model.ts'
import { trainingPeak } from './train.ts'

/** Seconds of sound that Whisper reads at a time. */
const WINDOW = 30
/** Tokens that half a minute of speech comes to: some 75 words, with their punctuation and times. */
const TOKENS = 120

/**
 * What whisper.cpp reaches: the share of the peak while the encoder reads a window, and seconds for each layer of the decoder and token
 * besides reading its weights. Metal: M4 Max and M2 Ultra; CUDA: V100.
 */
const REACHED = {
  metal: { encoder: 0.38, layer: 0.0002 },
  other: { encoder: 0.1, layer: 0.0003 },
} as const
const SOURCES: readonly Source[] = [
  { url: 'https://github.com/ggml-org/whisper.cpp/pull/1486', seen: '2026-11-28', kind: 'measurement' },
  { url: 'https://github.com/ggml-org/whisper.cpp/pull/2152', seen: '2026-11-28', kind: 'measurement' },
  { url: 'https://github.com/M0Rf30/PKGBUILD/pull/175', seen: '2026-11-28', kind: 'measurement' },
]
/** Beams, batches and runtimes differ by more than machines of a kind do. */
const RANGE = 2.2

/** Seconds of sound that are turned into text in a second; undefined for models whose work nobody has counted. */
export function soundSpeed(machine: Machine, model: Model, quantization: Quantization): Estimate | undefined {
  const { work, parts = [] } = model
  const decoder = parts.find(({ name }) => name === 'decoder')?.parameters
  if (work?.layers === undefined || decoder === undefined) return undefined
  const { encoder, layer } = REACHED[machine.platform === 'metal' ? 'metal' : 'other']
  const reading = work.flop / (encoder * trainingPeak(machine, quantization))
  const bytes = (decoder * quantization.bits('up', true)) / 8
  const writing = TOKENS * (layer * work.layers + bytes / machine.bandwidth)
  const value = WINDOW / (reading + writing)
  return { value, low: value / RANGE, high: value * RANGE, basis: 'analytic', sources: SOURCES }
}
