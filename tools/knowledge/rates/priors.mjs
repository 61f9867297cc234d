/**
 * Where rates start and how far they may stray, in powers of e: physics, before anything is measured. A factor is only
 * for what can differ: bytes take the time that the bandwidth leaves them whatever the quantization, but unpacking does not.
 */

export const BASES = {
  'decode.weights': { start: 1.1, width: 0.15 },
  'decode.cache': { start: 1.5, width: 0.4 },
  'decode.compute': { start: 4, width: 2 },
  'decode.more': { start: 1, width: 1 },
  'decode.moreExperts': { start: 50e-6, width: 1 },
  'decode.layers': { start: 40e-6, width: 1.5 },
  'decode.experts': { start: 30e-6, width: 1 },
  'decode.states': { start: 30e-6, width: 1 },
  'decode.hops': { start: 1e-4, width: 2 },
  'prefill.compute': { start: 0.5, width: 1 },
  'prefill.power': { start: 0.6, width: 1 },
  'prefill.attention': { start: 1, width: 1 },
  'prefill.weights': { start: 1.2, width: 0.4 },
  'prefill.layers': { start: 100e-6, width: 0.5 },
  'prefill.experts': { start: 0.5, width: 1.5 },
  'prefill.states': { start: 1, width: 2 },
  'train.compute': { start: 2.2, width: 0.7 },
  'train.traffic': { start: 6, width: 0.7 },
  'train.launches': { start: 300e-6, width: 0.7 },
  'train.update': { start: 1.5, width: 0.3 },
  'train.unpack': { start: 2, width: 0.5 },
  'image.steps': { start: 2.2, width: 0.7 },
  'image.once': { start: 3, width: 0.7 },
  'image.start': { start: 0.2, width: 1 },
}

const ARCHITECTURE = 'architecture'
const KERNELS = 'kernels'
const RUNTIME = 'runtime'

const ERA = 'build of 2024'

/** By rate and kind of trait. */
const WIDTHS = {
  'decode.weights': { [ARCHITECTURE]: 0.08, [KERNELS]: 0.08, 'two dies': 0.15 },
  'decode.cache': { [ARCHITECTURE]: 0.3, [RUNTIME]: 0.5, 'no flash attention': 0.8 },
  'decode.compute': { [ARCHITECTURE]: 0.5, [KERNELS]: 0.5, [ERA]: 0.3 },
  'decode.more': {},
  'decode.moreExperts': {},
  'decode.layers': { [ARCHITECTURE]: 0.3, [RUNTIME]: 0.3, 'two dies': 0.3, [ERA]: 0.2 },
  'decode.experts': { [ARCHITECTURE]: 0.3, [RUNTIME]: 0.3 },
  'decode.states': { [ARCHITECTURE]: 0.3, [RUNTIME]: 0.3 },
  'prefill.compute': {
    [ARCHITECTURE]: 0.4,
    [KERNELS]: 0.3,
    [ERA]: 0.5,
    'data centre in 2024': 0.5,
    'bf16 emulated': 0.5,
  },
  'prefill.power': { [ARCHITECTURE]: 0.2 },
  'prefill.attention': { [ARCHITECTURE]: 0.3, [RUNTIME]: 0.3, 'no flash attention': 1 },
  'prefill.weights': {},
  'prefill.layers': { [RUNTIME]: 0.3 },
  'prefill.experts': { [ARCHITECTURE]: 0.2, [KERNELS]: 0.3 },
  'prefill.states': {},
  'train.compute': { [ARCHITECTURE]: 0.3, [KERNELS]: 0.3, compiled: 0.3, convolution: 0.4, experts: 0.3 },
  'train.traffic': {},
  'train.launches': { compiled: 0.5 },
  'train.update': {},
  'train.unpack': {},
  'image.steps': { [ARCHITECTURE]: 0.3, [KERNELS]: 0.3 },
  'image.once': {},
  'image.start': { [RUNTIME]: 1 },
}

const RUNTIMES = ['llama.cpp', 'mlx', 'pytorch', 'tensorflow', 'coreml']

export function widthOf(rate, trait) {
  const widths = WIDTHS[rate] ?? {}
  if (trait in widths) return widths[trait]
  if (
    [
      'two dies',
      'no flash attention',
      'experts',
      'bf16 emulated',
      'data centre in 2024',
      'compiled',
      'convolution',
      ERA,
    ].includes(trait)
  )
    return 0
  const kind = RUNTIMES.includes(trait)
    ? RUNTIME
    : RUNTIMES.some((runtime) => trait.startsWith(`${runtime} `))
      ? KERNELS
      : ARCHITECTURE
  return widths[kind] ?? 0
}

/**
 * Where factors start that silicon tells. GPU cores of M5 and later have matrix units, with which Apple measured up to 4 times the
 * speed of M4 in reading prompts, as quoted by
 * https://allyoucantech.com/apple-showcases-performance-enhancements-of-the-m5-compared-to-the-m4-in-executing-local-llms; for
 * training there is no measurement yet, and half of that gain is assumed. GP100, Maxwell and Kepler have no integer dot products,
 * Volta's matrix units know 16 bits only, and the Turing dies without matrix units emulate their instructions.
 */
export const STARTS = {
  'prefill.compute|m5': 0.3,
  'prefill.compute|m6': 0.3,
  'train.compute|m5': 0.45,
  'train.compute|m6': 0.45,
  'image.steps|m5': 0.25,
  'image.steps|m6': 0.25,
  'decode.layers|m6': 0.65,
  'decode.compute|m6': 0.7,
  'prefill.compute|turing without matrices': 8,
  'prefill.compute|pascal': 2,
  'prefill.compute|pascal data centre': 6,
  'prefill.compute|volta': 1.4,
  'prefill.compute|maxwell': 6,
  'prefill.compute|kepler': 6,
  'decode.compute|pascal': 2,
  'decode.compute|maxwell': 3,
  'decode.compute|kepler': 6,
  'decode.compute|pascal data centre': 5,
}
