/** Milliseconds of silence: most audits are over by then, and a line that flashes up helps nobody. */
const PATIENCE = 1_000
/** Milliseconds between two changes of the line. */
const PACE = 100

/** One line on standard error that says what is being done; silent unless a person is looking. */
export function progressLine(quiet: boolean): { show: (what: string) => void; clear: () => void } {
  if (quiet || !process.stderr.isTTY) return { show: () => {}, clear: () => {} }
  let next = performance.now() + PATIENCE
  let shown = false
  return {
    show(what) {
      const now = performance.now()
      if (now < next) return
      next = now + PACE
      shown = true
      const line = what.replace(/[^\x20-\x7E]/g, '?').slice(0, process.stderr.columns - 1)
      process.stderr.write(`\r\u001B[K${line}`)
    },
    clear() {
      if (shown) process.stderr.write('\r\u001B[K')
    },
  }
}
