/** Seconds between two lines off a terminal, where they end up in a log. */
const PACE_OF_LINES = 10
/** Milliseconds between two changes of the line on a terminal. */
const PACE = 200

/** How far a run is, on standard error: one line that changes on a terminal, a line now and then off it. */
export interface Progress {
  readonly done: (what: { readonly name: string; readonly failure?: string }) => void
  readonly end: () => void
}

/**
 * @param total jobs that there are to do
 * @param quiet whether nothing is shown
 */
export function progressOf(total: number, quiet: boolean): Progress {
  if (quiet) return { done: () => {}, end: () => {} }
  const began = performance.now()
  const isTerminal = process.stderr.isTTY
  let count = 0
  let failed = 0
  let next = isTerminal ? 0 : PACE_OF_LINES * 1000
  const line = (): string => {
    const seconds = (performance.now() - began) / 1000
    const rate = count / Math.max(seconds, 0.001)
    const left = rate > 0 ? `, ${duration((total - count) / rate)} left` : ''
    return `${count} of ${total}${failed > 0 ? `, ${failed} failed` : ''}, ${Math.round(rate * 3600)} an hour${left}`
  }
  return {
    done({ name, failure }) {
      count += 1
      if (failure !== undefined) failed += 1
      const now = performance.now() - began
      if (now < next && count < total) return
      next = now + (isTerminal ? PACE : PACE_OF_LINES * 1000)
      const text = `${line()}: ${name}`.replace(/[^\x20-\x7E]/g, '?')
      process.stderr.write(isTerminal ? `\r\u001B[K${text.slice(0, process.stderr.columns - 1)}` : `${text}\n`)
    },
    end() {
      if (isTerminal) process.stderr.write('\r\u001B[K')
    },
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`
}
