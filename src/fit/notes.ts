import type { Machine } from './machine.ts'
import type { Model } from './model.ts'
import type { Work } from './work.ts'

/** Of runs longer than this many minutes a computer without a fan gets slower. */
const MINUTES_BEFORE_HEAT = 10

/** What the numbers leave out, each in one sentence. */
export function notesOn(machine: Machine, model: Model, work: Work): readonly string[] {
  const { kind, runtime, macos, wiredLimitMb } = work
  const isMac = machine.platform === 'metal'
  const { price } = machine
  const notes = [
    price === undefined
      ? undefined
      : `The price, ${price.usd} dollars ${price.per === 'hour' ? 'an hour' : 'to buy'}, is of ${price.day} (${price.source.url}).`,
    isMac && macos === undefined && wiredLimitMb === undefined
      ? 'The GPU may have this share of the memory on macOS 26; on older ones it is less, and iogpu.wired_limit_mb changes it.'
      : undefined,
    isMac && machine.products?.every(({ isFanless }) => isFanless === true) === true
      ? `A Mac without a fan gets slower in runs of more than ${MINUTES_BEFORE_HEAT} minutes.`
      : undefined,
    machine.count > 1 && kind === 'inference'
      ? 'Several cards hold the layers between them and take turns; runtimes that split each layer are faster.'
      : undefined,
    model.kind === 'speech' && model.work !== undefined && kind === 'inference'
      ? 'Speed is that of whisper.cpp, one window after the other; runtimes that take several at a time are faster.'
      : undefined,
    model.kind === 'speech' && kind === 'inference' && model.work === undefined
      ? 'How fast models of speech other than Whisper are is not known here.'
      : undefined,
    runtime === 'mlx' && !isMac ? 'MLX on CUDA was not measured.' : undefined,
    model.from === 'given' && kind === 'inference'
      ? 'Without the architecture the KV cache is that of a model of the size with grouped queries.'
      : undefined,
  ]
  return notes.filter((note) => note !== undefined)
}
