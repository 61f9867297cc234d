/** Files that are programs by their looks only: modules that try themselves out, and files that are called tests. */

/** What shows that a program is run by itself is made for it: options, or a function that is called. */
const PROGRAM =
  /argparse|parse_args|\.parse\(|\bsys\.argv|\bfire\.|\bclick\.|\btyper\.|\btyro\.|^\s*(?:\w+\.)?(?:main|run|cli|app)\(|^\s*(?:train\(|\w+\.train\([^)])/m

/** The 1-based line from which on a module does no more than try itself out; `scriptLine` is where it is told what to do when run. */
export function trialLineOf(text: string, scriptLine: number): number | undefined {
  const lines = text.split('\n')
  const block = lines.slice(scriptLine).join('\n')
  if (!PROGRAM.test(block)) return scriptLine
  // A `main` that takes nothing from the command line, at the end of what others import, tries it out as well.
  const main = lines.findLastIndex((line) => /^def main\(\s*\):/.test(line))
  const isWhole = /^\s*main\(\s*\)\s*$/.test(block) && main >= 0
  return isWhole && !PROGRAM.test(lines.slice(main + 1, scriptLine - 1).join('\n')) ? main + 1 : undefined
}

/** Numbers that are made up to see whether a network takes them, and what only counts or measures it. */
const MADE_UP =
  /\b(?:torch|np|numpy|mx|jnp|random)\.(?:rand|randn|zeros|ones|empty|random|normal|PRNGKey)\b|\b(?:summary|profile|get_model_complexity_info)\(/

/** Whether a trial feeds what a file defines with numbers that are made up: no program is run for that. */
export function isMadeUp(text: string, trialLine: number): boolean {
  return MADE_UP.test(text.split('\n').slice(trialLine).join('\n'))
}

/** A call, a loop or the like at the top level, by which a file does something when it is run. */
const ACTS = /^(?:[A-Za-z_][\w.]*[ \t]*\(|(?:for|while|with|async)\b|[!%])/m

/** Whether a file does nothing by itself but import, define and set names: nobody runs it. */
export function onlyDefines(text: string): boolean {
  return !ACTS.test(text)
}

const TESTS = /\bclass Test|\bunittest\b|\bpytest\b/
/** What a program does with what it is given may be called so too: `def test_simple(args)`. */
const FUNCTIONS = /\bdef test/
const ASSERTS = /\bassert\b/
const READS_OPTIONS = /argparse|parse_args|\.parse\(|\bsys\.argv/

/** Whether a file that is called a test holds any; undefined for other files. What asserts on its way is a program where it has options. */
export function holdsTests(path: string, text: string): boolean | undefined {
  if (!/(?:_test|(?:^|\/)test_[^/]*)\.py$/.test(path)) return undefined
  return TESTS.test(text) || ((FUNCTIONS.test(text) || ASSERTS.test(text)) && !READS_OPTIONS.test(text))
}
