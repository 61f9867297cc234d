const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash'])
/** Programs that run, on this machine or another, what they read as a shell script. */
const SCRIPT_READERS: ReadonlySet<string> = new Set([...SHELLS, 'sbatch', 'qsub', 'bsub', 'ssh'])

/** The index of the word that a shell among `words` is given with `-c`, or `eval` as its only one. */
export function innerScript(words: readonly string[]): number | undefined {
  for (const [index, word] of words.entries()) {
    if (word === 'eval' && index === words.length - 2) return index + 1
    // `-lc`, `-euxc` and the like are `-c` with other flags.
    if (SHELLS.has(programName(word))) {
      const flag = words.findIndex((other, position) => position > index && /^-[a-z]*c$/.test(other))
      if (flag > 0 && flag < words.length - 1) return flag + 1
    }
  }
  return undefined
}

/** Whether a here-document fed to the command is itself shell text; so is one without a command (Dockerfile `RUN <<EOF`). */
export function readsScript(words: readonly string[]): boolean {
  const program = words.find((word) => !word.includes('=') && word !== 'sudo')
  return program === undefined || SCRIPT_READERS.has(programName(program))
}

function programName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1)
}
