/** How long each part of an audit took, told by what it says of itself. */
export interface StageTimes {
  /** Passed on to whoever shows progress; the same stage goes on until another begins. */
  readonly show: (what: string) => void
  /** A line a stage in the order in which they began, in seconds, and the whole. */
  readonly text: () => string
}

/** Begins to measure. */
export function stageTimes(progress: (what: string) => void): StageTimes {
  const stages = new Map<string, number>()
  const begin = performance.now()
  let current = 'starting'
  let since = begin
  const closed = (): void => {
    const now = performance.now()
    stages.set(current, (stages.get(current) ?? 0) + now - since)
    since = now
  }
  return {
    show(what) {
      const stage = stageOf(what)
      if (stage !== current) {
        closed()
        current = stage
      }
      progress(what)
    },
    text() {
      closed()
      const rows = [...stages, ['in all', since - begin] as const]
      return rows.map(([stage, took]) => `${(took / 1_000).toFixed(2).padStart(8)} s  ${stage}\n`).join('')
    },
  }
}

/** Which files are read is progress, and not a stage of its own. */
function stageOf(what: string): string {
  return what.startsWith('reading ') ? 'reading files' : what
}
