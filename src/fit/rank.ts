import type { Fit } from '../report/fit.ts'

/** Best first: what fits before what does not, the faster before the slower, the nearer miss before the farther. */
export function ranked(fits: readonly Fit[]): readonly Fit[] {
  return fits.toSorted(
    (one, other) =>
      Number(other.memory.fits) - Number(one.memory.fits) ||
      speedOf(other) - speedOf(one) ||
      shortageOf(one) - shortageOf(other) ||
      one.machine.id.localeCompare(other.machine.id, 'en'),
  )
}

/** Tokens, images, or seconds of sound, a second. */
export function speedOf({ decode, step, image, sound }: Fit): number {
  const seconds = image?.seconds.value
  return (
    decode?.tokensPerSecond.value ??
    step?.tokensPerSecond.value ??
    sound?.secondsPerSecond.value ??
    (seconds === undefined ? 0 : 1 / seconds)
  )
}

function shortageOf({ memory, machine }: Fit): number {
  return Math.max(0, memory.bytes.value - machine.gpuBudgetBytes)
}
