const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash'])
/** Programs that run, on this machine or another, what they read as a shell script. */
const SCRIPT_READERS: ReadonlySet<string> = new Set([...SHELLS, 'sbatch', 'qsub', 'bsub', 'ssh'])

/** The index of the word that a shell among `words` is given with `-c`, or `eval` as its only one. */
export function innerScript(words: readonly string[]): number | undefined {
  const shell = words.findIndex((word) => SHELLS.has(programName(word)))
  // `-lc`, `-euxc` and the like are `-c` with other flags.
  const flag = shell < 0 ? -1 : words.findIndex((word, index) => index > shell && /^-[a-z]*c$/.test(word))
  if (flag > 0 && flag < words.length - 1) return flag + 1
  return words.at(-2) === 'eval' ? words.length - 1 : undefined
}

/** Whether a here-document fed to the command is itself shell text; so is one without a command (Dockerfile `RUN <<EOF`). */
export function readsScript(words: readonly string[]): boolean {
  const program = words.find((word) => !word.includes('=') && word !== 'sudo')
  return program === undefined || SCRIPT_READERS.has(programName(program))
}

function programName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1)
}
