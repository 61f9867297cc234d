/** What an answer depends on apart from the name. */
interface Circumstances {
  /** The day for which it is answered, YYYY-MM-DD. */
  readonly asOf: string
  /** The version of PyTorch to answer for, PEP 440; the newest of the day when absent. */
  readonly torch?: string
}

/** A name that was asked for, taken apart. */
export interface Question extends Circumstances {
  /** Without the version. */
  readonly name: string
  /** The library's version, PEP 440, where one was given. */
  readonly version?: string
}

/** Longer than any name of a package or a function; more is not a name. */
const MAX_NAME = 200

/** `bitsandbytes==0.45` is a name and a version. */
export function questionOf(text: string, circumstances: Circumstances): Question {
  const [name = '', version] = text
    .trim()
    .slice(0, MAX_NAME)
    .split(/\s*===?\s*/, 2)
  return { ...circumstances, name, ...(version === undefined || version === '' ? {} : { version }) }
}

/** How people abbreviate the modules of PyTorch. */
const SHORT: readonly (readonly [short: RegExp, full: string])[] = [
  [/^F\./, 'torch.nn.functional.'],
  [/^nn\./, 'torch.nn.'],
  [/^(?=(?:Tensor|linalg|fft|special|cuda|backends|amp|mps|accelerator|distributed|optim)\.)/, 'torch.'],
]

/** The full name of a function of PyTorch: `F.grid_sample` is `torch.nn.functional.grid_sample`. */
export function fullName(name: string): string {
  const bare = name.replace(/\(\)?$/, '')
  const found = SHORT.find(([short]) => short.test(bare))
  return found ? bare.replace(found[0], found[1]) : bare
}
