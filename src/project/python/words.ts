import { type NameSet, NO_NAMES } from './name-set.ts'
import type { Span } from './tree.ts'

/** What a Python file says, as far as others ask for it by name: code, imports and strings told apart, comments left out. */
export interface Words {
  /** Names in code outside imports, other than those that are defined there, and functions of `torch.cuda`; of `self.name` both that and `name`. */
  readonly code: NameSet
  /** Names on the lines of imports. */
  readonly imports: NameSet
  /** Names within strings of one line. */
  readonly strings: NameSet
  /** Strings of one line that are a name and nothing else, with the dashes before it: `device`, `--device`. */
  readonly quoted: NameSet
  /** Functions and classes that are defined at the top level. */
  readonly functions: NameSet
  readonly classes: NameSet
  /** The functions and methods, outermost first, each with the names in its code. */
  readonly bodies: readonly WordsOfFunction[]
  readonly calls: Calls
  readonly settings: SettingsRead
}

export interface WordsOfFunction extends Span {
  /** Where the innermost class or function around it begins. */
  readonly within?: number
  readonly names: NameSet
}

/**
 * The calls in a file by the name that is called and the keywords that are given. One after the other: the hash of the
 * name, whether a dot stands before it (1 or 0), how many keywords follow, and their hashes.
 */
export type Calls = Int32Array

/** How a file takes what was read from a configuration file. */
export interface SettingsRead {
  /** Names read off objects that are called like settings (`config.device`), and like arguments (`args.device`). */
  readonly ofConfigurations: NameSet
  readonly ofArguments: NameSet
  /** Fields that a class declares with no more than a type. */
  readonly fields: NameSet
  /** Settings that are made arguments all at once, as written: `**config["train"]`. */
  readonly spread: readonly string[]
}

export const NO_WORDS: Words = {
  code: NO_NAMES,
  imports: NO_NAMES,
  strings: NO_NAMES,
  quoted: NO_NAMES,
  functions: NO_NAMES,
  classes: NO_NAMES,
  bodies: [],
  calls: NO_NAMES,
  settings: { ofConfigurations: NO_NAMES, ofArguments: NO_NAMES, fields: NO_NAMES, spread: [] },
}
