/** What a person wants to do, and with what; each field absent where they have not said. */
export interface Needs {
  readonly work?: readonly Work[]
  /** Names of libraries as people call them, on an index or when importing. */
  readonly libraries?: readonly string[]
  /** Models by name (`Llama 3.1 8B`) or by size (`70B`). */
  readonly models?: readonly string[]
  /** Size of the largest model, in billions of parameters. */
  readonly parameters?: number
  /** `4-bit`, or a quantization by its name. */
  readonly quantization?: string
  /** Tokens. */
  readonly context?: number
  readonly batch?: number
  readonly data?: Data
  readonly tokensADay?: number
  readonly imagesADay?: number
  readonly hoursOfSoundADay?: number
  /** Kinds of machines that are there or can be rented. */
  readonly machines?: readonly MachineKind[]
  /** Machines that are owned, as people call them; a `PC` is one that takes a card. */
  readonly owned?: readonly string[]
  /** Machines that are to be compared, whatever else is found. */
  readonly compare?: readonly string[]
  /** US dollars; 0 buys nothing. */
  readonly budget?: number
  readonly laptop?: boolean
  /** Where the result runs, in the person's words; `target` is what was understood of it. */
  readonly runs?: string
  /** Where what comes of it has to run. */
  readonly target?: Destination
  readonly gpus?: 'one' | 'several'
  /** What counts most. */
  readonly first?: First
}

/** What is learned from, or worked through. */
export interface Data {
  /** As the person wrote it. */
  readonly text: string
  readonly tokens?: number
  readonly images?: number
  readonly epochs?: number
  readonly bytes?: number
}

export const WORKS = [
  'training',
  'fine-tuning',
  'lora',
  'qlora',
  'inference',
  'llm',
  'serving',
  'image-generation',
  'speech',
  'kernels',
  'data',
] as const
export const MACHINES = ['mac', 'nvidia', 'cloud'] as const
export const TARGETS = ['linux', 'apple', 'any'] as const
export const GPUS = ['one', 'several'] as const
export const FIRSTS = ['speed', 'power', 'cost', 'none'] as const

export type Work = (typeof WORKS)[number]
export type MachineKind = (typeof MACHINES)[number]
export type Destination = (typeof TARGETS)[number]
export type First = (typeof FIRSTS)[number]
