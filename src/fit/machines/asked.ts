/** What somebody asks for by a machine's name: numbers with their meaning, and words. */
export interface Asked {
  readonly count: number
  /** GiB. */
  readonly memory?: number
  readonly cores?: number
  /** Words of the name in lower case, without those that say nothing. */
  readonly words: readonly string[]
}

/** A name of a machine is a line of text; what is longer is something else. */
export const LONGEST_NAME = 200

/** More of one GPU in one machine is a slip of the keyboard. */
const MOST_GPUS = 1024

const SAYS_NOTHING = new Set(
  'nvidia geforce radeon apple amd intel tesla gpu gpus graphics card chip generation gen edition fe founders core cores with and of a the memory ram vram unified machine workstation ws hbm hbm2 hbm2e hbm3 hbm3e gddr6 gddr6x gddr7 silicon device base'.split(
    ' ',
  ),
)

/** Products whose names share words with chips, as one word each. */
const PRODUCTS: readonly (readonly [RegExp, string])[] = [
  [/\bmac ?book ?pro\b/g, 'macbookpro'],
  [/\bmac ?book ?air\b/g, 'macbookair'],
  [/\bmac ?book ?neo\b/g, 'macbookneo'],
  [/\bmac ?pro\b/g, 'macpro'],
  [/\bmac ?studio\b/g, 'macstudio'],
  [/\bmac ?mini\b/g, 'macmini'],
  [/\bmbp\b/g, 'macbookpro'],
  [/\bmba\b/g, 'macbookair'],
]

/** Other spellings, after the words are apart. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  mobile: ['laptop'],
  notebook: ['laptop'],
  sxm2: ['sxm'],
  sxm4: ['sxm'],
  sxm5: ['sxm'],
  sxm6: ['sxm'],
  s: ['super'],
  tis: ['ti', 'super'],
  pcle: ['pcie'],
  plus: [],
}

/**
 * Takes a machine's name apart: `2x RTX 4090 24GB`, `M1 Max (32-core GPU)`, `apple-m4-pro-24gb`.
 *
 * @param text - up to `LONGEST_NAME` characters; the rest is not looked at
 */
export function askedIn(text: string): Asked {
  let rest = ` ${text.slice(0, LONGEST_NAME).toLowerCase()} `
  const take = (pattern: RegExp): number | undefined => {
    const match = pattern.exec(rest)
    if (match === null) return undefined
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    const digits = match.slice(1).find((group) => group !== undefined)
    return digits === undefined ? undefined : Number(digits)
  }
  rest = rest
    .replaceAll(/[™®_,;:/()[\]"'’|+]/g, ' ')
    .replaceAll('-', ' ')
    // Cores of processors, versions of programs, how work is split.
    .replaceAll(/\b\d{1,2}[ep]\b|\b\d+(?:\.\d+)+\b|\b[tp]p ?\d\b/g, ' ')
  const inches = take(/\b(1[3-6]|24) ?(?:inch|in\b)/) ?? take(/(?<=\bmac ?book (?:pro|air) )(1[3-6])\b(?! ?g)/)
  take(/\b\d{1,3} ?(?:core )?cpu\b/)
  const terabytes = take(/\b(\d{1,2}) ?tb\b/)
  const memory = take(/\b(\d{1,4}) ?g(?:i?b|o)\b/) ?? take(/\b(\d{1,4}) ?g\b/)
  const cores = take(/\b(\d{1,3}) ?(?:core gpu|gpu core|gpu|c\b|cores?\b)s?/)
  const count =
    take(/\s(\d{1,4}) ?[x×] (?=\D|\d)/) ??
    take(/\s(\d{1,2})[x×](?=[a-z]|\d{4}\b)/) ??
    take(/ [x×] ?(\d{1,4})\s/) ??
    take(/(?<=\d{4})[x×](\d{1,2})\s/) ??
    counted(rest)
  const words = wordsOf(rest)
  const size = memory ?? (terabytes === undefined ? undefined : terabytes * 1024)
  return {
    count: Math.min(Math.max(count, 1), MOST_GPUS),
    ...(size !== undefined && { memory: size }),
    ...(cores !== undefined && { cores }),
    words: inches === undefined ? words : [...words, `${inches}inch`],
  }
}

/** Words for so many cards, which `wordsOf` leaves out. */
const COUNTS: Readonly<Record<string, number>> = { single: 1, dual: 2, two: 2, three: 3, quad: 4, four: 4, eight: 8 }

function counted(text: string): number {
  const word = text.split(' ').find((each) => Object.hasOwn(COUNTS, each))
  return word === undefined ? 1 : (COUNTS[word] ?? 1)
}

/** The words of a name, in lower case, each once: `rtx4090` and `RTX 4090` have the same. */
export function wordsOf(text: string): readonly string[] {
  let plain = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, ' ')
  // Few names have a product; there are hundreds of names.
  if (/\bm(?:ac|bp|ba)/.test(plain)) {
    for (const [pattern, word] of PRODUCTS) plain = plain.replaceAll(pattern, word)
  }
  plain = plain
    .replaceAll('max q', 'maxq')
    .replaceAll(/\b(1[3-6]|24) inch\b/g, '$1inch')
    .replaceAll(/\b([am]\d{1,2})(pro|max|ultra)\b/g, '$1 $2')
    .replaceAll(/\b(rtx|gtx|rx|arc|gh|titan)(?=[ab]?\d)/g, '$1 ')
    .replaceAll(/\b(\d{3,4})([a-z]+)\b/g, '$1 $2')
  const words = plain.split(' ').flatMap((word) => SPELLINGS[word] ?? [word])
  return [...new Set(words.filter((word) => word !== '' && !SAYS_NOTHING.has(word) && !Object.hasOwn(COUNTS, word)))]
}
