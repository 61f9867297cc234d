/** The shape of what is known of models. */
import type { Source } from '../report/report.ts'

export interface KnownModel {
  /** As people write it: `Llama 3.1 8B`. */
  readonly name: string
  /** Absent for language models. */
  readonly kind?: 'image' | 'speech' | 'encoder' | 'vision'
  /** Names of repositories on the Hugging Face Hub. */
  readonly hub?: readonly string[]
  readonly aliases?: readonly string[]
  /** All parameters of the model's own implementation, counted. */
  readonly parameters: number
  /** Parameters outside the language model that the config describes: what sees, hears or guesses ahead. */
  readonly besides?: number
  /** What decides memory and speed, in the words of its `config.json`; absent where the architecture is of another kind. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Of a model that is several networks, each with its parameters; together they are all of them. */
  readonly parts?: readonly { readonly name: string; readonly parameters: number }[]
  /** Work of one pass, such as one step of one image at the usual size. */
  readonly work?: KnownWork
  readonly sources: readonly Source[]
}

export interface KnownWork {
  /** What one pass is for: `step of an image of 1024 x 1024`, `image of 224 x 224`. */
  readonly unit: string
  /** Floating-point operations, two for each multiplication that is added up. */
  readonly flop: number
  /** Of speech: layers that write, one token at a time. */
  readonly layers?: number
}
