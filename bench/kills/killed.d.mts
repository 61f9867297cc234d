/** Kills a run that writes files so often: how many kills came with some files written and some not, and what was lost. */
export function killed(drawn: {
  readonly count: number
  readonly seed: number
  readonly files: number
}): Promise<{ readonly midway: number; readonly lost: readonly string[] }>
