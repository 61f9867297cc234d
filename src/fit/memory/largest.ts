/** Nobody asks for more tokens, and no model was trained for more. */
const MOST_TOKENS = 10_485_760
/** Contexts are told in steps of this many tokens. */
const STEP = 256

/**
 * The longest context that fits, in tokens, in steps of 256; 0 where not even the shortest does.
 *
 * @param bytesAt - memory for a context; it never falls as the context grows
 * @param longest - what the model was trained for
 */
export function largestContext(bytesAt: (context: number) => number, budget: number, longest = MOST_TOKENS): number {
  return largestStep((steps) => bytesAt(steps * STEP) <= budget, Math.ceil(longest / STEP)) * STEP
}

/** Sequences at a time are not looked for beyond this. */
const MOST_SEQUENCES = 1024

/** How many sequences, images or examples at a time fit. */
export function largestBatch(bytesAt: (batch: number) => number, budget: number): number {
  return largestStep((batch) => bytesAt(batch) <= budget, MOST_SEQUENCES)
}

/** The largest number up to `most` that fits, by halving: what is larger than one that does not fit does not. */
function largestStep(fits: (number: number) => boolean, most: number): number {
  let low = 0
  let high = most
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}
