import { type NameSet, NO_NAMES } from './name-set.ts'

/** What a Python file says, as far as others ask for it by name: code, imports and strings told apart, comments left out. */
export interface Words {
  /** Names in code outside imports, other than those that are defined there, the class in `super(Net, self)`, and functions of `torch.cuda`; of `self.name` both that and `name`. */
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
  /** The functions and methods, each with the names in its code. */
  readonly bodies: WordsOfFunctions
  readonly calls: Calls
  readonly settings: SettingsRead
}

/**
 * The functions of a file, outermost first, in two lists: a list for each would take more room than what is in it. `places`
 * has of each where it begins, where the innermost class or function around it does, or else -1, and where its names end in
 * `names`; those of the next follow.
 */
export interface WordsOfFunctions {
  readonly places: Int32Array
  readonly names: Int32Array
}

export interface WordsOfFunction {
  readonly at: number
  /** Where the innermost class or function around it begins. */
  readonly within: number
  readonly names: NameSet
}

/** The functions that answer a description, with the names in each. */
export function functionsWhere(
  { places, names }: WordsOfFunctions,
  isMeant: (at: number, within: number) => boolean,
): readonly WordsOfFunction[] {
  const found: WordsOfFunction[] = []
  for (let index = 0, from = 0; index < places.length; index += PLACE) {
    const [at = 0, within = -1, to = from] = places.subarray(index, index + PLACE)
    if (isMeant(at, within)) found.push({ at, within, names: names.subarray(from, to) })
    from = to
  }
  return found
}

/** How many numbers say where a function is. */
const PLACE = 3

/**
 * The calls in a file by the name that is called and the keywords that are given. One after the other: the hash of the
 * name, whether a dot stands before it (1 or 0), how many keywords follow, and their hashes.
 */
export type Calls = Int32Array

/** How many numbers stand before the keywords of a call. */
export const CALL_HEAD = 3

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
  bodies: { places: NO_NAMES, names: NO_NAMES },
  calls: NO_NAMES,
  settings: { ofConfigurations: NO_NAMES, ofArguments: NO_NAMES, fields: NO_NAMES, spread: [] },
}
